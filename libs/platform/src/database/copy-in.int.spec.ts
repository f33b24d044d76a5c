import type pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { copyIn, copyText } from './copy-in.js';
import { openPool } from './pool.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await freshDatabase();
  pool = openPool(database.url, { max: 1 });
  await pool.query('create table public.notes (id int primary key, note text)');
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

const copy = async (lines: string): Promise<void> => {
  const connection = await pool.connect();
  try {
    await copyIn(connection, 'public.notes (id, note)', lines);
  } finally {
    connection.release();
  }
};

test('rows arrive as they are, whatever their texts hold', async () => {
  const notes = ['plain', 'a\tb\nc\rd', 'back\\slash \\n', '{"json":"\\"é\\u2028"}', '\\.', ''];
  await copy(notes.map((note, id) => `${id}\t${copyText(note)}\n`).join(''));
  const { rows } = await pool.query('select id, note from public.notes order by id');
  expect(rows).toEqual(notes.map((note, id) => ({ id, note })));
});

test('a row that does not fit takes all of them with it, and the connection goes on', async () => {
  await expect(copy('1\ta\n1\tb\n')).rejects.toMatchObject({ code: '23505' });
  await expect(copy('x\ta\n')).rejects.toMatchObject({ code: '22P02' });
  await copy('1\tc\n');
  expect((await pool.query('select note from public.notes')).rows).toEqual([{ note: 'c' }]);
});
