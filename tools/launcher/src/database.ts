import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import pg from 'pg';

import { registerKey } from '#platform/access/keys.js';
import type { Keys } from '#platform/config/keys.js';
import { openPool } from '#platform/database/pool.js';
import { migrateAll } from '#readmodel/migrate-all.js';

import { startEmbedded, type Embedded } from '../../postgres/src/embedded.js';

const DATABASE = 'sortie';
const LOCK_PATIENCE_MS = 5_000;

export interface DatabaseOptions {
  dataDir: string;
  keys: Keys;
  /** A database that runs elsewhere; null for the embedded one. */
  url: string | null;
  /** Port for the embedded server unless it already runs; the next free one when taken. */
  port: number;
  say(line: string): void;
}

/** A migrated database that no other launcher of the same data folder uses. */
export interface Database {
  url: string;
  /** Ends when the server goes away; resolves to why. Never after `stop`. */
  lost: Promise<string>;
  /** Lets go of it, and stops the server when it is the embedded one. */
  stop(): Promise<void>;
}

/** Another launcher holds the data folder. */
export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning';
}

/**
 * Starts or reaches the database, brings its schemas up to date and makes the local API key valid. After a failure nothing
 * of it is left: neither a server, unless it is another launcher's, nor the lock that the next try needs.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const embedded = options.url === null ? await startServer(options) : null;
  const url = options.url ?? embedded?.url(DATABASE) ?? '';
  const guard = await lock(embedded?.url('postgres') ?? url, options.dataDir);

  let stopping = false;
  const lost = new Promise<string>((resolve) => {
    guard.on('error', () => undefined); // 'end' follows
    guard.once('end', () => stopping || resolve('the connection to PostgreSQL ended'));
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    await guard.end();
    await embedded?.stop();
  };

  try {
    if (embedded) await createDatabase(guard);
    await prepare(url, options.keys);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, lost, stop };
}

async function prepare(url: string, keys: Keys): Promise<void> {
  const pool = openPool(url, { max: 2, name: 'sortie-launcher' });
  try {
    await migrateAll(pool);
    await registerKey(pool, keys.localApiKey, { owner: 'local', role: 'admin' });
  } finally {
    await pool.end();
  }
}

async function startServer({ dataDir, keys, port, say }: DatabaseOptions): Promise<Embedded> {
  const wanted = join(dataDir, 'postgres');
  const server = await startEmbedded({ folder: wanted, password: keys.databasePassword, port });
  if (server.folder !== wanted) say(`PostgreSQL’s own user cannot enter ${dataDir}: its data is in ${server.folder}`);
  if (server.adopted) say(`PostgreSQL was still running on port ${server.port}`);
  return server;
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`create database ${DATABASE}`);
}

/**
 * Holds the data folder for as long as the connection lives, so that a killed launcher leaves no lock behind.
 * The wait covers a server that has not yet noticed that the last holder is gone.
 */
async function lock(url: string, dataDir: string): Promise<pg.Client> {
  const key = createHash('sha256').update(`${hostname()} ${dataDir}`).digest().readBigInt64BE();
  const client = new pg.Client({ connectionString: url, application_name: 'sortie-launcher', keepAlive: true });
  await client.connect();
  const deadline = Date.now() + LOCK_PATIENCE_MS;
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [key.toString()]);
    if (rows[0]?.held) return client;
    if (Date.now() > deadline) break;
    await pause(100);
  }
  await client.end();
  throw new AlreadyRunning(`Sortie already runs on ${dataDir}`);
}
