import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '#domain/kernel/message.js';
import type { EventStore } from '#eventstore/port.js';
import type { Lease } from '#platform/leases/leases.js';
import { databaseClock } from '#platform/database/clock.js';
import { intlZones } from '#platform/zones/zones.js';
import { nextStart } from '#readmodel/due/queries.js';
import { schedules } from '#readmodel/schedules/projection.js';
import { scheduleCursors } from '#readmodel/schedules/queries.js';
import { waitUntilPassed } from '#readmodel/wait.js';
import { type ReactorDeps, whileLeased } from '../reactors/reactor.js';
import { type Agenda, openAgenda } from './agenda.js';
import { beginDueRuns, missExpiredRuns } from './due-runs.js';

export interface PlannerDeps extends ReactorDeps {
  readonly worker: string;
}

/** Longest sleep between two looks, ms: what was scheduled meanwhile for an earlier time is seen by then. */
const pollMs = 250;
/** How long a planner that takes over waits for the read model, ms. What it lacks then, the occurrences' streams know. */
const patienceMs = 2_000;
/** Schedules looked at side by side. */
const sideBySide = 8;
/** Schedules looked at before runs that were scheduled once have their turn again. */
const mostAtOnce = 100;

/**
 * Starts what is due, at its time by the database's clock: runs that were scheduled once, and the occurrences of
 * schedules. One process does it at a time; another takes over when its lease runs out, and both may be at it for a
 * moment: the streams of run and occurrence take each start once.
 */
export const planStarts = (deps: PlannerDeps, stop: AbortSignal): Promise<void> =>
  whileLeased(deps, 'planner', stop, async (lease, over) => {
    const { pool, store } = deps;
    const ending = new AbortController();
    const either = AbortSignal.any([over, ending.signal]);
    const head = await store.head({ categories: schedules.categories });
    await waitUntilPassed(pool, store, [schedules.name], head, patienceMs);
    const agenda = await openAgenda(agendaDeps(deps, lease));
    const changed = followChanges(store, head, either);
    try {
      while (!over.aborted) {
        changed.rethrow();
        const now = await databaseClock(pool);
        await beginDueRuns(deps, now);
        await missExpiredRuns(deps, now);
        agenda.changed(changed.take());
        await lookAtAll(agenda, agenda.due(now, mostAtOnce), () => databaseClock(pool), over);
        const next = soonest(await nextStart(pool), agenda.nextAt());
        await changed.orAfter(next === null ? pollMs : msUntil(next, await databaseClock(pool)));
      }
    } finally {
      ending.abort();
      await changed.ended;
    }
  });

const agendaDeps = ({ pool, store, worker, log }: PlannerDeps, { fence }: Lease) => ({
  store,
  worker,
  log,
  zones: intlZones,
  term: { epoch: store.epoch, fence },
  cursors: (ids?: readonly string[]) => scheduleCursors(pool, ids),
});

const lookAtAll = async (
  agenda: Agenda,
  ids: readonly string[],
  clock: () => Promise<Instant>,
  over: AbortSignal,
): Promise<void> => {
  const waiting = [...ids];
  const one = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined && !over.aborted; id = waiting.shift())
      await agenda.look(id, await clock());
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, waiting.length) }, one));
};

const soonest = (a: Instant | null, b: Instant | null): Instant | null => {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
};

const msUntil = (moment: Instant, now: Instant): number =>
  Math.min(pollMs, Math.max(1, Date.parse(moment) - Date.parse(now)));

interface Changes {
  /** Schedules that somebody changed since the last call. */
  take(): readonly string[];
  /** Returns after so many ms, or as soon as a schedule changes. */
  orAfter(ms: number): Promise<void>;
  rethrow(): void;
  readonly ended: Promise<void>;
}

/** Hears at once of every schedule that is set, paused or archived. */
const followChanges = (
  store: EventStore,
  from: Awaited<ReturnType<EventStore['head']>>,
  over: AbortSignal,
): Changes => {
  const ids = new Set<string>();
  let wake = new AbortController();
  let trouble: { readonly error: unknown } | null = null;
  const follow = async (): Promise<void> => {
    for await (const { events } of store.subscribe(from, { categories: ['schedule'], signal: over })) {
      for (const { stream, category } of events) ids.add(stream.slice(category.length + 1));
      if (events.length > 0) wake.abort();
    }
  };
  const ended = follow().catch((error: unknown) => {
    trouble = { error };
    wake.abort();
  });
  return {
    ended,
    take() {
      const taken = [...ids];
      ids.clear();
      return taken;
    },
    async orAfter(ms) {
      if (ids.size === 0 && !wake.signal.aborted)
        await pause(ms, undefined, { signal: AbortSignal.any([over, wake.signal]) }).catch(() => undefined);
      wake = new AbortController();
    },
    rethrow() {
      if (trouble !== null) throw trouble.error;
    },
  };
};
