import type { EventStore } from '#eventstore/port.js';
import type { BatchWriter } from './batch-writer.js';

/** Batches remembered at most for each log; those that ended longest ago are forgotten. */
const most = 1_000;

const closed = new WeakMap<EventStore, Map<string, BatchWriter>>();

/** The batch as it ended, when this process saw that. */
export const knownClosed = (store: EventStore, stream: string): BatchWriter | undefined =>
  closed.get(store)?.get(stream);

/**
 * Remembers a batch that is closed, for nothing happens in it any more: it may be brought again by a read model that has
 * not seen its end yet, and need not be read from its beginning for that. One that is not closed is left alone.
 */
export const rememberClosed = (store: EventStore, stream: string, writer: BatchWriter): void => {
  if (writer.state.status !== 'closed') return;
  const known = closed.get(store) ?? new Map<string, BatchWriter>();
  closed.set(store, known);
  known.set(stream, writer);
  for (const oldest of known.keys()) {
    if (known.size <= most) break;
    known.delete(oldest);
  }
};
