import type { Instant } from '#domain/kernel/message.js';
import { runDecider } from '#domain/run/decide.js';
import { execute } from '#eventstore/execute.js';
import { dueRuns, expiredRuns } from '#readmodel/due/queries.js';
import { workerContext } from '../worker-context.js';
import type { PlannerDeps } from './plan-starts.js';

/** A start that is later than this is missed when its run has no time to live of its own: mail that nobody expects any more, ms. */
const graceMs = 3_600_000;

/** Queues every scheduled run whose time has come. The run itself decides: a start that was moved meanwhile is refused. */
export const beginDueRuns = async (deps: PlannerDeps, now: Instant): Promise<void> => {
  for (const { runId, startAt, startWithin } of await dueRuns(deps.pool, now, 100)) {
    const lateMs = Date.parse(now) - Date.parse(startAt);
    const context = workerContext({ worker: deps.worker, part: 'planner', about: runId, now: () => now });
    const command =
      startWithin === null && lateMs > graceMs
        ? ({ type: 'MissRun', data: { detail: `due at ${startAt}, first looked at ${now}` } } as const)
        : ({ type: 'QueueRun', data: { early: false } } as const);
    const done = await execute(deps.store, runDecider, `run-${runId}`, command, context);
    deps.log.info({ runId, lateMs, queued: done.ok, ...(done.ok ? {} : { because: done.rejection.rejected }) }, 'due');
  }
};

/** Ends what has waited in the queue for longer than its time to live: nobody took it. The run itself decides here too. */
export const missExpiredRuns = async ({ pool, store, worker, log }: PlannerDeps, now: Instant): Promise<void> => {
  for (const runId of await expiredRuns(pool, now, 100)) {
    const context = workerContext({ worker, part: 'planner', about: runId, now: () => now });
    const done = await execute(store, runDecider, `run-${runId}`, { type: 'ExpireRun', data: {} }, context);
    log.info({ runId, missed: done.ok, ...(done.ok ? {} : { because: done.rejection.rejected }) }, 'expired');
  }
};
