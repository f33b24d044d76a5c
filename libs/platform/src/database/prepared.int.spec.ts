import type pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openPreparedPool, prepared } from './prepared.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPreparedPool(database.url, { max: 1 });
  await pool.query('create schema live; create table live.rows (id int primary key, name text)');
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const text = `update live.rows as t set name = n.name from unnest($1::int[], $2::text[]) as n (id, name) where t.id = n.id`;

const statements = async () =>
  (
    await pool.query<{ name: string; plans: number; custom: number }>(
      `select name, generic_plans::int as plans, custom_plans::int as custom from pg_prepared_statements where statement = $1`,
      [text],
    )
  ).rows;

test('a text is parsed once, and its plan, made for an empty table, finds the rows of a large one by their keys', async () => {
  const sql = prepared(pool);
  await sql.query(text, [[1], ['a']]);
  await pool.query(`insert into live.rows select n, '' from generate_series(1, 20000) n`);
  const { rowCount } = await sql.query(text, [
    [1, 20_000],
    ['a', 'b'],
  ]);
  const [one, ...others] = await statements();
  expect([rowCount, one?.plans, one?.custom, others]).toEqual([2, 2, 0, []]);
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain execute "${one?.name}" ('{1}', '{a}')`);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('rows_pkey');
  expect(plan).not.toContain('Seq Scan');
});

test('a table of the same name in the place of the other, as after a rebuild, is the one that is written', async () => {
  const sql = prepared(pool);
  await sql.query(text, [[2], ['before']]);
  await pool.query(`create schema other; create table other.rows (id int primary key, name text);
    insert into other.rows values (2, ''); alter schema live rename to old; alter schema other rename to live`);
  await sql.query(text, [[2], ['after']]);
  expect((await pool.query('select name from live.rows')).rows).toEqual([{ name: 'after' }]);
  expect((await pool.query('select name from old.rows where id = 2')).rows).toEqual([{ name: 'before' }]);
});
