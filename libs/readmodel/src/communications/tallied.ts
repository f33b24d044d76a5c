import type { CommunicationStatus } from '#domain/batch/lifecycle.js';
import { isMissingTable } from '#platform/database/missing-table.js';
import type { Sql } from '#platform/database/pool.js';

/** How many communications of a run stand in each status; statuses with none are absent. */
export const statusesOfRun = async (
  sql: Sql,
  runId: string,
): Promise<{ readonly [status in CommunicationStatus]?: number }> => {
  const rows = await tallied<{ status: string; count: number }>(sql, runId, {
    tallies: 'select status, communications as count from rm_communications.tallies where run_id = $1 order by status',
    recount: `select status, count(*)::int as count from rm_communications.communications
      where run_id = $1 group by status order by status`,
  });
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
};

/** How many contacts' message the provider took, a contact being in a run once at most; 0 for a test run. */
export const acceptedOfRun = async (sql: Sql, runId: string): Promise<number> => {
  const rows = await tallied<{ count: number }>(sql, runId, {
    tallies: `select coalesce(sum(t.accepted), 0)::int as count
      from rm_communications.tallies t join rm_communications.runs r using (run_id)
      where t.run_id = $1 and not r.test`,
    recount: `select count(*)::int as count
      from rm_communications.communications c join rm_communications.runs r using (run_id)
      where c.run_id = $1 and c.accepted_at is not null and not r.test`,
  });
  return rows[0]?.count ?? 0;
};

/**
 * After an upgrade the tables of the release before, which have no tallies, are read until the new ones have caught up:
 * then the rows are counted.
 */
const tallied = async <Row extends object>(
  sql: Sql,
  runId: string,
  { tallies, recount }: { readonly tallies: string; readonly recount: string },
): Promise<readonly Row[]> => {
  try {
    return (await sql.query<Row>(tallies, [runId])).rows;
  } catch (error) {
    if (!isMissingTable(error)) throw error;
    return (await sql.query<Row>(recount, [runId])).rows;
  }
};
