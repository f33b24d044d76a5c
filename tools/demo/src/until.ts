import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  /** How long to go on asking, ms. */
  readonly timeoutMs: number;
  /** Pause between two questions, ms; 200 when absent. */
  readonly everyMs?: number;
  readonly signal: AbortSignal;
}

/** Asks until the answer is not null. @throws when it never comes; `what` says what was waited for. */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | null>,
  { timeoutMs, everyMs = 200, signal }: Patience,
): Promise<T> => {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > deadline) throw new Error(`${what}: not so after ${timeoutMs / 1_000} s`);
    await pause(everyMs, undefined, { signal });
  }
};
