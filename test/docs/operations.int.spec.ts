import type { EventStore, Position } from '#eventstore/port.js';
import { adoptLog } from '#transfer/log/adopt-log.js';
import type { Installation } from '#transfer/installation.js';
import { installationAt } from '#transfer/open-installation.js';
import { event, ids, visible } from '../contracts/eventstore/samples.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let installation: Installation;
const stores: EventStore[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  installation = installationAt({ databaseUrl: database.url, eventStoreUrl: null, dataDir: '.' });
});

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await installation.pool.end();
  await database.drop();
});

const open = async (): Promise<EventStore> => {
  const store = await installation.openLog({ raw: false });
  stores.push(store);
  return store;
};

test('after a recovery in place, `sortie log adopt` keeps readers from missing what comes next', async () => {
  const before = await open();
  await before.append('hold-all', 'none', [event()]);
  // A reader that had seen later transactions than the recovery brought back.
  const [epoch, tx] = (await before.head()).split('.');
  const ahead = `${epoch}.${BigInt(tx ?? 0) + 1_000_000n}.1` as Position;
  await before.close();

  await adoptLog(installation, () => undefined);

  const after = await open();
  expect(after.epoch).toBe(before.epoch + 1);
  const next = event();
  await after.append('hold-all', 0, [next]);
  await visible(after);
  expect(ids((await after.readAll(ahead, 10)).events)).toEqual([next.id]);
});
