import type { Logger } from 'pino';
import { systemClock } from '#platform/clock.js';
import { errorText } from '#platform/database/error-text.js';
import type { Lease, Leases } from '#platform/leases/leases.js';
import { firstTry, withTroubleCounted } from '#platform/troubles/troubles.js';
import { knownClosed } from './deliveries/closed-batches.js';
import {
  type BatchName,
  type BatchVerdict,
  type DeliveryDeps,
  deliverBatch,
  deliveryLease,
  openBatch,
} from './deliveries/deliver-batch.js';
import {
  type PreparationDeps,
  preparationLease,
  type PreparationVerdict,
  prepareRun,
} from './preparation/prepare-run.js';
import type { PlannedBatch } from './preparation/start-at-once.js';
import { preparersBatch, subjectOf, type Work } from './queue/work.js';
import { lookAtRun } from './runs/run-looks.js';

export interface WorkDeps extends DeliveryDeps, PreparationDeps {
  readonly leases: Leases;
  /** How long a silent worker keeps a run or a batch, ms. */
  readonly leaseMs: number;
  readonly log: Logger;
}

type Verdict = PreparationVerdict | BatchVerdict | 'failed';

/** One job from the queue. Whatever becomes of it, the log knows what is still due, and the reconciler asks. */
export const carryOut =
  (deps: WorkDeps, stop: AbortSignal) =>
  async (work: Work): Promise<void> => {
    if (stop.aborted || (work.kind === 'deliver' && knownClosed(deps.store, streamOf(work)) !== undefined)) return;
    const lease = await deps.leases.acquire(leaseOf(work), deps.leaseMs);
    if (lease === null) return;
    const verdict = await carryOutUnder(deps, lease, work, () =>
      work.kind === 'prepare' ? openRun(deps, lease, work.runId, stop) : openDelivery(deps, lease, work, stop),
    );
    if (typeof verdict === 'string') return;
    if (stop.aborted) return lease.release();
    const { runId, cause } = work;
    const first = { kind: 'deliver', runId, batch: preparersBatch, cause } as const;
    const next = await lease.exchange(leaseOf(first));
    if (next === null) return;
    await carryOutUnder(deps, next, first, () => openDelivery(deps, next, first, stop, verdict.started));
  };

const leaseOf = (work: Work): string => (work.kind === 'prepare' ? preparationLease(work.runId) : deliveryLease(work));

/** Gives the lease back, but for one of a run that has started. */
const carryOutUnder = async (deps: WorkDeps, lease: Lease, work: Work, open: Open): Promise<Verdict> => {
  let verdict: Verdict = 'failed';
  try {
    verdict = await carryOutCounted(deps, lease, work, open);
    return verdict;
  } finally {
    if (verdict === 'closed') await lease.forget();
    else if (typeof verdict === 'string') await lease.release();
  }
};

/**
 * By its fence whoever has the lease knows whether anybody tried before. The first try writes nothing down: should it take
 * the process along, the next owner finds a lease that ran out, and counts it.
 */
const carryOutCounted = async (deps: WorkDeps, lease: Lease, work: Work, open: Open): Promise<Verdict> => {
  const subject = subjectOf(work);
  const opened = await openedOrNot(deps, work, open());
  let verdict: Verdict = 'failed';
  const carryOutOnce = async (): Promise<void> => {
    const started = performance.now();
    verdict = await opened.carryOut();
    deps.log.debug({ subject, verdict, ms: Math.round(performance.now() - started), at: systemClock() }, 'carried out');
  };
  const onTrouble = (error: unknown, parked: boolean): void =>
    deps.log.error(
      { subject, parked, err: errorText(error), stack: error instanceof Error ? placesOf(error) : undefined },
      'not carried out',
    );
  const item = { item: subject, progress: opened.progress };
  const unseen = lease.fence === 2 && lease.lapsed ? 1 : 0;
  if (lease.fence === 1) await firstTry(deps.pool, item, carryOutOnce, onTrouble);
  else await withTroubleCounted(deps.pool, { ...item, unseen }, carryOutOnce, onTrouble);
  return verdict;
};

/** Work whose stream has been read. */
interface Opened {
  /** The newest revision of what it writes: a killed worker's successor that gets further is no poisoned job's. */
  readonly progress: string;
  carryOut(): Promise<Verdict>;
}

type Open = () => Promise<Opened>;

/** What cannot even be read fails as it is carried out. */
const openedOrNot = (deps: WorkDeps, work: Work, opening: Promise<Opened>): Promise<Opened> =>
  opening.catch(async (): Promise<Opened> => ({
    progress: await newestOf(deps, work),
    carryOut: async () => (await opening).carryOut(),
  }));

const openRun = async (deps: WorkDeps, lease: Lease, runId: string, stop: AbortSignal): Promise<Opened> => {
  const known = await lookAtRun(deps.store, runId);
  return { progress: String(known.revision), carryOut: () => prepareRun(deps, lease, { runId, known }, stop) };
};

const openDelivery = async (
  deps: WorkDeps,
  lease: Lease,
  name: BatchName,
  stop: AbortSignal,
  planned: PlannedBatch | null = null,
): Promise<Opened> => {
  const writer = await openBatch(deps, name, planned);
  return { progress: writer.progress, carryOut: () => deliverBatch(deps, lease, { name, writer }, stop) };
};

/** What nobody here can read stays parked while it stays as it is, and also once its event is mended: a person says when. */
const newestOf = async ({ store }: WorkDeps, work: Work): Promise<string> => {
  const [newest] = await store.readBackwards(streamOf(work), 1);
  return String(newest?.revision ?? 'none');
};

const streamOf = (work: Work): string =>
  work.kind === 'prepare' ? `run-${work.runId}` : `runbatch-${work.runId}.${work.batch}`;

/** Where it happened, without the message: that is for `errorText`. */
const placesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^ +at /.test(line))
    .join('\n');
