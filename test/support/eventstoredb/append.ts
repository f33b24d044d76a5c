import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';

import type { Expected } from './commit-check.js';
import { shared, streams } from './definitions.js';
import { streamDeleted, type RpcError } from './errors.js';
import type { Node } from './node.js';
import { Proposals, streamName } from './proposals.js';
import { writeEvents, type WriteResult } from './write.js';

/** Classic append: options, then one message per event; written when the client has closed its side. */
export const append =
  (node: Node) =>
  (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void => {
    node.counts.add('append');
    const proposals = new Proposals(node.limits);
    let options: AppendReq.Options | undefined;
    let refused: RpcError | undefined = node.refusal(call.metadata, 'write');
    if (refused !== undefined) answer(refused);
    call.on('data', (message: AppendReq) => {
      if (refused !== undefined) return;
      options ??= message.getOptions();
      const proposed = message.getProposedMessage();
      if (proposed !== undefined) refused = proposals.add(proposed);
      if (refused !== undefined) answer(refused);
    });
    const commit = (): void => {
      if (refused !== undefined || options === undefined || call.cancelled) return;
      const stream = streamName(options.getStreamIdentifier());
      const expected = expectedOf(options);
      node.commit(call, answer, () => {
        const result = writeEvents(node.store, stream, expected, proposals.events);
        return result.kind === 'deleted' ? { error: streamDeleted(stream) } : { value: respond(result, expected) };
      });
    };
    // A connection that broke off ends the messages too, and only then cancels the call: half an append is none.
    call.on('end', () => setImmediate(commit));
  };

interface ExpectedOptions {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}

export const expectedOf = (options: ExpectedOptions & { getRevision(): string }): Expected =>
  expectation(options, options.getRevision());

export const expectation = (options: ExpectedOptions, revision: string): Expected => {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return Number(revision);
};

const respond = (result: Exclude<WriteResult, { readonly kind: 'deleted' }>, expected: Expected): AppendResp => {
  const response = new streams.AppendResp();
  if (result.kind === 'wrong-version') return response.setWrongExpectedVersion(wrongVersion(result.current, expected));
  const success = new streams.AppendResp.Success();
  if (result.revision === -1) success.setNoStream(new shared.Empty());
  else success.setCurrentRevision(String(result.revision));
  const position = new streams.AppendResp.Position();
  success.setPosition(position.setCommitPosition(result.position).setPreparePosition(result.position));
  return response.setSuccess(success);
};

/** A wrong version is a normal answer of an append. */
const wrongVersion = (current: number, expected: Expected): AppendResp.WrongExpectedVersion => {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (current === -1) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === 'any') return wrong.setExpectedAny(new shared.Empty());
  if (expected === 'no_stream') return wrong.setExpectedNoStream(new shared.Empty());
  if (expected === 'stream_exists') return wrong.setExpectedStreamExists(new shared.Empty());
  return wrong.setExpectedRevision(String(expected));
};
