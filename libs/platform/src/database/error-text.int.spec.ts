import pg from 'pg';
import { freshDatabase } from '../../../../test/support/database.js';
import { errorText } from './error-text.js';
import { openPool } from './pool.js';

let pool: pg.Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  pool = openPool(database.url);
  drop = () => database.drop();
});
afterAll(async () => {
  await pool.end();
  await drop();
});

const failed = async (statement: string, values: unknown[]): Promise<unknown> =>
  pool.query(statement, values).then(
    () => undefined,
    (error: unknown) => error,
  );

test('what PostgreSQL could not read is not repeated, and what it could not do is', async () => {
  const unread = await failed('select $1::int', ['ada@example.com']);
  expect(String(unread)).toContain('ada@example.com');
  expect(errorText(unread)).toBe('error: SQLSTATE 22P02');
  expect(errorText(await failed('select * from nowhere', []))).toBe('error: relation "nowhere" does not exist');
  expect(errorText('x')).toBe('x');
});
