import { coalesced } from './coalesced.js';
import type { EventStore, RecordedEvent } from './port.js';

/** Streams kept at most, each as far as it was read. */
const most = 2_000;

/**
 * A log that keeps what it has read of streams that seldom grow (definitions) and asks only for what has come since.
 * Every answer still holds all that was there when it was asked for; who asks for a stream while it is being read waits
 * for the next look at it, which serves all who came meanwhile.
 */
export const rememberStreams = (store: EventStore, categories: readonly string[]): EventStore => {
  const known = new Map<string, () => Promise<readonly RecordedEvent[]>>();
  const prefixes = categories.map((category) => `${category}-`);

  const remembered = (stream: string): (() => Promise<readonly RecordedEvent[]>) => {
    let events: readonly RecordedEvent[] = [];
    return coalesced(async () => {
      const fresh = await store.read(stream, { from: events.length });
      if (fresh.length > 0) events = [...events, ...fresh];
      return events;
    });
  };

  return {
    ...store,
    read: (stream, range) => {
      if (range !== undefined || !prefixes.some((prefix) => stream.startsWith(prefix)))
        return store.read(stream, range);
      const read = known.get(stream) ?? remembered(stream);
      if (!known.has(stream) && known.size >= most) known.clear();
      known.set(stream, read);
      return read();
    },
  };
};

/** Streams of definitions: short, and read for every run. */
export const definitionCategories = ['campaign', 'goal', 'segment', 'sender'] as const;
