import { setTimeout as pause } from 'node:timers/promises';
import { millisOf } from '#domain/kernel/calendar.js';
import type { Instant } from '#domain/kernel/message.js';
import { runDecider } from '#domain/run/decide.js';
import type { RunEvent } from '#domain/run/messages.js';
import type { RunState } from '#domain/run/state.js';
import { type Aggregate, loadAggregate } from '#eventstore/aggregate.js';
import { execute } from '#eventstore/execute.js';
import { type DueRun, dueRuns, expiredRuns } from '#readmodel/due/queries.js';
import { workerContext } from '../worker-context.js';
import { Alarm } from './alarm.js';
import type { DueClock } from './due-clock.js';
import { later } from './look.js';
import { pollMs, type PlannerDeps } from './planner-deps.js';
import { crowd, leadMs } from './right-of-way.js';
import { sideBySide, together } from './side-by-side.js';

/** A start that is later than this is missed when its run has no time to live of its own: mail that nobody expects any more, ms. */
const graceMs = 3_600_000;
/** How long before its time a run is read, ms. */
const aheadMs = 5_000;
/** Runs read ahead at most, and of them so many at a time. */
const mostAhead = 2_000;
const readsAtOnce = 4;
/** What they append goes in few commits, or down one connection without waiting. */
const startsAtOnce = 64;
/** A run that was begun and that the read model still shows as scheduled is tried again after so long, ms. */
const againMs = 2_000;

/** A run whose time is near; with its stream as it was read before, when there was time for it. */
interface Near extends DueRun {
  readonly known?: Aggregate<RunState, RunEvent>;
}

/**
 * Queues every scheduled run whose time has come: each is read before, so that at its time it takes one append. The
 * run itself decides: a start that was moved or cancelled meanwhile makes the append fail, and is decided anew.
 */
export const startDueRuns = (deps: PlannerDeps, clock: DueClock, over: AbortSignal): Promise<void> => {
  const near = new NearRuns();
  const alarm = new Alarm(over);
  const priority = deps.rightOfWay.priority();
  let inHand = 0;
  const start = async (run: Near): Promise<void> => {
    inHand += 1;
    try {
      await startOne(deps, run, clock);
    } finally {
      inHand -= 1;
      if (inHand === 0) priority.giveBack();
    }
  };
  return together(over, [
    async (ended) => {
      const starts = sideBySide(startsAtOnce);
      try {
        while (!ended.aborted) {
          const next = near.first;
          const waitMs = next === undefined ? pollMs : millisOf(next.startAt) - millisOf(clock.now());
          if (next !== undefined && waitMs <= leadMs && near.isCrowd(next.startAt)) priority.take();
          if (next !== undefined && waitMs <= 0) await starts.begin(() => start(near.take(next)));
          else await alarm.sleep(Math.min(pollMs, waitMs > leadMs ? waitMs - leadMs : waitMs));
        }
      } finally {
        priority.giveBack();
        await starts.end();
      }
    },
    async (ended) => {
      while (!ended.aborted) {
        const news = near.news(await dueRuns(deps.pool, later(clock.now(), aheadMs), mostAhead));
        const reads = sideBySide(readsAtOnce);
        for (const run of news) {
          if (ended.aborted) break;
          await reads.begin(async () => {
            const isDue = run.startAt <= clock.now();
            near.add(isDue ? run : { ...run, known: await loadAggregate(deps.store, runDecider, `run-${run.runId}`) });
            alarm.wake();
          });
        }
        await reads.end();
        await pause(pollMs, undefined, { signal: ended }).catch(() => undefined);
      }
    },
  ]);
};

const startOne = async (
  { store, worker, log }: PlannerDeps,
  { runId, startAt, startWithin, known }: Near,
  clock: DueClock,
): Promise<void> => {
  const now = clock.now();
  const lateMs = millisOf(now) - millisOf(startAt);
  const context = workerContext({ worker, part: 'planner', about: runId, now: clock.now });
  const command =
    startWithin === null && lateMs > graceMs
      ? ({ type: 'MissRun', data: { detail: `due at ${startAt}, first looked at ${now}` } } as const)
      : ({ type: 'QueueRun', data: { early: false } } as const);
  const done = await execute(store, runDecider, `run-${runId}`, command, context, known);
  log.info({ runId, lateMs, queued: done.ok, ...(done.ok ? {} : { because: done.rejection.rejected }) }, 'due');
};

/** Ends what has waited in the queue for longer than its time to live: nobody took it. The run itself decides here too. */
export const missExpiredRuns = async ({ pool, store, worker, log }: PlannerDeps, now: Instant): Promise<void> => {
  for (const runId of await expiredRuns(pool, now, 100)) {
    const context = workerContext({ worker, part: 'planner', about: runId, now: () => now });
    const done = await execute(store, runDecider, `run-${runId}`, { type: 'ExpireRun', data: {} }, context);
    log.info({ runId, missed: done.ok, ...(done.ok ? {} : { because: done.rejection.rejected }) }, 'expired');
  }
};

/** Scheduled runs in the order of their times. */
class NearRuns {
  private waiting: Near[] = [];
  private readonly begun = new Map<string, { readonly startAt: Instant; readonly at: number }>();

  get first(): Near | undefined {
    return this.waiting[0];
  }

  /** Whether those that are due by then are many. */
  isCrowd(by: Instant): boolean {
    const last = this.waiting[crowd - 1];
    return last !== undefined && last.startAt <= by;
  }

  take(run: Near): Near {
    this.waiting.splice(this.waiting.indexOf(run), 1);
    this.begun.set(run.runId, { startAt: run.startAt, at: performance.now() });
    return run;
  }

  /** Of what the read model shows, those that are not known with this time; what it shows no more is forgotten. */
  news(shown: readonly DueRun[]): readonly DueRun[] {
    const byId = new Map(shown.map((run) => [run.runId, run]));
    this.waiting = this.waiting.filter(({ runId, startAt }) => byId.get(runId)?.startAt === startAt);
    for (const [runId, { startAt, at }] of this.begun)
      if (byId.get(runId)?.startAt !== startAt || performance.now() - at > againMs) this.begun.delete(runId);
    const waiting = new Set(this.waiting.map(({ runId }) => runId));
    return shown.filter(({ runId }) => !waiting.has(runId) && !this.begun.has(runId));
  }

  add(run: Near): void {
    const before = this.waiting.findLastIndex(({ startAt }) => startAt <= run.startAt);
    this.waiting.splice(before + 1, 0, run);
  }
}
