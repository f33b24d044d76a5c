import { setTimeout as pause } from 'node:timers/promises';
import { runDecider } from '#domain/run/decide.js';
import { execute } from '#eventstore/execute.js';
import type { Clock } from '#platform/clock.js';
import { databaseClock } from '#platform/database/clock.js';
import { dueRuns, nextStart } from '#readmodel/due/queries.js';
import { type ReactorDeps, whileLeased } from '../reactors/reactor.js';
import { workerContext } from '../worker-context.js';

export interface PlannerDeps extends ReactorDeps {
  readonly worker: string;
}

/** Longest sleep between two looks, ms: what was scheduled meanwhile for an earlier time is seen by then. */
const pollMs = 250;
/** A start that is later than this is missed, not carried out: mail that nobody expects any more, ms. */
const graceMs = 3_600_000;

/**
 * Queues every scheduled run when its time has come, by the database's clock. It sleeps until the next start, and
 * looks again in between. The run itself decides: a start that was moved meanwhile is refused.
 */
export const planRuns = (deps: PlannerDeps, stop: AbortSignal): Promise<void> =>
  whileLeased(deps, 'planner', stop, async (_, over) => {
    while (!over.aborted) {
      const now = await databaseClock(deps.pool);
      for (const { runId, startAt } of await dueRuns(deps.pool, now, 100)) await begin(deps, runId, startAt, () => now);
      const next = await nextStart(deps.pool);
      const sleep = next === null ? pollMs : Math.min(pollMs, Math.max(5, Date.parse(next) - Date.parse(now)));
      await pause(sleep, undefined, { signal: over }).catch(() => undefined);
    }
  });

const begin = async (deps: PlannerDeps, runId: string, startAt: string, now: Clock): Promise<void> => {
  const lateMs = Date.parse(now()) - Date.parse(startAt);
  const context = workerContext({ worker: deps.worker, part: 'planner', about: runId, now });
  const command =
    lateMs > graceMs
      ? ({ type: 'MissRun', data: { detail: `due at ${startAt}, first looked at ${now()}` } } as const)
      : ({ type: 'QueueRun', data: { early: false } } as const);
  const done = await execute(deps.store, runDecider, `run-${runId}`, command, context);
  deps.log.info({ runId, lateMs, queued: done.ok, ...(done.ok ? {} : { because: done.rejection.rejected }) }, 'due');
};
