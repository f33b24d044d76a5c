import type { BulkStatus } from '#domain/bulk/decide.js';
import type { BulkAction, BulkSelection } from '#domain/bulk/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { Sql } from '#platform/database/pool.js';
import { conditions } from '../conditions.js';
import { isRefused, type Listed, pageOf, placeOfCursor } from '../cursor.js';
import { selectRows } from '../table.js';
import { type BulkProgress, progressOf } from './rows.js';
import { type JobRow, jobs } from './tables.js';

/** A job over many runs. */
export interface BulkJob {
  readonly id: string;
  readonly status: BulkStatus;
  readonly action: BulkAction;
  readonly selection: BulkSelection;
  /** Runs of the selection, which is frozen. */
  readonly count: number;
  readonly progress: BulkProgress;
  readonly requestedBy: string;
  /** Role of the key that asked. */
  readonly role: string;
  readonly reason: string | null;
  readonly createdAt: Instant;
  /** Who told it to stop; null when nobody did. */
  readonly abortedBy: string | null;
  readonly endedAt: Instant | null;
  /** What ended it, when it was neither its last run nor a person. */
  readonly detail: string | null;
}

/** How far a job has come: its last event says it, until then its table. */
export const jobOf = (row: JobRow, soFar: BulkProgress | undefined): BulkJob => ({
  id: row.bulk_id,
  status: row.status,
  action: row.action,
  selection: row.selection,
  count: row.count,
  progress:
    row.totals === null
      ? withLeft(soFar ?? { done: 0, refused: 0, failed: 0, left: row.count }, row.count)
      : { ...row.totals, left: row.totals.notAttempted },
  requestedBy: row.requested_by,
  role: row.role,
  reason: row.reason,
  createdAt: row.created_at,
  abortedBy: row.aborted_by,
  endedAt: row.ended_at,
  detail: row.detail,
});

const withLeft = ({ done, refused, failed }: BulkProgress, count: number): BulkProgress => ({
  done,
  refused,
  failed,
  left: count - done - refused - failed,
});

/** Jobs, the newest first. */
export const listBulkJobs = async (
  sql: Sql,
  { status, cursor, limit }: { status?: readonly BulkStatus[]; cursor?: string; limit: number },
): Promise<Listed<BulkJob>> => {
  const binding = { list: 'bulk', ...(status === undefined ? {} : { status }) };
  const after = placeOfCursor(cursor, binding, 2);
  if (isRefused(after)) return after;
  const where = conditions();
  where.oneOf('status', status);
  if (after !== null)
    where.and(`(created_at, bulk_id) < (${where.value(after[0])}::timestamptz, ${where.value(after[1])})`);
  const text = `${where.text()} order by created_at desc, bulk_id desc limit ${where.value(limit + 1)}`;
  const rows = await selectRows(sql, 'rm_bulk', jobs, text, where.values);
  const progress = await progressOf(
    sql,
    rows.map((row) => row.bulk_id),
  );
  return pageOf(
    rows,
    limit,
    binding,
    (row) => [row.created_at, row.bulk_id],
    (row) => jobOf(row, progress.get(row.bulk_id)),
  );
};

/** Jobs that have not ended, the oldest first. */
export const openBulkJobs = async (sql: Sql): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ bulk_id: string }>(
    `select bulk_id from rm_bulk.jobs where status in ('running', 'aborting') order by created_at, bulk_id`,
  );
  return rows.map(({ bulk_id }) => bulk_id);
};
