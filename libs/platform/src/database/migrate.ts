import type pg from 'pg';
import { sha256 } from '../ids.js';

/** One step of a schema. Never edited once released: a further step mends it. */
export interface Migration {
  /** `0001-events`: sorts in the order of the list. */
  readonly id: string;
  /** Run in one transaction. */
  readonly sql: string;
}

/** All migrating processes queue up behind this advisory lock. */
const lock = 7_310_558_021;

const ledger = `
  create schema if not exists work;
  create table if not exists work.migrations (
    lib text not null,
    id text not null,
    hash text not null,
    applied_at timestamptz not null default now(),
    primary key (lib, id)
  )`;

/**
 * Brings the schema of one lib up to date. Safe to call by many processes at once, and again. Throws
 * `SchemaMismatch` when the database holds steps this program does not know, or knows with another text.
 */
export const migrate = async (pool: pg.Pool, lib: string, migrations: readonly Migration[]): Promise<void> => {
  const connection = await pool.connect();
  try {
    await connection.query('select pg_advisory_lock($1)', [lock]);
    await connection.query(ledger);
    const { rows } = await connection.query<{ id: string; hash: string }>(
      'select id, hash from work.migrations where lib = $1',
      [lib],
    );
    const applied = new Map(rows.map(({ id, hash }) => [id, hash]));
    verify(lib, migrations, applied);
    for (const migration of migrations.filter(({ id }) => !applied.has(id))) await apply(connection, lib, migration);
  } finally {
    // Closing the connection gives the lock back, whatever state an error has left it in.
    connection.release(true);
  }
};

const verify = (lib: string, migrations: readonly Migration[], applied: ReadonlyMap<string, string>): void => {
  const known = new Map(migrations.map(({ id, sql }) => [id, sha256(sql)]));
  for (const [id, hash] of applied) {
    const expected = known.get(id);
    if (expected === undefined) throw new SchemaMismatch(`the database is newer than this program: ${lib} has ${id}`);
    if (expected !== hash) throw new SchemaMismatch(`${lib} ${id} was applied with another text`);
  }
};

const apply = async (connection: pg.PoolClient, lib: string, { id, sql }: Migration): Promise<void> => {
  await connection.query('begin');
  try {
    await connection.query(sql);
    await connection.query('insert into work.migrations (lib, id, hash) values ($1, $2, $3)', [lib, id, sha256(sql)]);
    await connection.query('commit');
  } catch (error) {
    await connection.query('rollback');
    throw new Error(`migration ${lib} ${id} failed`, { cause: error });
  }
};

export class SchemaMismatch extends Error {
  override readonly name = 'SchemaMismatch';
}
