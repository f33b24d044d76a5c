import type pg from 'pg';
import type { Instant } from '#domain/kernel/message.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Sql } from '#platform/database/pool.js';
import { isoSql } from '../table.js';
import { filtered, type RunFilters, runsFor } from './run-filters.js';

const pageSize = 1_000;

/** Ids of every run that passes, the oldest first, of one moment however long it takes; memory for a page. */
export async function* selectRunIds(
  pool: pg.Pool,
  filters: RunFilters,
  now: Instant,
): AsyncGenerator<readonly string[], void, void> {
  const where = filtered(filters, now);
  const connection = await pool.connect();
  let broken = true;
  try {
    await connection.query('begin isolation level repeatable read read only');
    await connection.query(
      `declare selection no scroll cursor for
       select r.id from ${runsFor(filters)} where ${where.text()} order by r.created_at, r.id`,
      where.values,
    );
    for (;;) {
      const { rows } = await connection.query<{ id: string }>(`fetch ${pageSize} from selection`);
      if (rows.length > 0) yield rows.map(({ id }) => id);
      if (rows.length < pageSize) break;
    }
    await connection.query('commit');
    broken = false;
  } finally {
    // Whoever stopped early, or an error, leaves a transaction behind: it ends with its connection.
    connection.release(broken);
  }
}

/** Runs that an action treats alike. */
export interface RunTally {
  readonly status: RunStatus;
  readonly hasRefused: boolean;
  /** The earliest of them; null for runs that were to start at once. */
  readonly startAt: Instant | null;
  readonly runs: number;
  readonly sample: readonly string[];
}

/**
 * The runs that pass, counted by what an action on them depends on. `dueBy`: runs that are to start by then are
 * counted apart from later ones.
 */
export const tallyRuns = async (
  sql: Sql,
  filters: RunFilters,
  { now, dueBy }: { readonly now: Instant; readonly dueBy: Instant },
): Promise<readonly RunTally[]> => {
  const where = filtered(filters, now);
  const limit = where.value(dueBy);
  const { rows } = await sql.query(
    `select r.status, l.refused > 0 as "hasRefused", ${isoSql('min(r.start_at)')} as "startAt", count(*)::int as runs,
       (array_agg(r.id order by r.id))[1:3] as sample
     from ${runsFor(filters)} join rm_runs.ledgers l on l.run_id = r.id where ${where.text()}
     group by 1, 2, r.start_at <= ${limit}::timestamptz order by 4 desc, 1`,
    where.values,
  );
  return rows as unknown as RunTally[];
};
