import type { EventStore, RecordedEvent } from './port.js';

/**
 * Whole streams as they stood when each of them was first asked for here: what is found out about them and what is
 * written down of them are the same versions, whatever somebody publishes in between.
 */
export const eachOnce = (store: Pick<EventStore, 'read'>): Pick<EventStore, 'read'> => {
  const read = new Map<string, Promise<readonly RecordedEvent[]>>();
  return {
    read: (stream, range) => {
      if (range !== undefined) return store.read(stream, range);
      const events = read.get(stream) ?? store.read(stream);
      read.set(stream, events);
      return events;
    },
  };
};
