import type { HoldReason } from '#domain/batch/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { Sql } from '#platform/database/pool.js';
import { isoSql } from '../table.js';

/** Recipients who wait for the same, and when the first of them need not wait any longer (null: no time is set). */
export interface Waiting {
  readonly count: number;
  readonly until: Instant | null;
}

/** What the recipients of a run's open batches wait for. */
export interface RunWaits {
  /** Nothing but a worker or a hold keeps them. */
  readonly claimable: number;
  readonly drafts: Waiting;
  readonly deferred: Waiting;
  /** Those of the deferred whose provider could not be reached at all. */
  readonly unreachable: number;
  readonly held: readonly ({ readonly reason: HoldReason } & Waiting)[];
  /** Claims without an outcome, by batch. */
  readonly claimed: readonly { readonly batch: number; readonly count: number }[];
}

export const waitsOfRun = async (sql: Sql, runId: string): Promise<RunWaits> => {
  const [batches, exceptions] = await Promise.all([
    sql.query<{ batch: number; claimable: number; claimed: number }>(
      `select batch, claimable, claimed from rm_due.batches
       where run_id = $1 and claimable + claimed > 0 order by batch`,
      [runId],
    ),
    sql.query<{ status: 'draft' | 'held' | 'deferred'; reason: HoldReason; unreachable: number } & Waiting>(
      `select e.status, e.reason, count(*)::int as count, ${isoSql('min(c.until_at)')} as until,
         (count(*) filter (where c.code ~ '^E[A-Z]+$'))::int as unreachable
       from rm_communications.exceptions e join rm_communications.communications c using (run_id, batch, idx)
       where e.run_id = $1 and e.status in ('draft', 'held', 'deferred')
       group by e.status, e.reason order by e.status, e.reason`,
      [runId],
    ),
  ]);
  const of = (status: 'draft' | 'deferred') => exceptions.rows.find((row) => row.status === status);
  const waiting = (row: Waiting | undefined): Waiting => ({ count: row?.count ?? 0, until: row?.until ?? null });
  return {
    claimable: batches.rows.reduce((sum, { claimable }) => sum + claimable, 0),
    drafts: waiting(of('draft')),
    deferred: waiting(of('deferred')),
    unreachable: of('deferred')?.unreachable ?? 0,
    held: exceptions.rows.flatMap(({ status, reason, count, until }) =>
      status === 'held' ? [{ reason, count, until }] : [],
    ),
    claimed: batches.rows.flatMap(({ batch, claimed }) => (claimed === 0 ? [] : [{ batch, count: claimed }])),
  };
};
