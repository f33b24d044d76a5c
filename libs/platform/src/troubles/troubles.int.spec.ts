import type pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openPool } from '../database/pool.js';
import { firstTry, parkedItems, retryParked, withTroubleCounted } from './troubles.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url, { max: 4, name: 'troubles-test' });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const attempt = (item: string, work: () => Promise<void>, progress = '0') =>
  withTroubleCounted(pool, { item, progress }, work, () => undefined);
const succeeds = (): Promise<void> => Promise.resolve();
const fails = (): Promise<void> => Promise.reject(new TypeError('it cannot be'));

/** A try whose process dies: it began, and nobody wrote down how it ended. */
const dies = async (item: string, progress = '0'): Promise<void> => {
  const started = new Promise<void>((begun) => {
    void attempt(
      item,
      () => {
        begun();
        return new Promise(() => undefined);
      },
      progress,
    );
  });
  await started;
};

const times = async (count: number, once: () => Promise<unknown>): Promise<void> => {
  for (let at = 0; at < count; at += 1) await once();
};

/** As if so long had passed since the latest try. */
const after = (item: string, seconds: number) =>
  pool.query(`update work.troubles set tried_at = tried_at - $2 * interval '1 second' where item = $1`, [
    item,
    seconds,
  ]);

const parkedOnes = async (): Promise<readonly string[]> => (await parkedItems(pool)).map(({ item }) => item);

it('forgets what came to its end', async () => {
  expect(await attempt('good', succeeds)).toBe('done');
  expect((await pool.query(`select from work.troubles where item = 'good'`)).rowCount).toBe(0);
});

it('parks what fails five times, with its error, and tries it no more until a person asks', async () => {
  await times(5, () => attempt('bad', fails));
  await after('bad', 100_000);
  expect(await attempt('bad', succeeds)).toBe('parked');
  expect(await parkedItems(pool)).toEqual([
    expect.objectContaining({ item: 'bad', tries: 5, error: 'TypeError: it cannot be' }),
  ]);
  expect(await retryParked(pool, 'bad')).toBe(true);
  expect(await attempt('bad', succeeds)).toBe('done');
});

it('begins to count again with every step forward', async () => {
  await times(4, () => attempt('slow', fails));
  await times(4, () => attempt('slow', fails, '1'));
  expect(await parkedOnes()).not.toContain('slow');
});

it('parks what died five times with its process for a while, for a neighbour may have been to blame', async () => {
  await times(5, () => dies('unlucky'));
  expect(await attempt('unlucky', succeeds)).toBe('parked');
  expect(await parkedOnes()).toContain('unlucky');
  await after('unlucky', 6);
  expect(await attempt('unlucky', succeeds)).toBe('done');
  expect(await parkedOnes()).not.toContain('unlucky');
});

it('waits longer after each further death, at most five minutes', async () => {
  await times(5, () => dies('deadly'));
  await after('deadly', 6);
  await dies('deadly');
  await after('deadly', 6);
  expect(await attempt('deadly', succeeds)).toBe('parked');
  await after('deadly', 5);
  await dies('deadly');
  for (let death = 0; death < 10; death += 1) {
    await after('deadly', 301);
    await dies('deadly');
  }
  expect(await attempt('deadly', succeeds)).toBe('parked');
  await after('deadly', 301);
  expect(await attempt('deadly', succeeds)).toBe('done');
});

it('is not moved by looks at what is parked', async () => {
  await times(5, () => attempt('looked-at', fails));
  await times(20, () => attempt('looked-at', succeeds));
  expect((await parkedItems(pool)).find(({ item }) => item === 'looked-at')?.tries).toBe(5);
});

describe('a first try', () => {
  const first = (item: string, work: () => Promise<void>) =>
    firstTry(pool, { item, progress: '0' }, work, () => undefined);
  const rowOf = async (item: string) =>
    (await pool.query('select tries, error from work.troubles where item = $1', [item])).rows;

  it('is written down only when it fails, and counts then', async () => {
    await first('new', async () => {
      expect(await rowOf('new')).toEqual([]);
    });
    expect(await rowOf('new')).toEqual([]);
    expect(await first('new and bad', fails)).toBe('failed');
    expect(await rowOf('new and bad')).toEqual([{ tries: 1, error: 'TypeError: it cannot be' }]);
    await times(4, () => attempt('new and bad', fails));
    expect(await attempt('new and bad', succeeds)).toBe('parked');
  });

  it('counts also when nobody saw how it ended, for whoever tries next knows of it', async () => {
    const next = { item: 'new and deadly', progress: '0', unseen: 1 };
    await withTroubleCounted(pool, next, fails, () => undefined);
    expect(await rowOf('new and deadly')).toEqual([{ tries: 2, error: 'TypeError: it cannot be' }]);
  });
});
