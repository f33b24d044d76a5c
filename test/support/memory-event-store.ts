import { type SerializedEvent, serialized } from '#eventstore/append-request.js';
import { Bell } from '#eventstore/bell.js';
import { oneByOne } from '#eventstore/in-turn.js';
import {
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type FeedFilter,
  type FeedPage,
  LogUnavailable,
  type Position,
  type RecordedEvent,
  start,
} from '#eventstore/port.js';
import { type Clock, systemClock } from '#platform/clock.js';
import { type Upcasters, upcast, upcasters as released, upcastStrictly } from '#eventstore/upcasters.js';

const forEver = 2 ** 31 - 1;
/** When only events of other categories come: how often the checkpoint moves without events. */
const emptyEveryMs = 1_000;

/** The log's port on a plain list, for tests only; held to the same contract as the real one. */
export const memoryEventStore = ({
  upcasters = released,
  now = systemClock,
}: { upcasters?: Upcasters; now?: Clock } = {}): EventStore => {
  const log: RecordedEvent[] = [];
  const news = new Bell();
  const closed = new AbortController();

  const streams = new Map<string, RecordedEvent[]>();
  const streamOf = (name: string): readonly RecordedEvent[] => streams.get(name) ?? [];
  const refuseClosed = (): void => {
    if (closed.signal.aborted) throw new LogUnavailable('the log is closed');
  };

  const append = (stream: string, expected: ExpectedRevision, events: readonly SerializedEvent[]): AppendResult => {
    const before = streamOf(stream);
    const after = expected === 'none' ? -1 : expected;
    if (before.length - 1 !== after) return repeated(before, after, events);
    for (const [index, { id, type, data, metadata }] of events.entries()) {
      const recorded: RecordedEvent = {
        id,
        type,
        data: JSON.parse(data),
        metadata: JSON.parse(metadata),
        stream,
        category: stream.slice(0, stream.indexOf('-')),
        revision: after + 1 + index,
        position: String(log.length + 1) as Position,
        recordedAt: now(),
      };
      log.push(recorded);
      if (before.length === 0 && index === 0) streams.set(stream, [recorded]);
      else streams.get(stream)?.push(recorded);
    }
    news.ring();
    return { ok: true, revision: after + events.length, position: String(log.length) as Position };
  };

  const pageAfter = (after: Position, limit: number, filter: FeedFilter): FeedPage => {
    const from = placeOf(after);
    const matching = log.slice(from).filter((event) => passes(event, filter));
    const events = matching.slice(0, limit).map((event) => upcast(event, upcasters));
    const caughtUp = matching.length < limit;
    const end = caughtUp ? Math.max(from, log.length) : placeOf(events.at(-1)?.position ?? after);
    return { events, checkpoint: end === 0 ? start : (String(end) as Position), caughtUp };
  };

  async function* subscription(
    after: Position,
    filter: FeedFilter,
    pageSize: number,
    signal: AbortSignal,
  ): AsyncGenerator<FeedPage, void> {
    let told: FeedPage | undefined;
    let quietSince = 0;
    while (!signal.aborted) {
      const { rung } = news;
      const page = pageAfter(told?.checkpoint ?? after, pageSize, filter);
      const moved = told !== undefined && page.checkpoint !== told.checkpoint;
      const quietMs = quietSince + emptyEveryMs - performance.now();
      if (page.events.length > 0 || !told || (page.caughtUp && !told.caughtUp) || (moved && quietMs <= 0)) {
        told = page;
        quietSince = performance.now();
        yield page;
      } else {
        await news.heard(rung, moved ? quietMs : forEver, signal);
      }
    }
  }

  const appendOne: EventStore['append'] = async (stream, expected, events) => {
    const request = serialized(stream, expected, events);
    refuseClosed();
    // An answer never comes in the same turn from a real log either.
    await Promise.resolve();
    return append(stream, expected, request);
  };

  return {
    epoch: 1,
    append: appendOne,
    appendInTurn: (appends) => oneByOne(appendOne, appends),
    async read(stream, { from = 0, limit = Infinity } = {}) {
      refuseClosed();
      return streamOf(stream)
        .slice(from, from + limit)
        .map((event) => upcastStrictly(event, upcasters));
    },
    async readBackwards(stream, limit) {
      refuseClosed();
      return streamOf(stream)
        .toReversed()
        .slice(0, limit)
        .map((event) => upcastStrictly(event, upcasters));
    },
    async readAll(after, limit, filter = {}) {
      refuseClosed();
      return pageAfter(after, limit, filter);
    },
    subscribe(after, { signal, pageSize = 500, ...filter }) {
      refuseClosed();
      placeOf(after);
      return subscription(after, filter, pageSize, AbortSignal.any([signal, closed.signal]));
    },
    async head(filter = {}) {
      refuseClosed();
      return log.findLast((event) => passes(event, filter))?.position ?? start;
    },
    compare: (a, b) => placeOf(a) - placeOf(b),
    async close() {
      closed.abort();
    },
  };
};

const repeated = (
  before: readonly RecordedEvent[],
  after: number,
  events: readonly SerializedEvent[],
): AppendResult => {
  const there = before.slice(after + 1, after + 1 + events.length);
  const last = there.at(-1);
  if (last && there.length === events.length && there.every(({ id }, index) => id === events[index]?.id)) {
    return { ok: true, revision: last.revision, position: last.position };
  }
  return { ok: false, actual: before.length === 0 ? 'none' : before.length - 1 };
};

const passes = ({ category }: RecordedEvent, { categories }: FeedFilter): boolean =>
  !categories || categories.includes(category);

const placeOf = (position: Position): number => {
  if (position === start) return 0;
  if (!/^[1-9]\d*$/.test(position)) throw new RangeError(`not a position of this log: ${position}`);
  return Number(position);
};
