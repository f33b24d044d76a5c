import type { Instant } from '#domain/kernel/message.js';
import type { ScheduleDefinition } from '#domain/schedule/messages.js';
import { occurrenceTimes, type OccurrenceTimes } from '#domain/schedule/times.js';
import type { ZoneRules } from '#domain/schedule/zone.js';
import { LogUnavailable } from '#eventstore/port.js';
import { errorText } from '#platform/database/error-text.js';
import type { ScheduleCursor } from '#readmodel/schedules/queries.js';
import { openAccountant, StalePlanner } from './account.js';
import { knownStreams } from './known-streams.js';
import { sideBySide } from './side-by-side.js';
import { againMs, atOnce, type Entry, later, lookAhead, lookAt, type LookDeps } from './look.js';

/** Schedules that are read ahead side by side. */
const preparationsAtOnce = 8;

/** Every schedule with the time of its next occurrence, kept while this process is the planner. */
export interface Agenda {
  /** Looks at a schedule: decides what is due, starts it, and answers when to look again. */
  look(scheduleId: string, now: Instant): Promise<Instant | null>;
  /** Reads what will be needed of schedules that are due until then: a start at its time waits for less. */
  prepare(until: Instant): Promise<void>;
  /** These have been set, paused or archived: they are looked at next. */
  changed(ids: readonly string[]): void;
  /** Schedules that have something to decide and are not being looked at, those that have waited longest first. */
  due(now: Instant, most: number): readonly string[];
  /** Of those that are not being looked at. */
  nextAt(): Instant | null;
}

/** Takes over where the read model says that the planner before has stopped; the occurrences' streams say it exactly. */
export const openAgenda = async (deps: LookDeps): Promise<Agenda> => {
  const entries = new Map<string, Entry>();
  for (const cursor of await deps.cursors()) entries.set(cursor.scheduleId, { ...entryOf(cursor), nextAt: atOnce });
  const looking = {
    ...deps,
    accountant: openAccountant(deps),
    known: knownStreams(deps.store, deps.clock),
    timesOf: rememberedTimes(deps.zones),
  };
  const inHand = new Set<string>();
  const changedMeanwhile = new Set<string>();
  const untouched = (): (readonly [string, Entry])[] => [...entries].filter(([id]) => !inHand.has(id));
  const changed = (id: string): void => {
    if (inHand.has(id)) changedMeanwhile.add(id);
    else entries.set(id, { ...(entries.get(id) ?? nothingYet), nextAt: atOnce });
  };

  const look = async (scheduleId: string, now: Instant): Promise<void> => {
    const before = entries.get(scheduleId) ?? nothingYet;
    try {
      const after = await lookAt(looking, { scheduleId, now, before });
      if (after === null) entries.delete(scheduleId);
      else entries.set(scheduleId, after);
    } catch (error) {
      // One schedule that cannot be looked at must not hold up the others.
      if (error instanceof StalePlanner || error instanceof LogUnavailable) throw error;
      deps.log.error({ scheduleId, err: errorText(error) }, 'cannot plan');
      entries.set(scheduleId, { ...before, nextAt: later(now, againMs * 4) });
    }
  };

  const prepare = async (scheduleId: string, dueAt: Instant): Promise<void> => {
    try {
      const needs = await lookAhead(looking, scheduleId, dueAt);
      const entry = entries.get(scheduleId);
      if (entry !== undefined && !inHand.has(scheduleId)) entries.set(scheduleId, { ...entry, needs });
    } catch (error) {
      if (error instanceof LogUnavailable) throw error;
      // Whatever is wrong with this schedule is told when it is looked at.
    }
  };

  return {
    async look(scheduleId, now) {
      inHand.add(scheduleId);
      try {
        await look(scheduleId, now);
      } finally {
        inHand.delete(scheduleId);
        if (changedMeanwhile.delete(scheduleId)) changed(scheduleId);
      }
      return entries.get(scheduleId)?.nextAt ?? null;
    },
    async prepare(until) {
      const preparations = sideBySide(preparationsAtOnce);
      try {
        for (const [id, { nextAt }] of untouched())
          if (nextAt !== null && nextAt > atOnce && nextAt <= until && !looking.accountant.isPrepared(id, nextAt))
            await preparations.begin(() => prepare(id, nextAt));
      } finally {
        await preparations.end();
      }
    },
    changed: (ids) => ids.forEach(changed),
    due: (now, most) =>
      untouched()
        .flatMap(([id, { nextAt }]) => (nextAt !== null && nextAt <= now ? [{ id, nextAt }] : []))
        .toSorted((a, b) => (a.nextAt < b.nextAt ? -1 : 1))
        .slice(0, most)
        .map(({ id }) => id),
    nextAt: () =>
      untouched().reduce<Instant | null>(
        (soonest, [, { nextAt }]) => (nextAt !== null && (soonest === null || nextAt < soonest) ? nextAt : soonest),
        null,
      ),
  };
};

const nothingYet: Entry = {
  nextAt: null,
  through: null,
  waiting: null,
  started: [],
  unknownBefore: undefined,
  needs: [],
};

const entryOf = ({ through, waiting }: ScheduleCursor): Entry => ({ ...nothingYet, through, waiting });

/** Cron is read once per definition: definitions are values that never change. */
const rememberedTimes = (zones: ZoneRules): ((definition: ScheduleDefinition) => OccurrenceTimes) => {
  const known = new Map<string, OccurrenceTimes>();
  return (definition) => {
    const key = JSON.stringify(definition);
    const times = known.get(key) ?? occurrenceTimes(definition, zones);
    if (known.size > 10_000) known.clear();
    known.set(key, times);
    return times;
  };
};
