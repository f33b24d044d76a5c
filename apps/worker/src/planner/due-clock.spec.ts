import type { Sql } from '#platform/database/pool.js';
import { openDueClock } from './due-clock.js';

/** A database whose clock is ahead of the monotonic one by so much. */
const databaseAhead = (state: { ms: number }): Pick<Sql, 'query'> => ({
  query: () => Promise.resolve({ rows: [{ now: new Date(state.ms + performance.now()) }] } as never),
});

it('is never ahead of the database, and follows its steps', async () => {
  const state = { ms: 1_000_000_000 };
  const clock = await openDueClock(databaseAhead(state));
  const behindMs = (): number => state.ms + performance.now() - Date.parse(clock.now());
  expect(behindMs()).toBeGreaterThanOrEqual(0);
  state.ms += 60_000;
  await clock.look();
  expect(behindMs()).toBeGreaterThanOrEqual(0);
  expect(behindMs()).toBeLessThan(60_000);
  state.ms -= 120_000;
  await clock.look();
  expect(behindMs()).toBeGreaterThanOrEqual(0);
  expect(behindMs()).toBeLessThan(60_000);
});
