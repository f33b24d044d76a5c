import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { FaultProxy } from '../../../../test/chaos/network/fault-proxy.js';
import { isDatabaseAway } from './away.js';
import { inTransaction, openPool } from './pool.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const failureOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'it went well',
    (error: unknown) => error,
  );

/** A server that does this with every connection. */
const serverThat = async (does: (socket: Socket) => void): Promise<{ url: string; server: Server }> => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    does(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = new URL(db.url);
  url.port = String(typeof address === 'object' && address ? address.port : 0);
  return { url: url.href, server };
};

test.each([
  ['ends every connection', (socket: Socket) => socket.destroy()],
  ['ends it in the middle of the greeting', (socket: Socket) => socket.once('data', () => socket.end())],
])('a server that %s is away', async (_, does) => {
  const { url, server } = await serverThat(does);
  const pool = openPool(url, { max: 1 });
  expect(isDatabaseAway(await failureOf(pool.query('select 1')))).toBe(true);
  await pool.end();
  await new Promise((resolve) => server.close(resolve));
});

test('a connection that is cut off under a statement, and a statement that takes too long, mean the same', async () => {
  const pool = openPool(db.url, { max: 1 });
  const cut = failureOf(pool.query('select pg_terminate_backend(pg_backend_pid())'));
  expect(isDatabaseAway(await cut)).toBe(true);
  expect(isDatabaseAway(await failureOf(pool.query('set statement_timeout = 1; select pg_sleep(5)')))).toBe(true);
  await pool.end();
});

test('a link that dies without a word under a statement means the same, and keeps no pool from its end', async () => {
  const proxy = await FaultProxy.open('database', Number(new URL(db.url).port));
  const url = new URL(db.url);
  url.port = String(proxy.port);
  const pool = openPool(url.href, { max: 1, statementMs: 100 });
  await inTransaction(pool, (tx) => tx.query('select 1'));
  proxy.set({ kind: 'half-open' });
  expect(isDatabaseAway(await failureOf(inTransaction(pool, (tx) => tx.query('select 1'))))).toBe(true);
  proxy.heal();
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
  await proxy.close();
});

test('what is wrong with the statement is not', async () => {
  const pool = openPool(db.url, { max: 1 });
  for (const statement of ['select 1/0', 'select * from nowhere', `select 'x'::int`, 'selct'])
    expect(isDatabaseAway(await failureOf(pool.query(statement)))).toBe(false);
  expect([new TypeError('x'), 'text', null].map(isDatabaseAway)).toEqual([false, false, false]);
  await pool.end();
});
