import type pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import type { EventStore, Position } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { event, ids, visible } from '../contracts/eventstore/samples.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { readPage } from './page.js';

const opensAnEpoch =
  readPage('docs/operations.md').blocks.find(({ text }) => text.startsWith('insert into log.epochs'))?.text ?? '';

let database: TestDatabase;
let pool: pg.Pool;
const stores: EventStore[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
});

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await pool.end();
  await database.drop();
});

const open = async (): Promise<EventStore> => {
  const store = await openPostgresEventStore({ pool, url: database.url });
  stores.push(store);
  return store;
};

test('after a recovery in place, the statement of the page keeps readers from missing what comes next', async () => {
  const before = await open();
  await before.append('run-1', 'none', [event()]);
  // A reader that had seen later transactions than the recovery brought back.
  const [epoch, tx] = (await before.head()).split('.');
  const ahead = `${epoch}.${BigInt(tx ?? 0) + 1_000_000n}.1` as Position;
  await before.close();

  await pool.query(opensAnEpoch);

  const after = await open();
  expect(after.epoch).toBe(before.epoch + 1);
  const next = event();
  await after.append('run-1', 0, [next]);
  await visible(after);
  expect(ids((await after.readAll(ahead, 10)).events)).toEqual([next.id]);
});
