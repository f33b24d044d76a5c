import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until a condition holds: polls `attempt` until it returns without throwing something other than
 * `false` or `undefined`, and returns that value. Fails with the last error (or value) after the patience.
 */
export async function eventually<T>(
  attempt: () => T | false | undefined | Promise<T | false | undefined>,
  { patienceMs = 20_000, everyMs = 25 }: { patienceMs?: number; everyMs?: number } = {},
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    let last: unknown;
    try {
      const value = await attempt();
      if (value !== false && value !== undefined) return value;
      last = new Error(`still ${String(value)} after ${patienceMs} ms`);
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw last;
    await pause(everyMs);
  }
}
