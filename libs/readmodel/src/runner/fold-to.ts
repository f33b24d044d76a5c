import type pg from 'pg';
import type { EventStore, FeedPage, Position, RecordedEvent } from '#eventstore/port.js';
import type { Copy } from './copy.js';
import type { ParkedEvent } from './take-page.js';

/**
 * Much of what a page costs is the same whatever its size: round trips, and rows that its events share. Larger ones would
 * keep the process from all else for too long, starts and leases included.
 */
const pageSize = 2_000;

export interface Folding {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly signal: AbortSignal;
  readonly onParked: (event: ParkedEvent) => void;
  /** Told after every page of what was folded. */
  readonly onPage?: (events: readonly RecordedEvent[]) => Promise<void>;
}

/**
 * Folds the log into a copy: strictly after `from`, up to and with `to`, and not an event further. Throws the
 * signal's reason when it aborts.
 */
export const foldTo = async (
  { store, signal, onPage }: Folding,
  copy: Copy,
  from: Position,
  to: Position,
): Promise<void> => {
  const { categories, excerpt } = copy.target.projection;
  const filter = { categories, ...(excerpt && { excerpt }) };
  const readFrom = (place: Position): Promise<FeedPage> => store.readAll(place, pageSize, filter);
  if (store.compare(from, to) >= 0) return;
  let reading = readFrom(from);
  for (let place = from; store.compare(place, to) < 0;) {
    const { events, checkpoint, caughtUp } = await reading;
    signal.throwIfAborted();
    const last = events.at(-1)?.position ?? place;
    const wanted =
      store.compare(last, to) <= 0 ? events : events.filter(({ position }) => store.compare(position, to) <= 0);
    const isLast = caughtUp || store.compare(checkpoint, to) >= 0;
    // The log is asked for the next page while this one is folded.
    if (!isLast) reading = readFrom(checkpoint);
    try {
      await copy.take({ events: wanted, checkpoint });
      await onPage?.(wanted);
    } catch (error) {
      // Nobody waits for that page any more.
      if (!isLast) await reading.catch(() => undefined);
      throw error;
    }
    // A filtered feed may end before `to`, when what lies between concerns others.
    if (isLast) return copy.flush();
    place = checkpoint;
  }
};
