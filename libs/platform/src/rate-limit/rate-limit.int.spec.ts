import fc from 'fast-check';
import type pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openPool } from '../database/pool.js';
import { newId } from '../ids.js';
import { burstOf, take } from './rate-limit.js';

let database: TestDatabase;
let even: pg.Pool;
let odd: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  even = openPool(database.url);
  odd = openPool(database.url);
});
afterAll(async () => {
  await Promise.all([even.end(), odd.end()]);
  await database.drop();
});

/** Two processes, in turn. */
const pool = (n: number): pg.Pool => (n % 2 === 0 ? even : odd);

/** As if the bucket had been left alone for a time. */
const rest = (key: string, ms: number) =>
  pool(0).query(`update work.rate_limits set refilled_at = refilled_at - $2 * interval '1 ms' where key = $1`, [
    key,
    ms,
  ]);

test('first comes the burst, then the rate, and the wait says when', async () => {
  const key = newId();
  const limit = { perSecond: 0.5, wanted: 5 };
  expect(await take(pool(0), key, limit)).toMatchObject({ granted: 1 });
  const { granted, retryInMs } = await take(pool(1), key, limit);
  expect(granted).toBe(0);
  expect(retryInMs).toBeGreaterThan(0);
  expect(retryInMs).toBeLessThanOrEqual(2000);
  await rest(key, retryInMs);
  expect(await take(pool(0), key, { ...limit, wanted: 1 })).toEqual({ granted: 1, retryInMs: 0 });
});

test('a long rest fills the bucket to the burst and no further', async () => {
  const key = newId();
  await take(pool(0), key, { perSecond: 0.5, wanted: 1 });
  await rest(key, 3_600_000);
  const taken = await Promise.all(
    Array.from({ length: 6 }, (_, n) => take(pool(n), key, { perSecond: 0.5, wanted: 1 })),
  );
  expect(taken.filter(({ granted }) => granted === 1)).toHaveLength(1);
});

test('a clock that was set back grants nothing extra and takes nothing away', async () => {
  const key = newId();
  await take(pool(0), key, { perSecond: 20, wanted: 2 });
  await rest(key, -60_000);
  expect(await take(pool(0), key, { perSecond: 20, wanted: 4 })).toMatchObject({ granted: 2 });
});

test('a limit of nothing is a mistake of the caller', async () => {
  await expect(take(pool(0), 'x', { perSecond: 0, wanted: 1 })).rejects.toThrow(RangeError);
  expect(await take(pool(0), 'x', { perSecond: 1, wanted: 0 })).toEqual({ granted: 0, retryInMs: 0 });
});

test('two processes together never get more than rate × time + burst', async () => {
  const request = fc.record({ wanted: fc.integer({ min: 1, max: 50 }), restMs: fc.integer({ min: 0, max: 400 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0.2, max: 500, noNaN: true }),
      fc.array(fc.array(request, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }),
      async (perSecond, rounds) => {
        const key = newId();
        const began = performance.now();
        let rested = 0;
        let granted = 0;
        for (const round of rounds) {
          const taken = await Promise.all(round.map(({ wanted }, n) => take(pool(n), key, { perSecond, wanted })));
          taken.forEach((each, n) => expect(each.granted).toBeLessThanOrEqual(round[n]?.wanted ?? 0));
          granted += taken.reduce((sum, each) => sum + each.granted, 0);
          const elapsed = (performance.now() - began + rested) / 1000;
          expect(granted).toBeLessThanOrEqual(perSecond * elapsed + burstOf(perSecond) + 1e-6);
          rested += round[0]?.restMs ?? 0;
          await rest(key, round[0]?.restMs ?? 0);
        }
      },
    ),
    { numRuns: 40 },
  );
});
