import type { Lease, Leases } from '#platform/leases/leases.js';
import {
  type BatchName,
  type BatchVerdict,
  type DeliveryDeps,
  deliverBatch,
  deliveryLease,
  openBatch,
} from '../../apps/worker/src/deliveries/deliver-batch.js';
import {
  type PreparationDeps,
  preparationLease,
  type PreparationVerdict,
  prepareRun,
} from '../../apps/worker/src/preparation/prepare-run.js';
import { lookAtRun } from '../../apps/worker/src/runs/run-looks.js';

/** What leases come from, and how long they last, ms. */
export interface Alone {
  readonly leases: Leases;
  readonly leaseMs: number;
}

export type DeliversAlone = DeliveryDeps & Alone;

/** Prepares a run as a worker does, and goes on with none of its batches. */
export const prepareAlone = (
  deps: PreparationDeps & Alone,
  runId: string,
  stop: AbortSignal,
): Promise<Exclude<PreparationVerdict, object> | 'started'> =>
  underLease(deps, preparationLease(runId), async (lease) => {
    const known = await lookAtRun(deps.store, runId);
    const verdict = await prepareRun(deps, lease, { runId, known }, stop);
    return typeof verdict === 'string' ? verdict : 'started';
  });

/** Carries a batch out as a worker does. */
export const deliverAlone = (deps: DeliversAlone, name: BatchName, stop: AbortSignal): Promise<BatchVerdict> =>
  underLease(deps, deliveryLease(name), async (lease) => {
    const writer = await openBatch(deps, name);
    return deliverBatch(deps, lease, { name, writer }, stop);
  });

const underLease = async <Verdict extends string>(
  { leases, leaseMs }: Alone,
  name: string,
  work: (lease: Lease) => Promise<Verdict>,
): Promise<Verdict | 'elsewhere'> => {
  const lease = await leases.acquire(name, leaseMs);
  if (lease === null) return 'elsewhere';
  let verdict: Verdict | undefined;
  try {
    verdict = await work(lease);
    return verdict;
  } finally {
    await (verdict === 'closed' ? lease.forget() : lease.release());
  }
};
