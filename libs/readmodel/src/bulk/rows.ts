import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Instant } from '#domain/kernel/message.js';
import { inTransaction, type Sql } from '#platform/database/pool.js';
import { conditions } from '../conditions.js';
import { isRefused, type Listed, pageOf, placeOfCursor } from '../cursor.js';
import { isoSql } from '../table.js';

export const bulkResults = ['done', 'refused', 'failed'] as const;
export type BulkResult = (typeof bulkResults)[number];

export interface BulkProgress {
  readonly done: number;
  readonly refused: number;
  readonly failed: number;
  readonly left: number;
}

/** Rows written or deleted in one transaction. */
const pageSize = 1_000;

/**
 * Keeps a selection before its job is requested, in short transactions. Begins anew where an earlier attempt under the
 * same id has died. Nothing is kept of a selection that is empty or has more than `most` runs.
 */
export const freezeSelection = async (
  pool: pg.Pool,
  bulkId: string,
  pages: AsyncIterable<readonly string[]>,
  most: number,
): Promise<{ readonly count: number; readonly digest: string } | 'too-many' | 'none'> => {
  await dropSelection(pool, bulkId);
  await pool.query('insert into work.bulk_jobs (bulk_id) values ($1)', [bulkId]);
  const hash = createHash('sha256');
  let count = 0;
  for await (const runIds of pages) {
    if (count + runIds.length > most) {
      await dropSelection(pool, bulkId);
      return 'too-many';
    }
    await pool.query(
      `insert into work.bulk_rows (bulk_id, place, run_id)
       select $1, $2 + at, run_id from unnest($3::text[]) with ordinality as chosen (run_id, at)`,
      [bulkId, count, runIds],
    );
    for (const runId of runIds) hash.update(`${runId}\n`);
    count += runIds.length;
  }
  if (count === 0) {
    await dropSelection(pool, bulkId);
    return 'none';
  }
  return { count, digest: hash.digest('hex') };
};

export const dropSelection = async (pool: pg.Pool, bulkId: string): Promise<void> => {
  await pool.query('delete from work.bulk_jobs where bulk_id = $1', [bulkId]);
  for (;;) {
    const { rowCount } = await pool.query(
      `delete from work.bulk_rows where bulk_id = $1 and place in
         (select place from work.bulk_rows where bulk_id = $1 limit $2)`,
      [bulkId, pageSize],
    );
    if ((rowCount ?? 0) < pageSize) return;
  }
};

/** Selections of requests that were never recorded, because the process that froze them has died. */
export const abandonedSelections = async (sql: Sql): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ bulk_id: string }>(
    `select bulk_id from work.bulk_jobs j where created_at < now() - interval '1 day'
       and not exists (select from rm_bulk.jobs m where m.bulk_id = j.bulk_id)`,
  );
  return rows.map(({ bulk_id }) => bulk_id);
};

export interface BulkRow {
  readonly place: number;
  readonly runId: string;
}

/** The next runs that have not had their turn. */
export const openRows = async (sql: Sql, bulkId: string, limit: number): Promise<readonly BulkRow[]> => {
  const { rows } = await sql.query(
    `select place, run_id as "runId" from work.bulk_rows where bulk_id = $1 and result is null order by place limit $2`,
    [bulkId, limit],
  );
  return rows as unknown as BulkRow[];
};

/** What a run answered: the event of its stream, or the rule that refused. */
export interface SettledRow extends BulkRow {
  readonly result: BulkResult;
  readonly code: string | null;
  readonly detail: string | null;
  /** The first event that the action led to. */
  readonly event: { readonly id: string; readonly revision: number; readonly position: string } | null;
  /** The run that a retry led to. */
  readonly made: string | null;
}

/** Writes what runs answered, and counts them, unless that is known already or somebody else has the lease by now. */
export const settleRows = (
  pool: pg.Pool,
  bulkId: string,
  rows: readonly SettledRow[],
  mayWrite: (tx: Sql) => Promise<boolean>,
): Promise<boolean> =>
  inTransaction(pool, async (tx) => {
    if (!(await mayWrite(tx))) return false;
    await tx.query(
      `with settled as (
         update work.bulk_rows r set result = s.result, code = s.code, detail = s.detail, event_id = s.event_id,
           revision = s.revision, position = s.position, made = s.made, settled_at = clock_timestamp()
         from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[])
           as s (place, result, code, detail, event_id, revision, position, made)
         where r.bulk_id = $1 and r.place = s.place and r.result is null returning r.result)
       update work.bulk_jobs j set done = j.done + n.done, refused = j.refused + n.refused, failed = j.failed + n.failed
       from (select count(*) filter (where result = 'done')::int as done,
               count(*) filter (where result = 'refused')::int as refused,
               count(*) filter (where result = 'failed')::int as failed from settled) n
       where j.bulk_id = $1`,
      [
        bulkId,
        rows.map(({ place }) => place),
        rows.map(({ result }) => result),
        rows.map(({ code }) => code),
        rows.map(({ detail }) => detail),
        rows.map(({ event }) => event?.id ?? null),
        rows.map(({ event }) => event?.revision ?? null),
        rows.map(({ event }) => event?.position ?? null),
        rows.map(({ made }) => made),
      ],
    );
    return true;
  });

/** Absent where the selection is not here: it is not part of the log. `left` is for who knows the count. */
export const progressOf = async (sql: Sql, bulkIds: readonly string[]): Promise<ReadonlyMap<string, BulkProgress>> => {
  const { rows } = await sql.query<{ bulk_id: string; done: number; refused: number; failed: number }>(
    'select bulk_id, done, refused, failed from work.bulk_jobs where bulk_id = any($1)',
    [bulkIds],
  );
  return new Map(rows.map(({ bulk_id, ...counts }) => [bulk_id, { ...counts, left: 0 }]));
};

/** One run of a job, and what it answered. */
export interface BulkRowView extends BulkRow {
  /** Null until its turn, or when the job ended before. */
  readonly result: BulkResult | null;
  readonly code: string | null;
  readonly detail: string | null;
  readonly event: SettledRow['event'];
  readonly made: string | null;
  readonly settledAt: Instant | null;
}

/** The runs of a job in the order of their turns. */
export const listBulkRows = async (
  sql: Sql,
  bulkId: string,
  { results, cursor, limit }: { results?: readonly (BulkResult | 'open')[]; cursor?: string; limit: number },
): Promise<Listed<BulkRowView>> => {
  const binding = { list: 'bulk-rows', bulkId, ...(results === undefined ? {} : { results }) };
  const after = placeOfCursor(cursor, binding, 1);
  if (isRefused(after)) return after;
  const where = conditions();
  where.when(bulkId, (p) => `bulk_id = ${p}`);
  if (results !== undefined) where.and(`coalesce(result, 'open') = any(${where.value(results)}::text[])`);
  if (after !== null) where.and(`place > ${where.value(after[0])}::int`);
  const { rows } = await sql.query(
    `select place, run_id as "runId", result, code, detail, made, ${isoSql('settled_at')} as "settledAt",
       case when event_id is not null then
         jsonb_build_object('id', event_id, 'revision', revision, 'position', position) end as event
     from work.bulk_rows where ${where.text()} order by place limit ${where.value(limit + 1)}`,
    where.values,
  );
  return pageOf(
    rows as unknown as BulkRowView[],
    limit,
    binding,
    ({ place }) => [String(place)],
    (row) => row,
  );
};
