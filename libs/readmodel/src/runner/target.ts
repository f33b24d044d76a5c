import type pg from 'pg';
import type { Instant } from '#domain/kernel/message.js';
import type { Position } from '#eventstore/port.js';
import { inTransaction, type Sql } from '#platform/database/pool.js';
import type { Projection } from '../projection.js';
import { schemaOf } from '../projection.js';

/** Tables that events are folded into: the live ones, a copy that is being built, or a scratch copy. */
export interface Target {
  readonly projection: Projection;
  readonly schema: string;
  /** First statement of every transaction: moves the checkpoint. False: somebody else owns the projection now. */
  advance(tx: Sql, to: Position, asOf: Instant | null): Promise<boolean>;
}

/** The tables that queries read. Their checkpoint moves in the same transaction, and only under the newest fence. */
export const liveTarget = (projection: Projection, fence: number): Target => ({
  projection,
  schema: schemaOf(projection.name),
  advance: async (tx, to, asOf) => {
    const { rowCount } = await tx.query({
      name: 'projection-advance',
      text: `update work.projections set checkpoint = $3, as_of = coalesce($4, as_of), updated_at = now()
             where name = $1 and fence = $2`,
      values: [projection.name, fence, to, asOf],
    });
    return rowCount === 1;
  },
});

/** A copy that nobody reads yet; whoever builds it keeps its checkpoint in memory and begins anew after a crash. */
export const copyTarget = (projection: Projection, schema: string): Target => ({
  projection,
  schema,
  advance: () => Promise.resolve(true),
});

/** Makes the schema and its tables, in place of what was there under this name. */
export const createTables = async (pool: pg.Pool, { projection, schema }: Target): Promise<void> => {
  await dropSchema(pool, schema);
  await inTransaction(pool, (tx) => createIn(tx, projection, schema));
};

const createIn = async (tx: Sql, projection: Projection, schema: string): Promise<void> => {
  await tx.query(`create schema ${schema}`);
  await tx.query(projection.tables(schema));
};

/** Table by table: short transactions, for each one holds back every subscriber of the log. */
export const dropSchema = async (pool: pg.Pool, schema: string): Promise<void> => {
  for (const name of await tablesOf(pool, schema)) await pool.query(`drop table if exists ${schema}.${name}`);
  await pool.query(`drop schema if exists ${schema} cascade`);
  await pool.query('delete from work.parked where schema = $1', [schema]);
};

/** Names of a schema's tables, in order. */
export const tablesOf = async (sql: Sql, schema: string): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ name: string }>(
    'select tablename as name from pg_tables where schemaname = $1 order by tablename',
    [schema],
  );
  return rows.map(({ name }) => name);
};

/** Keeps processes that start at the same moment from making the same tables. */
const lock = 7_310_558_022;

/**
 * Makes the tables of projections that were never started, so that queries have something to read. Safe to call by
 * many processes at once, and again; existing tables stay as they are.
 */
export const createMissing = async (pool: pg.Pool, projections: readonly Projection[]): Promise<void> => {
  for (const projection of projections) {
    await inTransaction(pool, async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [lock]);
      const { rowCount } = await tx.query(
        `insert into work.projections (name, version, schema, checkpoint, fence)
         values ($1, $2, $3, 'start', 0) on conflict (name) do nothing`,
        [projection.name, projection.version, schemaOf(projection.name)],
      );
      if (rowCount === 1) await createIn(tx, projection, schemaOf(projection.name));
    });
  }
};
