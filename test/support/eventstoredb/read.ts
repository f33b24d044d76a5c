import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';

import { streams } from './definitions.js';
import { invalid, streamDeleted, thrown } from './errors.js';
import { filterOf, pageSize } from './filter.js';
import type { Node } from './node.js';
import { Outbox, type ReadCall } from './outbox.js';
import { streamName } from './proposals.js';
import { identifier, type LoggedEvent } from './record.js';
import { subscribe } from './subscribe.js';
import { firstVisible, isExpired, isGone } from './visible.js';

/** Reads both ways, of a stream or of all, and subscriptions: one method of the protocol. */
export const read =
  (node: Node) =>
  (call: ReadCall): void => {
    node.open(call, call.request.getOptions()?.hasSubscription() === true ? 'subscription' : 'other');
    answer(node, call).catch((error: unknown) => {
      call.emit('error', error instanceof SyntaxError ? invalid(error.message) : thrown());
    });
  };

const answer = async (node: Node, call: ReadCall): Promise<void> => {
  const options = call.request.getOptions();
  const refused = options === undefined ? invalid('no options') : node.refusal(call.metadata, 'read');
  if (refused !== undefined || options === undefined) return void call.emit('error', refused);
  const outbox = new Outbox(node, call, options);
  if (options.hasSubscription()) {
    node.counts.add('subscribe');
    return subscribe(node, outbox, options);
  }
  node.counts.add('read');
  const stream = options.getStream();
  const name = streamName(stream?.getStreamIdentifier());
  if (stream !== undefined && node.store.isTombstoned(name)) return void call.emit('error', streamDeleted(name));
  if (stream !== undefined && isGone(node.store.stream(name))) await outbox.send(notFound(name));
  else await sendAll(outbox, options, stream === undefined ? fromLog(node, options) : fromStream(node, options, name));
  if (!outbox.ended) call.end();
};

const sendAll = async (outbox: Outbox, options: ReadReq.Options, events: Iterable<LoggedEvent | 'page'>) => {
  // 2^64-1 is a number of events that nobody counts to, not one that has to be exact.
  let left = Number(options.getCount());
  for (const event of events) {
    if (left <= 0 || outbox.ended) return;
    if (event === 'page') await new Promise(setImmediate);
    else {
      left -= 1;
      const full = outbox.sendEvent(event);
      if (full !== undefined) await full;
    }
  }
};

const backwards = (options: ReadReq.Options): boolean =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;

function* fromStream(node: Node, options: ReadReq.Options, name: string): Generator<LoggedEvent> {
  const stream = node.store.stream(name);
  const from = options.getStream();
  if (stream === undefined || from === undefined) return;
  const last = stream.events.length - 1;
  const wanted = from.hasRevision() ? Number(from.getRevision()) : from.hasStart() ? 0 : last;
  const step = backwards(options) ? -1 : 1;
  const first = firstVisible(stream);
  for (let at = step === 1 ? Math.max(wanted, first) : Math.min(wanted, last); at >= first && at <= last; at += step) {
    const event = stream.events[at];
    if (event !== undefined && !isExpired(stream, event)) yield event;
  }
}

/** From a position on, itself included; backwards strictly before it. A pause after each page of a filtered read. */
function* fromLog(node: Node, options: ReadReq.Options): Generator<LoggedEvent | 'page'> {
  const { log } = node.store;
  const all = options.getAll();
  const filter = options.getFilter();
  const matches = filter === undefined ? () => true : filterOf(filter).matches;
  const step = backwards(options) ? -1 : 1;
  let at = all === undefined || all.hasStart() ? 0 : log.length;
  const position = all?.getPosition();
  if (position !== undefined) at = node.store.indexFrom(positionOf(position));
  if (step === -1) at -= 1;
  for (let seen = 1; at >= 0 && at < log.length; at += step, seen += 1) {
    const event = log[at];
    if (event !== undefined && matches(event)) yield event;
    else if (seen % (32 * pageSize) === 0) yield 'page';
  }
}

/** Throws when commit is before prepare, as the server's constructor does. */
const positionOf = (position: ReadReq.Options.Position): bigint => {
  const commit = BigInt(position.getCommitPosition());
  if (commit < BigInt(position.getPreparePosition())) throw new Error('commit position before prepare position');
  return commit;
};

const notFound = (stream: string): ReadResp => {
  const message = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier(stream));
  return new streams.ReadResp().setStreamNotFound(message);
};
