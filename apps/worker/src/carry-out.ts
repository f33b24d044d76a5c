import type { Logger } from 'pino';
import { systemClock } from '#platform/clock.js';
import { withTroubleCounted } from '#platform/troubles/troubles.js';
import { type DeliveryDeps, deliverBatch } from './deliveries/deliver-batch.js';
import { type PreparationDeps, prepareRun } from './preparation/prepare-run.js';
import { subjectOf, type Work } from './queue/work.js';

export type WorkDeps = DeliveryDeps & PreparationDeps & { readonly log: Logger };

/** One job from the queue. Whatever becomes of it, the log knows what is still due, and the reconciler asks. */
export const carryOut =
  (deps: WorkDeps, stop: AbortSignal) =>
  async (work: Work): Promise<void> => {
    if (stop.aborted) return;
    const subject = subjectOf(work);
    await withTroubleCounted(
      deps.pool,
      subject,
      async () => {
        const started = performance.now();
        const verdict =
          work.kind === 'prepare' ? await prepareRun(deps, work.runId, stop) : await deliverBatch(deps, work, stop);
        deps.log.debug({ subject, verdict, ms: Math.round(performance.now() - started), at: systemClock() }, 'carried out');
      },
      (error, parked) =>
        deps.log.error({ subject, parked, err: error instanceof Error ? error.stack : String(error) }, 'not carried out'),
    );
  };
