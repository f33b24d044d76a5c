import type pg from 'pg';
import { serialized } from '../append-request.js';
import { Bell } from '../bell.js';
import { SharedTails } from '../feed/shared-tails.js';
import { subscription } from '../feed/subscription.js';
import { oneByOne } from '../in-turn.js';
import { type EventStore, type FeedFilter, LogUnavailable } from '../port.js';
import { type Upcasters, upcast, upcasters as released, upcastStrictly } from '../upcasters.js';
import { openAppends } from './append.js';
import { openConnections, type Row } from './connections.js';
import { openEpoch } from './epochs.js';
import { readExcerpt } from './excerpts.js';
import { readNewest, readPage } from './pages.js';
import { comparePlaces, type Place, placeOf, places, positionOf } from './place.js';
import { eventOf } from './rows.js';
import { openReads, readStreamBackwards } from './streams.js';
import { Tail } from './tail.js';
import { WakeUps } from './wake-ups.js';

export interface PostgresEventStoreOptions {
  /** The process's pool: used at opening, to find the epoch and to refuse unsafe settings. */
  readonly pool: pg.Pool;
  /** The same database: the log opens connections of its own. */
  readonly url: string;
  /** Most connections beside the one that listens; default 8. */
  readonly connections?: number;
  /** Longest time between two looks for news when nobody wakes the reader; default 200 ms. */
  readonly pollMs?: number;
  /** How long a connection may take to come about or to answer before it counts as dead; default 10 s. */
  readonly patienceMs?: number;
  /** Default: those of this release. */
  readonly upcasters?: Upcasters;
  /** Trouble that mends itself, for a log: every call and subscription still answers or goes on. */
  readonly onTrouble?: (error: Error) => void;
}

/**
 * The log in a migrated PostgreSQL. Throws `UnsafeDatabase` when the server would acknowledge what it may lose,
 * `LogUnavailable` when it cannot be reached.
 */
export const openPostgresEventStore = async (options: PostgresEventStoreOptions): Promise<EventStore> => {
  const { url, patienceMs = 10_000, upcasters = released, onTrouble = () => undefined } = options;
  const { epoch, identity } = await openEpoch(options.pool);
  const { run, close } = openConnections(url, { max: options.connections ?? 8, patienceMs, identity, onTrouble });
  const appends = openAppends(run);
  const readStream = openReads(run);
  const closed = new AbortController();
  const news = new Bell();
  const wakeUps = new WakeUps(url, news, { patienceMs, onTrouble });
  const decode = (row: Row) => upcast(eventOf(row), upcasters);
  const decodeStrictly = (row: Row) => upcastStrictly(eventOf(row), upcasters);
  const tailOptions = { run, wakeUps: news, decode, onTrouble, pollMs: options.pollMs ?? 200 };
  const tail = new SharedTails((from: Place) => new Tail(from, tailOptions));
  const pageAfter = async (after: Place, limit: number, filter: FeedFilter) => {
    const { rows, to, short } = await readPage(run, after, limit, filter);
    return { events: rows.map(decode), to, caughtUp: short };
  };

  const tellNews = (): void => {
    news.ring();
    wakeUps.announce();
  };
  const append: EventStore['append'] = async (stream, expected, events) => {
    const result = await appends.append(stream, expected, serialized(stream, expected, events));
    if (result.ok) tellNews();
    return result;
  };

  return {
    epoch,
    append,
    async appendInTurn(wanted) {
      const together = await appends.together(
        wanted.map((one) => ({ ...one, events: serialized(one.stream, one.expected, one.events) })),
      );
      if (together === null) return oneByOne(append, wanted);
      tellNews();
      return together;
    },
    read: async (stream, range = {}) => (await readStream(stream, range)).map(decodeStrictly),
    readBackwards: async (stream, limit) => (await readStreamBackwards(run, stream, limit)).map(decodeStrictly),
    async readAll(after, limit, { excerpt, ...filter } = {}) {
      const from = placeOf(after);
      const short = excerpt && (await readExcerpt(run, from, limit, { ...filter, ...excerpt, upcasters }));
      const { events, to, caughtUp } = short ?? (await pageAfter(from, limit, filter));
      return { events, checkpoint: positionOf(to), caughtUp };
    },
    subscribe(after, { signal, pageSize = 500, ...filter }) {
      if (closed.signal.aborted) throw new LogUnavailable('the log is closed');
      wakeUps.listen();
      const either = AbortSignal.any([signal, closed.signal]);
      const reading = { places, readPage: pageAfter, tail, onTrouble, pageSize, signal: either };
      return subscription(placeOf(after), { ...filter, ...reading });
    },
    head: async (filter = {}) => positionOf(await readNewest(run, filter)),
    compare: (a, b) => comparePlaces(placeOf(a), placeOf(b)),
    async close() {
      closed.abort();
      await Promise.all([wakeUps.stop(), tail.stop()]);
      await close();
    },
  };
};
