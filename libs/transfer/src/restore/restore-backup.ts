import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { adoptKeys } from '#platform/config/keys.js';
import { migrateAll } from '#readmodel/migrate-all.js';
import { expectNobody, takeTurn } from '../after/alone.js';
import { type Begun } from '../after/begin-new-life.js';
import { begin, finish, unfinished } from '../after/unfinished.js';
import type { Manifest } from '../backup/manifest.js';
import { type Installation, type OnProgress, TransferRefused, withLog } from '../installation.js';
import { bringIn, presentIn } from '../log/import-log.js';
import { type CheckedBackup, checkBackup } from './check-backup.js';
import { emptyTables, filledTables, loadTable } from './load-tables.js';

export interface Restored extends Begun {
  readonly epoch: number;
  readonly manifest: Manifest;
}

/**
 * Brings a backup into an empty installation, on whatever stack, and puts every run that had not ended on hold. All of
 * the backup is checked before anything is written; one that broke off is begun again by the same call.
 */
export const restoreBackup = async (
  installation: Installation,
  folder: string,
  onProgress: OnProgress,
): Promise<Restored> => {
  const backup = await checkBackup(folder, onProgress);
  const { pool } = installation;
  const connection = await pool.connect();
  try {
    await takeTurn(connection);
    await expectNobody(connection);
    return await restore(installation, backup, onProgress);
  } finally {
    connection.release(true);
  }
};

const restore = async (
  installation: Installation,
  { folder, manifest, log }: CheckedBackup,
  onProgress: OnProgress,
): Promise<Restored> => {
  const { pool, dataDir } = installation;
  await migrateAll(pool);
  const source = log.trailer.sha256;
  const before = await unfinished(pool);
  const again = before !== null && before.kind === 'restore' && before.source === source;
  if (before !== null && !again) {
    throw new TransferRefused(
      `The ${before.kind} of something else was begun here and has not ended: use empty stores.`,
    );
  }
  const present = await withLog(installation, true, (store) => presentIn(store, log, again));
  if (!again && present > 0) throw notEmpty(['the log']);
  if (!again) await expectEmpty(pool);
  await begin(pool, { kind: 'restore', source });
  await emptyTables(pool);
  for (const table of manifest.tables) {
    let done = 0;
    await loadTable(pool, folder, table, (rows) => {
      done += rows;
      onProgress({ step: `rows of ${table.table}`, done, total: table.rows });
    });
  }
  adoptKeys(dataDir, await readFile(join(folder, manifest.keys.name), 'utf8'));
  const begun = await bringIn(installation, log, { present, onHold: { asOf: manifest.createdAt }, onProgress });
  await finish(pool);
  return { ...begun, manifest };
};

const expectEmpty = async (pool: pg.Pool): Promise<void> => {
  const filled = await filledTables(pool);
  if (filled.length > 0) throw notEmpty(filled);
};

const notEmpty = (what: readonly string[]): TransferRefused =>
  new TransferRefused(
    `A backup is restored into an empty installation, and here ${what.join(', ')} ${what.length === 1 ? 'is' : 'are'} not ` +
      'empty: name an empty database in DATABASE_URL, and an empty server where EVENTSTORE_URL is set.',
  );
