import { backOffMs, waitOrAbort } from '../back-off.js';
import { type FeedFilter, type FeedPage, LogUnavailable, type RecordedEvent } from '../port.js';
import type { Places, Slice } from './places.js';
import type { Tail } from './shared-tails.js';

/** The tail is there while somebody reads from it. */
export interface SharedTail<P> {
  /** The running tail, or one that begins at `from`. */
  join(from: P): Tail<P>;
  leave(): void;
}

export interface SubscriptionOptions<P> extends FeedFilter {
  readonly places: Places<P>;
  /** A page of the log strictly after a place. May end early, even empty: `caughtUp` says whether more is there. */
  readonly readPage: (after: P, limit: number, filter: FeedFilter) => Promise<Slice<P, RecordedEvent>>;
  readonly tail: SharedTail<P>;
  readonly onTrouble: (error: Error) => void;
  readonly pageSize: number;
  readonly signal: AbortSignal;
}

const retry = { first: 100, most: 5_000 };
/** When only events of other categories come: how often the checkpoint moves without events. */
const emptyEveryMs = 1_000;
const breathMs = 20;
/** The longest time a timer takes. */
const forEver = 2 ** 31 - 1;

/** Catches up by pages of its own, then lives from the shared tail; falls back to its own when left behind. */
export async function* subscription<P>(after: P, options: SubscriptionOptions<P>): AsyncGenerator<FeedPage, void> {
  const { signal, places } = options;
  let place = after;
  let tail: Tail<P> | undefined;
  const told = { place: undefined as P | undefined, caughtUp: false, at: 0 };
  try {
    while (!signal.aborted) {
      const slice = tail?.pages.slice(place, options.pageSize, options) ?? 'behind';
      if (tail?.failed) throw tail.failed;
      const next = slice === 'behind' ? await ownPage(place, options) : slice;
      if (!next || signal.aborted) return;
      place = next.to;
      if (next.caughtUp) tail ??= options.tail.join(place);

      const moved = told.place === undefined || places.compare(place, told.place) > 0;
      const quietMs = told.at + emptyEveryMs - performance.now();
      if (next.events.length > 0 || (next.caughtUp && !told.caughtUp) || (moved && quietMs <= 0)) {
        Object.assign(told, { place, caughtUp: next.caughtUp, at: performance.now() });
        yield { events: next.events, checkpoint: places.tokenOf(place), caughtUp: next.caughtUp };
      } else if (tail && (slice !== 'behind' || next.caughtUp)) {
        const { news } = tail.pages;
        // No await since the look at the tail: a ring in between is not possible. A page of our own that ended before
        // the tail begins was read too early.
        await news.heard(news.rung, slice === 'behind' ? breathMs : moved ? quietMs : forEver, signal);
      }
    }
  } finally {
    if (tail) options.tail.leave();
  }
}

/** Retries until it works; undefined when the signal ends it. */
const ownPage = async <P>(place: P, options: SubscriptionOptions<P>): Promise<Slice<P, RecordedEvent> | undefined> => {
  const { readPage, onTrouble, pageSize, signal } = options;
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      return await readPage(place, pageSize, options);
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      onTrouble(error);
      await waitOrAbort(backOffMs(failures, retry), signal);
    }
  }
  return undefined;
};
