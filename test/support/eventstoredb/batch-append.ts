import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import type { Message } from 'google-protobuf';

import { expectation } from './append.js';
import type { Expected } from './commit-check.js';
import { google, grpc, rpcStatus, shared, streams } from './definitions.js';
import type { RpcError } from './errors.js';
import type { Node } from './node.js';
import { Proposals, streamName } from './proposals.js';
import { identifier } from './record.js';
import { writeEvents, type WriteResult } from './write.js';

interface Batch {
  readonly options: BatchAppendReq.Options;
  readonly stream: string;
  readonly proposals: Proposals;
  /** It has its answer; what still comes for it is ignored. */
  done: boolean;
}

/** Batch append: fragments of many appends on one stream, put together by correlation id, one answer for each. */
export const batchAppend =
  (node: Node) =>
  (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
    const batches = new Map<string, Batch>();
    node.open(call, 'other');
    call.on('end', () => call.end());
    call.on('data', (request: BatchAppendReq) => {
      const key = keyOf(request);
      const options = request.getOptions();
      if (options !== undefined) batches.set(key, begin(node, options));
      const batch = batches.get(key);
      if (batch === undefined) return;
      const answer = (response: BatchAppendResp): void => {
        batch.done = true;
        response.setCorrelationId(request.getCorrelationId());
        if (call.write(response)) return;
        call.pause();
        call.once('drain', () => call.resume());
      };
      if (!batch.done) take(node, call, request, batch, answer);
      if (request.getIsFinal()) batches.delete(key);
    });
  };

const keyOf = (request: BatchAppendReq): string => {
  const id = request.getCorrelationId();
  const structured = id?.getStructured();
  if (structured === undefined) return id?.getString() ?? '';
  return `${structured.getMostSignificantBits()}/${structured.getLeastSignificantBits()}`;
};

const begin = (node: Node, options: BatchAppendReq.Options): Batch => {
  node.counts.add('batchAppend');
  const stream = streamName(options.getStreamIdentifier());
  return { options, stream, proposals: new Proposals(node.limits), done: false };
};

const take = (
  node: Node,
  call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
  request: BatchAppendReq,
  batch: Batch,
  answer: (response: BatchAppendResp) => void,
): void => {
  const { options, stream, proposals } = batch;
  const refused = node.refusal(call.metadata, 'write');
  // Not the leader fails the whole call; not ready is a status that clients do not recognise.
  if (refused?.code === grpc.status.NOT_FOUND) return void call.emit('error', refused);
  if (refused !== undefined) return answer(failed(stream, statusOf(refused)));
  for (const message of request.getProposedMessagesList()) {
    const fault = proposals.add(message);
    if (fault !== undefined) return answer(failed(stream, statusOf(fault)));
  }
  if (!request.getIsFinal()) return;
  const deadline = options.getDeadline();
  if (deadline !== undefined && deadline.toDate().getTime() <= Date.now()) {
    return answer(failed(stream, status(grpc.status.DEADLINE_EXCEEDED, 'Timeout', 'Timeout', new shared.Timeout())));
  }
  const expected = expectation(options, options.getStreamPosition());
  node.commit(
    call,
    (error, response) => answer(response ?? failed(stream, error === null ? unknown() : statusOf(error))),
    () => ({ value: respond(stream, writeEvents(node.store, stream, expected, proposals.events), expected) }),
  );
};

const respond = (stream: string, result: WriteResult, expected: Expected): BatchAppendResp => {
  if (result.kind === 'wrong-version') return failed(stream, wrongVersion(result.current, expected));
  if (result.kind === 'deleted') {
    const details = new shared.StreamDeleted().setStreamIdentifier(identifier(stream));
    return failed(stream, status(grpc.status.FAILED_PRECONDITION, 'StreamDeleted', 'StreamDeleted', details));
  }
  const success = new streams.BatchAppendResp.Success();
  if (result.revision === -1) success.setNoStream(new google.Empty());
  else success.setCurrentRevision(String(result.revision));
  const position = new shared.AllStreamPosition();
  success.setPosition(position.setCommitPosition(result.position).setPreparePosition(result.position));
  return new streams.BatchAppendResp().setStreamIdentifier(identifier(stream)).setSuccess(success);
};

const wrongVersion = (current: number, expected: Expected): Status => {
  const wrong = new shared.WrongExpectedVersion();
  if (current === -1) wrong.setCurrentNoStream(new google.Empty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new google.Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new google.Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new google.Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  return status(grpc.status.FAILED_PRECONDITION, 'WrongExpectedVersion', 'WrongExpectedVersion', wrong);
};

const failed = (stream: string, error: Status): BatchAppendResp =>
  new streams.BatchAppendResp().setStreamIdentifier(identifier(stream)).setError(error);

const unknown = (): Status => status(grpc.status.UNKNOWN, 'Unknown', 'Unknown', new shared.Unknown());

/** What classic append says by a code and trailers is here a message inside a status. */
const statusOf = (error: RpcError): Status => {
  switch (error.metadata.get('exception')[0]) {
    case 'access-denied':
      return status(error.code, 'AccessDenied', 'AccessDenied', new shared.AccessDenied());
    case 'maximum-append-size-exceeded': {
      const limit = Number(error.metadata.get('maximum-append-size')[0]);
      const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(limit);
      return status(error.code, error.details, 'MaximumAppendSizeExceeded', details);
    }
    default:
      return error.code === grpc.status.ABORTED
        ? status(error.code, 'Timeout', 'Timeout', new shared.Timeout())
        : error.code === grpc.status.UNAVAILABLE
          ? status(error.code, error.details, 'google.protobuf.Empty', new google.Empty())
          : status(error.code, 'BadRequest', 'BadRequest', new shared.BadRequest().setMessage(error.details));
  }
};

const status = (code: number, message: string, type: string, details: Message): Status => {
  const any = new google.Any();
  any.pack(details.serializeBinary(), type.includes('.') ? type : `event_store.client.${type}`);
  return new rpcStatus.Status().setCode(code).setMessage(message).setDetails(any);
};
