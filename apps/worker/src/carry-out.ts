import type { Logger } from 'pino';
import { systemClock } from '#platform/clock.js';
import { errorText } from '#platform/database/error-text.js';
import { withTroubleCounted } from '#platform/troubles/troubles.js';
import {
  type BatchName,
  type BatchVerdict,
  type DeliveryDeps,
  deliverBatch,
  openBatch,
} from './deliveries/deliver-batch.js';
import { type PreparationDeps, type PreparationVerdict, prepareRun } from './preparation/prepare-run.js';
import { preparersBatch, subjectOf, type Work } from './queue/work.js';
import { lookAtRun } from './runs/run-looks.js';

export type WorkDeps = DeliveryDeps & PreparationDeps & { readonly log: Logger };

/** One job from the queue. Whatever becomes of it, the log knows what is still due, and the reconciler asks. */
export const carryOut = (deps: WorkDeps, stop: AbortSignal) => {
  const carryOutOne = async (work: Work): Promise<PreparationVerdict | BatchVerdict | 'failed'> => {
    const subject = subjectOf(work);
    const opening = work.kind === 'prepare' ? openRun(deps, work.runId, stop) : openDelivery(deps, work, stop);
    let verdict: PreparationVerdict | BatchVerdict | 'failed' = 'failed';
    await withTroubleCounted(
      deps.pool,
      {
        item: subject,
        progress: await opening.then(
          ({ progress }) => progress,
          () => newestOf(deps, work),
        ),
      },
      async () => {
        const started = performance.now();
        verdict = await (await opening).carryOut();
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
    return verdict;
  };
  return async (work: Work): Promise<void> => {
    if (stop.aborted) return;
    const verdict = await carryOutOne(work);
    if (verdict !== 'started' || stop.aborted) return;
    const { runId, cause } = work;
    await carryOutOne({ kind: 'deliver', runId, batch: preparersBatch, cause });
  };
};

/** Work whose stream has been read. */
interface Opened {
  /** The newest revision of what it writes: a killed worker's successor that gets further is no poisoned job's. */
  readonly progress: string;
  carryOut(): Promise<PreparationVerdict | BatchVerdict>;
}

const openRun = async (deps: WorkDeps, runId: string, stop: AbortSignal): Promise<Opened> => {
  const run = await lookAtRun(deps.store, runId);
  return { progress: String(run.revision), carryOut: () => prepareRun(deps, runId, stop, run) };
};

const openDelivery = async (deps: WorkDeps, name: BatchName, stop: AbortSignal): Promise<Opened> => {
  const writer = await openBatch(deps, name);
  return { progress: writer.progress, carryOut: () => deliverBatch(deps, name, stop, writer) };
};

/** What nobody here can read stays parked while it stays as it is, and also once its event is mended: a person says when. */
const newestOf = async ({ store }: WorkDeps, work: Work): Promise<string> => {
  const stream = work.kind === 'prepare' ? `run-${work.runId}` : `runbatch-${work.runId}.${work.batch}`;
  const [newest] = await store.readBackwards(stream, 1);
  return String(newest?.revision ?? 'none');
};

/** Where it happened, without the message: that is for `errorText`. */
const placesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^ +at /.test(line))
    .join('\n');
