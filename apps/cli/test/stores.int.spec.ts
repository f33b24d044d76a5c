import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { openPool } from '#platform/database/pool.js';
import { anyLog } from '../../../test/support/any-log.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.js';
import { appendFacts } from '../../../test/support/event-builders.js';
import { cli } from './cli-run.js';

let folder: string;
const databases: TestDatabase[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sortie-cli-stores-'));
});
afterAll(async () => {
  for (const database of databases) await database.drop();
  rmSync(folder, { recursive: true });
});

const newDatabase = async (): Promise<TestDatabase> => {
  const database = await freshDatabase();
  databases.push(database);
  return database;
};

it('copies a log from one database to another, and says what there is to do', async () => {
  const [from, to] = [await newDatabase(), await newDatabase()];
  const pool = openPool(from.url, { max: 2 });
  const store = await openPostgresEventStore({ pool, url: from.url });
  await appendFacts(store, anyLog(41, { runs: 4 }));
  await store.close();
  await pool.end();
  const file = join(folder, 'log.ndjson.gz');
  const env = (database: TestDatabase) => ({ env: { DATABASE_URL: database.url, DATA_DIR: folder } });

  const exported = await cli(['log', 'export', '--out', file], env(from));
  expect([exported.code, exported.out]).toEqual([
    0,
    expect.stringMatching(/^\d+ events in .*, sha256 [0-9a-f]{64}\.$/m),
  ]);
  const again = await cli(['log', 'export', '--out', file], env(from));
  expect([again.code, again.said]).toEqual([1, expect.stringContaining('name another file')]);

  expect((await cli(['log', 'import', file], env(to))).code).toBe(2); // nobody is there to ask
  const none = await cli(['log', 'import', join(folder, 'none'), '--yes'], env(to));
  expect([none.code, none.said]).toEqual([1, expect.stringContaining('ENOENT')]);
  const wrong = await cli(['log', 'import', 'package.json', '--yes'], env(to));
  expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining('Nothing was written')]);
  const imported = await cli(['log', 'import', file, '--yes', '--json'], env(to));
  expect([imported.code, imported.json]).toMatchObject([0, { epoch: 2, onHold: false, alreadyThere: 0 }]);
  const adopted = await cli(['log', 'adopt', '--yes'], env(to));
  expect([adopted.code, adopted.out]).toEqual([0, expect.stringContaining('On hold, for they had not ended')]);
  const full = await cli(['log', 'import', file, '--yes'], env(to));
  expect([full.code, full.said]).toEqual([1, expect.stringContaining('The log is not empty')]);
  const nowhere = await cli(['restore', folder, '--yes'], { env: { DATA_DIR: folder } });
  expect([nowhere.code, nowhere.said]).toEqual([1, expect.stringContaining('Set DATABASE_URL')]);
  const noBackup = await cli(['restore', folder, '--yes'], env(to));
  expect([noBackup.code, noBackup.said]).toEqual([1, expect.stringContaining('manifest.json is missing')]);
});
