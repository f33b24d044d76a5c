import { setTimeout as pause } from 'node:timers/promises';
import {
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  LogUnavailable,
  type NewEvent,
} from '#eventstore/port.js';

/**
 * Appends the same events (same ids) until the log has answered: an append whose result is not known is repeated,
 * which the log recognises. What was sent must be recorded, so there is no giving up while the process lives.
 */
export const appendSurely = async (
  store: EventStore,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): Promise<AppendResult> => {
  for (let wait = 50; ; wait = Math.min(wait * 2, 2_000)) {
    try {
      return await store.append(stream, expected, events);
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      await pause(wait * (0.5 + Math.random() / 2));
    }
  }
};
