import { setTimeout as pause } from 'node:timers/promises';
import { timed } from './quantiles.js';

/** Asks the API by one connection that stays; what a full quota makes wait does not count. */
export const asker =
  (apiUrl: string, key: string) =>
  async (path: string): Promise<{ readonly ms: number; readonly body: unknown }> => {
    for (;;) {
      const { ms, result } = await timed(async () => {
        const answer = await fetch(`${apiUrl}${path}`, { headers: { authorization: `Bearer ${key}` } });
        return { answer, text: await answer.text() };
      });
      const { answer, text } = result;
      if (answer.ok) return { ms, body: JSON.parse(text) as unknown };
      if (answer.status !== 429) throw new Error(`${path}: ${answer.status} ${text}`);
      await pause(1_000);
    }
  };

export type Ask = ReturnType<typeof asker>;
