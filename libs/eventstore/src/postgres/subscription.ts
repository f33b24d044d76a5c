import { backOffMs, waitOrAbort } from '../back-off.js';
import { type FeedFilter, type FeedPage, LogUnavailable, type RecordedEvent } from '../port.js';
import type { Row, Run } from './connections.js';
import { readPage } from './pages.js';
import { comparePlaces, type Place, positionOf } from './place.js';
import type { Slice, Tail } from './tail.js';

/** The tail is there while somebody reads from it. */
export interface SharedTail {
  /** The running tail, or one that begins at `from`. */
  join(from: Place): Tail;
  leave(): void;
}

export interface SubscriptionOptions extends FeedFilter {
  readonly run: Run;
  readonly tail: SharedTail;
  readonly decode: (row: Row) => RecordedEvent;
  readonly onTrouble: (error: Error) => void;
  readonly pageSize: number;
  readonly signal: AbortSignal;
}

const retry = { first: 100, most: 5_000 };
/** When only events of other categories come: how often the checkpoint moves without events. */
const emptyEveryMs = 1_000;
/** The longest time a timer takes. */
const forEver = 2 ** 31 - 1;

/** Catches up by pages of its own, then lives from the shared tail; falls back to its own when left behind. */
export async function* subscription(after: Place, options: SubscriptionOptions): AsyncGenerator<FeedPage, void> {
  const { signal } = options;
  let place = after;
  let tail: Tail | undefined;
  const told = { place: undefined as Place | undefined, caughtUp: false, at: 0 };
  try {
    while (!signal.aborted) {
      const slice = tail?.slice(place, options.pageSize, options) ?? 'behind';
      if (tail?.failed) throw tail.failed;
      const next = slice === 'behind' ? await ownPage(place, options) : slice;
      if (!next || signal.aborted) return;
      place = next.to;
      if (next.caughtUp) tail ??= options.tail.join(place);

      const moved = told.place === undefined || comparePlaces(place, told.place) > 0;
      const quietMs = told.at + emptyEveryMs - performance.now();
      if (next.events.length > 0 || (next.caughtUp && !told.caughtUp) || (moved && quietMs <= 0)) {
        Object.assign(told, { place, caughtUp: next.caughtUp, at: performance.now() });
        yield { events: next.events, checkpoint: positionOf(place), caughtUp: next.caughtUp };
      } else if (tail) {
        // No await since the look at the tail: a ring in between is not possible.
        await tail.news.heard(tail.news.rung, moved ? quietMs : forEver, signal);
      }
    }
  } finally {
    if (tail) options.tail.leave();
  }
}

/** Retries until it works; undefined when the signal ends it. */
const ownPage = async (place: Place, options: SubscriptionOptions): Promise<Slice | undefined> => {
  const { run, decode, onTrouble, pageSize, signal } = options;
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      const { rows, to, short } = await readPage(run, place, pageSize, options);
      return { events: rows.map(decode), to, caughtUp: short };
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      onTrouble(error);
      await waitOrAbort(backOffMs(failures, retry), signal);
    }
  }
  return undefined;
};
