import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds before try `attempt` + 1 (from 0): doubles up to `most`, half of it random, so that a crowd spreads out. */
export const backOffMs = (attempt: number, { first, most }: { first: number; most: number }): number => {
  const full = Math.min(most, first * 2 ** Math.min(attempt, 30));
  return full / 2 + (Math.random() * full) / 2;
};

/** Waits; an abort ends the wait early, without an error. */
export const waitOrAbort = async (ms: number, signal?: AbortSignal): Promise<void> => {
  try {
    await pause(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
};
