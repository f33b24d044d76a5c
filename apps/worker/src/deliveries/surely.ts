import { setTimeout as pause } from 'node:timers/promises';
import { LogUnavailable } from '#eventstore/port.js';

/**
 * Does what may be done twice until the log has answered. For what follows a send: what was sent must be recorded,
 * so there is no giving up while the process lives.
 */
export const surely = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let wait = 50; ; wait = Math.min(wait * 2, 2_000)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      await pause(wait * (0.5 + Math.random() / 2));
    }
  }
};
