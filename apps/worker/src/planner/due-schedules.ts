import { setTimeout as pause } from 'node:timers/promises';
import { millisOf } from '#domain/kernel/calendar.js';
import type { Position } from '#eventstore/port.js';
import { intlZones } from '#platform/zones/zones.js';
import { scheduleCursors } from '#readmodel/schedules/queries.js';
import { Alarm } from './alarm.js';
import { openAgenda } from './agenda.js';
import { askedTogether } from './asked-together.js';
import type { DueClock } from './due-clock.js';
import { later } from './look.js';
import { pollMs, type PlannerDeps } from './planner-deps.js';
import { sideBySide, together } from './side-by-side.js';

/** Schedules looked at side by side. */
const looksAtOnce = 16;
/** Taken from the agenda at a time. */
const mostAtOnce = 500;
/** How long before its time it is read what a schedule will need, ms. */
const aheadMs = 5_000;

/** Whose turn it is, as the lease says, and from where in the log changes of schedules are news. */
export interface Turn {
  readonly fence: number;
  readonly from: Position;
}

/** Starts the occurrences of schedules, each schedule at the time of its next one or when somebody changes it. */
export const startDueOccurrences = async (
  deps: PlannerDeps,
  clock: DueClock,
  { fence, from }: Turn,
  over: AbortSignal,
): Promise<void> => {
  const { pool, store, worker, log } = deps;
  const cursorsOf = askedTogether((ids) => scheduleCursors(pool, ids));
  const agenda = await openAgenda({
    store,
    worker,
    log,
    zones: intlZones,
    clock: clock.now,
    term: { epoch: store.epoch, fence },
    cursors: async (ids) =>
      ids === undefined
        ? scheduleCursors(pool)
        : (await cursorsOf(ids)).filter(({ scheduleId }) => ids.includes(scheduleId)),
  });
  const alarm = new Alarm(over);
  return together(over, [
    async (ended) => {
      const looks = sideBySide(looksAtOnce);
      try {
        while (!ended.aborted) {
          for (const id of agenda.due(clock.now(), mostAtOnce)) {
            if (ended.aborted) break;
            await looks.begin(() => agenda.look(id, clock.now()).finally(() => alarm.wake()));
          }
          const next = agenda.nextAt();
          const waitMs = next === null ? pollMs : millisOf(next) - millisOf(clock.now());
          if (waitMs > 0) await alarm.sleep(Math.min(pollMs, waitMs));
        }
      } finally {
        await looks.end();
      }
    },
    async (ended) => {
      while (!ended.aborted) {
        await agenda.prepare(later(clock.now(), aheadMs));
        await pause(pollMs, undefined, { signal: ended }).catch(() => undefined);
      }
    },
    // Hears at once of every schedule that is set, paused or archived.
    async (ended) => {
      for await (const { events } of store.subscribe(from, { categories: ['schedule'], signal: ended })) {
        agenda.changed(events.map(({ stream, category }) => stream.slice(category.length + 1)));
        if (events.length > 0) alarm.wake();
      }
    },
  ]);
};
