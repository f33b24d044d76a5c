import type pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { migrate, SchemaMismatch } from './migrate.js';
import { inTransaction, openPool } from './pool.js';

const notes = { id: '0001-notes', sql: 'create table public.notes (note text)' };
const marks = {
  id: '0002-marks',
  sql: 'alter table public.notes add mark int; insert into public.notes values ($$a$$, 1)',
};

let database: TestDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await freshDatabase();
  pool = openPool(database.url, { max: 8 });
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

test('steps run once, in order, however many processes start at the same time', async () => {
  await Promise.all(Array.from({ length: 6 }, () => migrate(pool, 'test', [notes, marks])));
  expect((await pool.query('select * from public.notes')).rows).toEqual([{ note: 'a', mark: 1 }]);
});

test('a failing step leaves nothing behind and says which one it was', async () => {
  const broken = { id: '0002-broken', sql: 'alter table public.notes add mark int; select 1/0' };
  await expect(migrate(pool, 'test', [notes, broken])).rejects.toThrow('test 0002-broken');
  await migrate(pool, 'test', [notes, marks]);
});

test('a database with unknown or altered steps is refused', async () => {
  await migrate(pool, 'test', [notes, marks]);
  await expect(migrate(pool, 'test', [notes])).rejects.toThrow(SchemaMismatch);
  await expect(migrate(pool, 'test', [notes, { ...marks, sql: 'select 1' }])).rejects.toThrow(SchemaMismatch);
  await migrate(pool, 'another lib', []);
});

test('a transaction is all or nothing, and its connection is as good as new afterwards', async () => {
  await migrate(pool, 'test', [notes]);
  const failing = inTransaction(pool, async (tx) => {
    await tx.query('insert into public.notes values ($1)', ['half']);
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  await inTransaction(pool, (tx) => tx.query('insert into public.notes values ($1)', ['whole']));
  expect((await pool.query('select note from public.notes')).rows).toEqual([{ note: 'whole' }]);
});

test('a read-only transaction keeps to one snapshot and writes nothing', async () => {
  await migrate(pool, 'test', [notes]);
  const count = 'select count(*)::int as n from public.notes';
  await inTransaction(
    pool,
    async (tx) => {
      expect((await tx.query(count)).rows).toEqual([{ n: 0 }]);
      await pool.query('insert into public.notes values ($1)', ['meanwhile']);
      expect((await tx.query(count)).rows).toEqual([{ n: 0 }]);
    },
    { readOnly: true },
  );
  const writing = inTransaction(pool, (tx) => tx.query('delete from public.notes'), { readOnly: true });
  await expect(writing).rejects.toThrow('read-only');
});

test('connections that break while idle are news for a log and cost nothing', async () => {
  const heard: Error[] = [];
  const other = openPool(database.url, { onIdleError: (error) => heard.push(error), name: 'victim' });
  await other.query('select 1');
  await pool.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', ['victim']);
  await new Promise<void>((resolve) => {
    if (heard.length > 0) resolve();
    else other.once('error', () => resolve());
  });
  expect((await other.query('select 2 as n')).rows).toEqual([{ n: 2 }]);
  await other.end();
});
