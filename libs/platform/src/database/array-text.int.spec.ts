import fc from 'fast-check';
import type pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { arrayText } from './array-text.js';
import { openPool } from './pool.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

test('PostgreSQL reads every list of texts as it was', async () => {
  const word = fc.oneof(
    fc.constantFrom('', 'NULL', 'null', ' ', '{}', '"', '\\', '\\"', ',', "'", '\n', 'ü', '{"a":["b\\n"]}'),
    // A NUL is what PostgreSQL stores in no text.
    fc.string({ unit: 'binary' }).filter((text) => Buffer.from(text).toString() === text && !text.includes('\0')),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(word)), async (words) => {
      const { rows } = await pool.query<{ words: unknown }>('select $1::text[] as words', [arrayText(words)]);
      expect(rows[0]?.words).toEqual(words);
    }),
    { numRuns: 200 },
  );
});

test('numbers, truths and what is absent are read, too', async () => {
  const { rows } = await pool.query(
    'select $1::int4[] as whole, $2::float8[] as broken, $3::bool[] as truths, $4::timestamptz[] as times',
    [arrayText([1, null, -2]), arrayText([0.1, 1e300]), arrayText([true, false, undefined]), arrayText(['2026-11-23'])],
  );
  const times = [new Date('2026-11-23T00:00:00Z')];
  expect(rows).toEqual([{ whole: [1, null, -2], broken: [0.1, 1e300], truths: [true, false, null], times }]);
});
