import type { Instant } from '#domain/kernel/message.js';
import { openBatches } from '#readmodel/due/queries.js';
import type { Installation } from '../installation.js';
import { type RunDifference, verifyRun } from '../replay/verify-run.js';
import { runView } from './run-reads.js';
import type { RunView } from './run-view.js';

/** What a look at the log says of a run. */
export interface RefreshView {
  readonly run: RunView;
  /** Places where a read model says something else than the log; a rebuild of that read model mends them. */
  readonly differences: readonly RunDifference[];
  /** What workers can do for the run at this moment; they take it up by themselves. */
  readonly due: {
    readonly at: Instant;
    readonly batches: number;
    /** Recipients in them who wait, and claims without an outcome. */
    readonly waiting: number;
    readonly claimed: number;
  };
}

/** Throws 404. Changes nothing. */
export const refreshRun = async (installation: Installation, id: string): Promise<RefreshView> => {
  const { body: run } = await runView(installation, id);
  const { differences } = await verifyRun(installation, id);
  const now = installation.clock();
  const batches = await openBatches(installation.pool, { runId: id, now, limit: 100_000 });
  const sum = (count: (batch: (typeof batches)[number]) => number): number =>
    batches.reduce((total, batch) => total + count(batch), 0);
  return {
    run,
    differences,
    due: {
      at: now,
      batches: batches.length,
      waiting: sum(({ waiting }) => waiting),
      claimed: sum(({ claimed }) => claimed),
    },
  };
};
