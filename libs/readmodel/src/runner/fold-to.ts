import type pg from 'pg';
import type { EventStore, Position, RecordedEvent } from '#eventstore/port.js';
import { type ParkedEvent, takePage } from './take-page.js';
import type { Target } from './target.js';

const pageSize = 1_000;

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
  { pool, store, signal, onParked, onPage }: Folding,
  target: Target,
  from: Position,
  to: Position,
): Promise<void> => {
  const { categories } = target.projection;
  for (let place = from; store.compare(place, to) < 0;) {
    signal.throwIfAborted();
    const { events, checkpoint, caughtUp } = await store.readAll(place, pageSize, { categories });
    const wanted = events.filter(({ position }) => store.compare(position, to) <= 0);
    await takePage(pool, target, { events: wanted, checkpoint }, onParked);
    await onPage?.(wanted);
    // A filtered feed may end before `to`, when what lies between concerns others.
    if (caughtUp) return;
    place = checkpoint;
  }
};
