import type { Instant } from '#domain/kernel/message.js';
import type { Sql } from '#platform/database/pool.js';
import { stalledRuns } from './queries.js';

/** What is still to be done, for metrics. */
export interface Backlog {
  /** Batches that are not closed. */
  readonly openBatches: number;
  /** Recipients of these batches that wait, for whatever. */
  readonly waiting: number;
  /** Messages that are claimed and not settled. */
  readonly claimed: number;
  readonly drafts: number;
  /** How long the most overdue scheduled run has been due, ms; 0 when none is. */
  readonly latenessMs: number;
  readonly stalledRuns: number;
}

export const backlog = async (sql: Sql, now: Instant): Promise<Backlog> => {
  const { rows } = await sql.query<Omit<Backlog, 'stalledRuns'>>(
    `select count(*)::int as "openBatches", coalesce(sum(waiting), 0)::int as waiting,
       coalesce(sum(claimed), 0)::int as claimed, coalesce(sum(drafts), 0)::int as drafts,
       (select coalesce(greatest(extract(epoch from $1::timestamptz - min(start_at)) * 1000, 0), 0)::float8
        from rm_due.runs where status = 'scheduled') as "latenessMs"
     from rm_due.batches`,
    [now],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('an aggregate gives one row');
  return { ...row, stalledRuns: (await stalledRuns(sql, now)).length };
};
