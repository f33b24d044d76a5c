import type { BulkRowView } from '#readmodel/bulk/rows.js';
import { listRuns } from '#readmodel/runs/list-runs.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import type { Installation } from '../installation.js';

/** A row of a job, with what its run is called and how it stands now. */
export interface BulkResultRow extends BulkRowView {
  /** Null: there is no such run. */
  readonly run: Pick<RunSummary, 'campaign' | 'status' | 'startAt'> | null;
}

/** One look at the list of runs for all of these. */
export const namedRows = async (
  { pool, clock }: Installation,
  rows: readonly BulkRowView[],
): Promise<readonly BulkResultRow[]> => {
  if (rows.length === 0) return [];
  const listed = await listRuns(pool, {
    filters: { ids: rows.map(({ runId }) => runId) },
    sort: 'created',
    direction: 'desc',
    limit: rows.length,
    now: clock(),
  });
  const runs = new Map((listed.ok ? listed.items : []).map((run) => [run.id, run]));
  return rows.map((row) => {
    const { campaign, status, startAt } = runs.get(row.runId) ?? {};
    const known = campaign !== undefined && status !== undefined && startAt !== undefined;
    return { ...row, run: known ? { campaign, status, startAt } : null };
  });
};
