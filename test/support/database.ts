import pg from 'pg';

import { openPool } from '#platform/database/pool.js';
import { migrateAll } from '#readmodel/migrate-all.js';

/** A migrated, empty database that belongs to one test. */
export interface TestDatabase {
  url: string;
  /** Disconnects whoever is left and deletes it. */
  drop(): Promise<void>;
}

/** Serialises the making of the run's template between jest's workers. */
const TEMPLATE_LOCK = 7_318_201;
let made = 0;

/** A database of its own for a test, copied from a template that was migrated once for this jest run. */
export async function freshDatabase(): Promise<TestDatabase> {
  const prefix = `test_${required('TEST_RUN_ID')}_`;
  const name = `${prefix}${process.env['JEST_WORKER_ID'] ?? '0'}_${process.pid}_${(made += 1)}`;
  await onCluster(async (client) => {
    await makeTemplate(client, `${prefix}template`);
    await client.query(`create database "${name}" template "${prefix}template"`);
  });
  return {
    url: urlOf(name),
    drop: () =>
      onCluster(async (client) => void (await client.query(`drop database if exists "${name}" with (force)`))),
  };
}

async function makeTemplate(client: pg.Client, template: string): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
  if (rowCount === 0) {
    const unfinished = `${template}_${process.pid}`;
    await client.query(`drop database if exists "${unfinished}" with (force)`);
    await client.query(`create database "${unfinished}"`);
    const pool = openPool(urlOf(unfinished), { max: 1 });
    await migrateAll(pool);
    await pool.end();
    await client.query(`alter database "${unfinished}" rename to "${template}"`);
  }
  await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
}

async function onCluster<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: required('TEST_DATABASE_URL') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(required('TEST_DATABASE_URL'));
  url.pathname = `/${database}`;
  return url.href;
}

function required(name: 'TEST_RUN_ID' | 'TEST_DATABASE_URL'): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this through jest, whose global set-up starts PostgreSQL`);
  return value;
}
