import { setTimeout as pause } from 'node:timers/promises';
import { databaseClock } from '#platform/database/clock.js';
import { openBatches, openRuns } from '#readmodel/due/queries.js';
import type { Work, WorkQueue } from '../queue/work.js';
import { type ReactorDeps, whileLeased } from '../reactors/reactor.js';

export interface ReconcilerDeps extends ReactorDeps {
  readonly queue: WorkQueue;
}

/** Between two comparisons of what the log says is due with what the queue or a lease holds, ms. */
const rhythmMs = 1_000;
/** Batches brought back at a time; more follow with the next look. */
const atOnce = 500;

/**
 * Refills the queue from the log: after a loss of the queue, a crash, a resume, a deferral whose time has come.
 * Adding again what is there changes nothing, for the id says how far the batch had got.
 */
export const reconcile = (deps: ReconcilerDeps, stop: AbortSignal): Promise<void> =>
  whileLeased(deps, 'reconciler', stop, async (_, over) => {
    while (!over.aborted) {
      await deps.queue.add(await missingWork(deps));
      await pause(rhythmMs, undefined, { signal: over }).catch(() => undefined);
    }
  });

const missingWork = async ({ pool, leases }: ReconcilerDeps): Promise<readonly Work[]> => {
  const now = await databaseClock(pool);
  const [runs, batches, batchLeases, runLeases] = await Promise.all([
    openRuns(pool, { statuses: ['queued', 'preparing', 'cancelling'] }),
    openBatches(pool, { now, limit: atOnce }),
    leases.active('batch:'),
    leases.active('run:'),
  ]);
  const leased = new Set([...batchLeases, ...runLeases].map(({ name }) => name));
  const preparations = runs
    // A run that is being cancelled needs its preparation only while its batches were not all planned.
    .filter(
      ({ runId, status, batches: planned }) =>
        !leased.has(`run:${runId}`) && !(status === 'cancelling' && planned !== null),
    )
    .map(({ runId, revision }): Work => ({ kind: 'prepare', runId, cause: `r${revision}` }));
  const deliveries = batches
    .filter(({ runId, batch }) => !leased.has(`batch:${runId}.${batch}`))
    .map(({ runId, batch, revision }): Work => ({ kind: 'deliver', runId, batch, cause: `b${revision}` }));
  return [...preparations, ...deliveries];
};
