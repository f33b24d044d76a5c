import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { type Clock, systemClock } from '#platform/clock.js';
import { keysFile as keysFileOf, readKeys } from '#platform/config/keys.js';
import type { Sql } from '#platform/database/pool.js';
import { type Installation, type OnProgress, TransferRefused, withLog } from '../installation.js';
import { exportLogTo } from '../log/export-log.js';
import { unfinished } from '../after/unfinished.js';
import { whyAnotherLog } from '../start-check.js';
import { type Changes, columnsOf, rowsAsText, sequencesOf } from './copy-table.js';
import { type Digest, digestOf, writePacked } from './digested-file.js';
import {
  type BackedUpTable,
  keysFile,
  logFile,
  type Manifest,
  manifestFile,
  manifestText,
  tableFile,
} from './manifest.js';
import { readSince, type Since } from './since.js';
import { type KeptTable, keptTables } from './tables.js';

export interface BackupOptions {
  readonly onProgress: OnProgress;
  readonly now?: Clock;
}

/**
 * Copies log, vault, access keys and the keys file at one position into an empty folder, while the service goes on.
 * First the log's head, then one snapshot of the tables, so that they hold whatever the events up to there refer to.
 */
export const writeBackup = async (
  installation: Installation,
  folder: string,
  { onProgress, now = systemClock }: BackupOptions,
): Promise<Manifest> => {
  const { pool, dataDir } = installation;
  const found = readKeys(dataDir);
  if (!found.ok) throw new TransferRefused(`The keys cannot be backed up: ${found.fault}.`);
  if ((await unfinished(pool)) !== null) throw new TransferRefused('An import or restore has not ended: end it first.');
  return withLog(installation, true, async (store) => {
    const other = await whyAnotherLog(pool, store);
    if (other !== null) throw new TransferRefused(`The log cannot be backed up: ${other}.`);
    await emptyFolder(folder);
    const createdAt = now();
    const position = await store.head();
    const { tables, migrations } = await inSnapshot(pool, async (tx) => {
      // The first statement takes the snapshot; what it shows is in the log up to here.
      const migrations = await migrationsOf(tx);
      const since = await readSince(store, position, await store.head());
      const tables: BackedUpTable[] = [];
      for (const table of keptTables) tables.push(await writeTable(tx, folder, table, since, onProgress));
      return { tables, migrations };
    });
    const path = join(folder, logFile);
    const { epoch, events } = await exportLogTo(store, path, { upTo: position, onProgress, now });
    const manifest: Manifest = {
      format: 'sortie-backup',
      version: 1,
      createdAt,
      position,
      epoch,
      migrations,
      log: { name: logFile, ...(await digestOf(path)), events },
      keys: { name: keysFile, ...(await copyKeys(dataDir, folder)) },
      tables,
    };
    await writeDurably(join(folder, manifestFile), manifestText(manifest));
    return manifest;
  });
};

/** Nothing that the folder holds already can be taken for part of the backup. */
const emptyFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new TransferRefused(`${folder} is not empty: name a new folder.`);
  await chmod(folder, 0o700);
};

/** Read only: it takes no transaction id, and so holds back nobody who follows the log. */
const inSnapshot = async <T>(pool: pg.Pool, work: (tx: Sql) => Promise<T>): Promise<T> => {
  const connection = await pool.connect();
  try {
    await connection.query('begin isolation level repeatable read read only');
    await connection.query('set local idle_in_transaction_session_timeout = 0');
    const result = await work(connection);
    await connection.query('commit');
    return result;
  } finally {
    connection.release(true);
  }
};

const migrationsOf = async (tx: Sql): Promise<readonly string[]> => {
  const { rows } = await tx.query<{ step: string }>(`select lib || ' ' || id as step from work.migrations order by 1`);
  return rows.map(({ step }) => step);
};

const writeTable = async (
  tx: Sql,
  folder: string,
  table: KeptTable,
  since: Since,
  onProgress: OnProgress,
): Promise<BackedUpTable> => {
  const columns = await columnsOf(tx, table.name);
  const { changes, sequences } = await changesOf(tx, table.name, since);
  let rows = 0;
  const text = rowsAsText(tx, table, changes, (more) => {
    rows += more;
    onProgress({ step: `rows of ${table.name}`, done: rows, total: null });
  });
  const digest: Digest = await writePacked(join(folder, tableFile(table.name)), text);
  return { table: table.name, name: tableFile(table.name), columns, rows, sequences, ...digest };
};

/** Brings the tables back to what the copy of the log knows, where it matters. */
const changesOf = async (
  tx: Sql,
  table: string,
  { commandIds, consents }: Since,
): Promise<{ changes: Changes; sequences: Readonly<Record<string, string>> }> => {
  const sequences = await sequencesOf(tx, table);
  if (table === 'work.idempotency') {
    return { changes: { where: 'not t.command_id = any($1::text[])', values: [commandIds] }, sequences };
  }
  if (table !== 'vault.consent_changes' || consents.length === 0) return { changes: {}, sequences };
  const { rows } = await tx.query<{ id: string }>('select id from vault.contacts where id = any($1)', [
    consents.map(({ contactId }) => contactId),
  ]);
  const known = new Set(rows.map(({ id }) => id));
  const lost = consents.filter(({ contactId }) => known.has(contactId));
  // The ids name the commands that append them: none may be one that was given before.
  const last = Number(sequences['id'] ?? 0);
  const more = lost.map(({ contactId, channel, state, origin }, index) =>
    JSON.stringify({ id: last + 1 + index, contact_id: contactId, channel, state, origin }),
  );
  return { changes: { more }, sequences: { ...sequences, id: String(last + more.length) } };
};

const copyKeys = async (dataDir: string, folder: string): Promise<Digest> => {
  const path = join(folder, keysFile);
  await writeDurably(path, await readFile(keysFileOf(dataDir), 'utf8'));
  return digestOf(path);
};

const writeDurably = (path: string, text: string): Promise<void> =>
  writeFile(path, text, { mode: 0o600, flag: 'wx', flush: true });
