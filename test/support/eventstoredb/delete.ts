import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import type { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import { randomUUID } from 'node:crypto';

import { expectedOf } from './append.js';
import { checkCommit, type Expected } from './commit-check.js';
import { streams } from './definitions.js';
import { invalid, streamDeleted, wrongExpectedVersion, type RpcError } from './errors.js';
import { deletedMetadata, metastreamOf } from './metadata.js';
import type { Node } from './node.js';
import { streamName } from './proposals.js';
import type { LoggedEvent } from './record.js';
import type { Store } from './store.js';
import { metadataEvent } from './write.js';

type Removed = { readonly event: LoggedEvent | undefined } | { readonly error: RpcError };

/** Soft delete: `$tb` of the last possible revision; a stream that never was is a wrong version, even for `any`. */
const remove = (store: Store, stream: string, expected: Expected): Removed => {
  const error = refusal(store, stream, expected);
  if (error !== undefined) return { error };
  if (!hasEvents(store, stream) && !hasEvents(store, metastreamOf(stream))) {
    return { error: wrongExpectedVersion(stream, expected, -1) };
  }
  return { event: store.write(metastreamOf(stream), [metadataEvent(deletedMetadata())]).at(-1) };
};

/** For ever: the name is not usable again. */
const bury = (store: Store, stream: string, expected: Expected): Removed => {
  const error = refusal(store, stream, expected);
  if (error !== undefined) return { error };
  const event = {
    id: randomUUID(),
    type: '$streamDeleted',
    contentType: 'application/octet-stream',
    data: new Uint8Array(),
    metadata: new Uint8Array(),
  };
  return { event: store.write(stream, [event], { tombstone: true }).at(-1) };
};

const refusal = (store: Store, stream: string, expected: Expected): RpcError | undefined => {
  const check = checkCommit(store, stream, expected, [{ id: randomUUID() }]);
  if (check.kind === 'deleted') return streamDeleted(stream);
  return check.kind === 'wrong-version' ? wrongExpectedVersion(stream, expected, check.current) : undefined;
};

const hasEvents = (store: Store, stream: string): boolean => (store.stream(stream)?.events.length ?? 0) > 0;

export const deleteStream =
  (node: Node) =>
  (call: ServerUnaryCall<DeleteReq, DeleteResp>, answer: sendUnaryData<DeleteResp>): void => {
    const options = call.request.getOptions();
    run(node, call, options, answer, remove, (position) => {
      const place = new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position);
      return new streams.DeleteResp().setPosition(place);
    });
  };

export const tombstoneStream =
  (node: Node) =>
  (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, answer: sendUnaryData<TombstoneResp>): void => {
    const options = call.request.getOptions();
    run(node, call, options, answer, bury, (position) => {
      const place = new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position);
      return new streams.TombstoneResp().setPosition(place);
    });
  };

const run = <Request, Response>(
  node: Node,
  call: ServerUnaryCall<Request, Response>,
  options: DeleteReq.Options | TombstoneReq.Options | undefined,
  answer: sendUnaryData<Response>,
  act: (store: Store, stream: string, expected: Expected) => Removed,
  respond: (position: string) => Response,
): void => {
  node.counts.add('delete');
  const refused = node.refusal(call.metadata, 'write');
  if (refused !== undefined || options === undefined) return answer(refused ?? invalid('no options'));
  const stream = streamName(options.getStreamIdentifier());
  node.commit(call, answer, () => {
    const removed = act(node.store, stream, expectedOf(options));
    if ('error' in removed) return removed;
    return { value: respond(node.store.positionText(removed.event?.position)) };
  });
};
