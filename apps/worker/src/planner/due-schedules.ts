import { setTimeout as pause } from 'node:timers/promises';
import { millisOf } from '#domain/kernel/calendar.js';
import type { Instant } from '#domain/kernel/message.js';
import type { Position } from '#eventstore/port.js';
import { grouped } from '#platform/grouped.js';
import { intlZones } from '#platform/zones/zones.js';
import { type ScheduleCursor, scheduleCursors } from '#readmodel/schedules/queries.js';
import { Alarm } from './alarm.js';
import { openAgenda } from './agenda.js';
import type { DueClock } from './due-clock.js';
import { later } from './look.js';
import { pollMs, type PlannerDeps } from './planner-deps.js';
import { crowd, leadMs } from './right-of-way.js';
import { sideBySide, together } from './side-by-side.js';

/** Schedules looked at side by side: what they append goes in few commits, or down one connection without waiting. */
const looksAtOnce = 64;
/** Taken from the agenda at a time. */
const mostAtOnce = 500;
/** How long before its time it is read what a schedule will need, ms; not whole seconds, or it would be just when others are due. */
const aheadMs = 5_500;

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
  const { pool, store, worker, log, rightOfWay } = deps;
  // Those that are due together ask together.
  const cursorOf = grouped<string, ScheduleCursor | undefined>(
    { atOnce: 1, most: mostAtOnce, weightOf: () => 1 },
    async (ids) => {
      const found = new Map((await scheduleCursors(pool, ids)).map((cursor) => [cursor.scheduleId, cursor]));
      return ids.map((id) => found.get(id));
    },
  );
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
        : (await Promise.all(ids.map(cursorOf))).flatMap((cursor) => cursor ?? []),
  });
  const alarm = new Alarm(over);
  const priority = rightOfWay.priority();
  let asleepUntil: Instant = clock.now();
  let inHand = 0;
  const look = async (id: string): Promise<void> => {
    inHand += 1;
    try {
      const next = await agenda.look(id, clock.now());
      if (next !== null && next < asleepUntil) alarm.wake();
    } finally {
      inHand -= 1;
      if (inHand === 0) priority.giveBack();
    }
  };
  const sleepUntilNext = async (): Promise<void> => {
    const next = agenda.nextAt();
    const now = clock.now();
    const leftMs = next === null ? pollMs : millisOf(next) - millisOf(now);
    if (next !== null && leftMs > 0 && leftMs <= leadMs && agenda.due(next, crowd).length === crowd) priority.take();
    const waitMs = Math.min(pollMs, leftMs > leadMs ? leftMs - leadMs : leftMs);
    asleepUntil = later(now, waitMs);
    if (waitMs > 0) await alarm.sleep(waitMs);
  };
  return together(over, [
    async (ended) => {
      const looks = sideBySide(looksAtOnce);
      try {
        while (!ended.aborted) {
          const due = agenda.due(clock.now(), mostAtOnce);
          if (due.length >= crowd) priority.take();
          for (const id of due) {
            if (ended.aborted) break;
            await looks.begin(() => look(id));
          }
          await sleepUntilNext();
        }
      } finally {
        priority.giveBack();
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
