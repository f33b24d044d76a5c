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
  /** Rows that one transaction may write, so that it stays short: each holds back every subscriber of the log. */
  readonly mostWeight: number;
  /**
   * Of live tables, whose checkpoint is kept with them: the fence of who writes them, and their pages may go in one
   * transaction with those of others. Null for a copy.
   */
  readonly fence: number | null;
}

/** The tables that queries read. Their checkpoint moves in the same transaction, and only under the newest fence. */
export const liveTarget = (projection: Projection, fence: number): Target => ({
  projection,
  schema: schemaOf(projection.name),
  mostWeight: 1_000,
  fence,
});

/** How far a page brings its tables. */
export interface Move {
  readonly target: Target;
  readonly to: Position;
  /** When the last event of the page was recorded; null when there is none, which leaves it as it is. */
  readonly asOf: Instant | null;
}

/** First statement of every transaction: moves the checkpoints. Answers with those that are not somebody else's by now. */
export const advance = async (tx: Sql, moves: readonly Move[]): Promise<ReadonlySet<Target>> => {
  const kept = moves.filter(({ target }) => target.fence !== null);
  const copies = moves.filter(({ target }) => target.fence === null).map(({ target }) => target);
  if (kept.length === 0) return new Set(copies);
  const { rows } = await tx.query<{ name: string }>({
    name: 'projections-advance',
    text: `update work.projections as p set checkpoint = m.checkpoint, as_of = coalesce(m.as_of, p.as_of), updated_at = now()
           from unnest($1::text[], $2::bigint[], $3::text[], $4::timestamptz[]) as m (name, fence, checkpoint, as_of)
           where p.name = m.name and p.fence = m.fence
           returning p.name`,
    values: [
      kept.map(({ target }) => target.projection.name),
      kept.map(({ target }) => target.fence),
      kept.map(({ to }) => to),
      kept.map(({ asOf }) => asOf),
    ],
  });
  const ours = new Set(rows.map(({ name }) => name));
  return new Set([
    ...copies,
    ...kept.map(({ target }) => target).filter(({ projection }) => ours.has(projection.name)),
  ]);
};

/** A copy that nobody reads yet; whoever builds it keeps its checkpoint in memory and begins anew after a crash. */
export const copyTarget = (projection: Projection, schema: string): Target => ({
  projection,
  schema,
  // Larger than the live tables': a copy bears no indexes while it is filled.
  mostWeight: 4_000,
  fence: null,
});

/**
 * Makes the schema and its tables, in place of what was there under this name, with no index but the primary keys: rows
 * go in faster, and the rest is made when they are there (`createIndexes`).
 */
export const createBareTables = async (pool: pg.Pool, { projection, schema }: Target): Promise<void> => {
  await dropSchema(pool, schema);
  await inTransaction(pool, async (tx) => {
    await tx.query(`create schema ${schema}`);
    await tx.query(ddlOf(projection, schema).tables.join(';\n'));
  });
};

/** Indexes of many rows take minutes. */
const longestIndexMs = 3_600_000;

/**
 * Makes the indexes. `beside-others`: without a transaction that lasts as long as the rows take to be read, which would
 * hold back every subscriber of the log.
 */
export const createIndexes = async (
  pool: pg.Pool,
  { projection, schema }: Target,
  how: 'at-once' | 'beside-others',
): Promise<void> => {
  const { indexes } = ddlOf(projection, schema);
  if (indexes.length === 0) return;
  if (how === 'at-once') {
    await pool.query(indexes.join(';\n'));
    return;
  }
  const connection = await pool.connect();
  try {
    await connection.query(`set statement_timeout = ${longestIndexMs}`);
    for (const index of indexes) {
      const text = index.replace(isIndex, 'create index concurrently on ');
      await connection.query({ text, query_timeout: longestIndexMs } as pg.QueryConfig);
    }
  } finally {
    // With the setting, which is of no use to others.
    connection.release(true);
  }
};

/** What the planner knows of tables that were filled a moment ago is that they are empty. */
export const analyzeTables = async (pool: pg.Pool, { schema }: Target): Promise<void> => {
  for (const name of await tablesOf(pool, schema)) await pool.query(`analyze ${schema}.${name}`);
};

const isIndex = /^create index on /;

/** A projection's statements: those that make and set up its tables, and those that make their indexes. */
const ddlOf = (
  projection: Projection,
  schema: string,
): { readonly tables: readonly string[]; readonly indexes: readonly string[] } => {
  const statements = projection
    .tables(schema)
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
  return {
    tables: statements.filter((statement) => !isIndex.test(statement)),
    indexes: statements.filter((statement) => isIndex.test(statement)),
  };
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
