import { setTimeout as pause } from 'node:timers/promises';
import { schedules } from '#readmodel/schedules/projection.js';
import { waitUntilPassed } from '#readmodel/wait.js';
import { whileLeased } from '../reactors/reactor.js';
import { openDueClock } from './due-clock.js';
import { missExpiredRuns, startDueRuns } from './due-runs.js';
import { startDueOccurrences } from './due-schedules.js';
import { pollMs, type PlannerDeps } from './planner-deps.js';
import { together } from './side-by-side.js';

/** How long a planner that takes over waits for the read model, ms. What it lacks then, the occurrences' streams know. */
const patienceMs = 2_000;

/**
 * Starts what is due, at its time by the database's clock: runs that were scheduled once, and the occurrences of
 * schedules. One process does it at a time; another takes over when its lease runs out, and both may be at it for a
 * moment: the streams of run and occurrence take each start once.
 */
export const planStarts = (deps: PlannerDeps, stop: AbortSignal): Promise<void> =>
  whileLeased(deps, 'planner', stop, async ({ fence }, over) => {
    const { pool, store } = deps;
    const from = await store.head({ categories: schedules.categories });
    const clock = await openDueClock(pool);
    await together(over, [
      (ended) => startDueRuns(deps, clock, ended),
      async (ended) => {
        await waitUntilPassed(pool, store, [schedules.name], from, patienceMs);
        await startDueOccurrences(deps, clock, { fence, from }, ended);
      },
      async (ended) => {
        while (!ended.aborted) {
          await clock.look();
          await missExpiredRuns(deps, clock.now());
          await pause(pollMs, undefined, { signal: ended }).catch(() => undefined);
        }
      },
    ]);
  });
