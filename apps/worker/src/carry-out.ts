import type { Logger } from 'pino';
import { systemClock } from '#platform/clock.js';
import { errorText } from '#platform/database/error-text.js';
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
      { item: subject, progress: await progressOf(deps, work) },
      async () => {
        const started = performance.now();
        const verdict =
          work.kind === 'prepare' ? await prepareRun(deps, work.runId, stop) : await deliverBatch(deps, work, stop);
        deps.log.debug(
          { subject, verdict, ms: Math.round(performance.now() - started), at: systemClock() },
          'carried out',
        );
      },
      (error, parked) =>
        deps.log.error(
          { subject, parked, err: errorText(error), stack: error instanceof Error ? placesOf(error) : undefined },
          'not carried out',
        ),
    );
  };

/** Where it happened, without the message: that is for `errorText`. */
const placesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^ +at /.test(line))
    .join('\n');

/** The newest revision of what the work writes: a killed worker's successor that gets further is no poisoned job's. */
const progressOf = async ({ store }: WorkDeps, work: Work): Promise<string> => {
  const stream = work.kind === 'prepare' ? `run-${work.runId}` : `runbatch-${work.runId}.${work.batch}`;
  const [newest] = await store.readBackwards(stream, 1);
  return String(newest?.revision ?? 'none');
};
