import { instantOf, millisOf } from '#domain/kernel/calendar.js';
import type { Instant } from '#domain/kernel/message.js';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';

export type Streams = Pick<EventStore, 'read'>;

/** Short streams of definitions, kept as they were read: the log is asked only for what has come since. */
export interface KnownStreams {
  /** Everything that was acknowledged before the call. */
  readonly now: Streams;
  /** Everything that was acknowledged before a moment; what is older than `freshMs` is asked for again all the same. */
  asOf(moment: Instant): Streams;
}

/** Nothing is decided on what was read longer ago, ms. */
const freshMs = 250;
/** Streams kept at most. */
const most = 50_000;

interface Known {
  readonly events: readonly RecordedEvent[];
  /** When the question was asked that these events answer. */
  readonly askedAt: Instant;
}

export const knownStreams = (log: Streams, clock: Clock): KnownStreams => {
  const known = new Map<string, Known>();
  const asking = new Map<string, { readonly askedAt: Instant; readonly answer: Promise<readonly RecordedEvent[]> }>();

  const ask = async (stream: string, askedAt: Instant): Promise<readonly RecordedEvent[]> => {
    const before = known.get(stream)?.events ?? [];
    const events = [...before, ...(await log.read(stream, { from: before.length }))];
    const newest = known.get(stream);
    // Two that asked at the same time may be answered in either order.
    if (newest === undefined || newest.askedAt <= askedAt) {
      if (known.size > most) known.clear();
      known.set(stream, { events, askedAt });
    }
    return events;
  };

  const readSince = (stream: string, since: Instant): Promise<readonly RecordedEvent[]> => {
    const found = known.get(stream);
    if (found !== undefined && found.askedAt >= since) return Promise.resolve(found.events);
    const underWay = asking.get(stream);
    if (underWay !== undefined && underWay.askedAt >= since) return underWay.answer;
    const askedAt = clock();
    const answer = ask(stream, askedAt).finally(() => {
      if (asking.get(stream)?.answer === answer) asking.delete(stream);
    });
    asking.set(stream, { askedAt, answer });
    return answer;
  };

  return {
    now: { read: (stream) => ask(stream, clock()) },
    asOf: (moment) => ({
      read: (stream) => {
        const fresh = instantOf(millisOf(clock()) - freshMs);
        return readSince(stream, moment > fresh ? moment : fresh);
      },
    }),
  };
};
