import type { Logger } from 'pino';
import { instantOf, millisOf } from '#domain/kernel/calendar.js';
import type { Instant } from '#domain/kernel/message.js';
import { occurrenceStream } from '#domain/occurrence/decide.js';
import type { OccurrenceEvent } from '#domain/occurrence/messages.js';
import { isFinal } from '#domain/run/lifecycle.js';
import type { ScheduleDefinition } from '#domain/schedule/messages.js';
import { type Plan, plan, type PlanFacts } from '#domain/schedule/plan.js';
import type { ExistingSchedule } from '#domain/schedule/state.js';
import { occurrenceTimes, type OccurrenceTimes } from '#domain/schedule/times.js';
import type { ZoneRules } from '#domain/schedule/zone.js';
import { LogUnavailable } from '#eventstore/port.js';
import { errorText } from '#platform/database/error-text.js';
import type { ScheduleCursor } from '#readmodel/schedules/queries.js';
import { loadRun } from '../deliveries/plan.js';
import { definitionAt, loadSchedule, runIdOf, startOccurrence } from '../schedules/start-occurrence.js';
import { standingOf } from '../schedules/standing.js';
import { account, type Accounting, StalePlanner } from './account.js';

/** What the agenda needs of the world; a simulation brings its own. */
export interface AgendaDeps extends Accounting {
  readonly zones: ZoneRules;
  readonly log: Pick<Logger, 'info' | 'error'>;
  /** Where to go on with these schedules, or with all, as far as the read model knows. */
  cursors(ids?: readonly string[]): Promise<readonly ScheduleCursor[]>;
}

/** Every schedule with the time of its next occurrence, kept while this process is the planner. */
export interface Agenda {
  /** Looks at a schedule: decides what is due, starts it, and notes when to look again. */
  look(scheduleId: string, now: Instant): Promise<void>;
  /** These have been set, paused or archived: they are looked at next. */
  changed(ids: readonly string[]): void;
  /** Schedules that have something to decide, those that have waited longest first. */
  due(now: Instant, most: number): readonly string[];
  nextAt(): Instant | null;
}

interface Entry {
  readonly nextAt: Instant | null;
  readonly through: Instant | null;
  readonly waiting: Instant | null;
  /** Runs that this planner started and that it has not seen end. */
  readonly started: readonly string[];
  /** What was due before may have run in a former life of the log, or null; undefined until the first decision. */
  readonly unknownBefore: Instant | null | undefined;
}

/** Verdicts of one look, which are one append. */
const mostAtOnce = 200;
/** Between two looks at a schedule that waits for the end of a run, or that could not be looked at, ms. */
const againMs = 250;

/** Takes over where the read model says that the planner before has stopped; the occurrences' streams say it exactly. */
export const openAgenda = async (deps: AgendaDeps): Promise<Agenda> => {
  const entries = new Map<string, Entry>();
  for (const cursor of await deps.cursors()) entries.set(cursor.scheduleId, { ...entryOf(cursor), nextAt: atOnce });
  const timesOf = rememberedTimes(deps.zones);
  return {
    changed(ids) {
      for (const id of ids) entries.set(id, { ...(entries.get(id) ?? nothingYet), nextAt: atOnce });
    },
    due: (now, most) =>
      [...entries]
        .flatMap(([id, { nextAt }]) => (nextAt !== null && nextAt <= now ? [{ id, nextAt }] : []))
        .toSorted((a, b) => (a.nextAt < b.nextAt ? -1 : 1))
        .slice(0, most)
        .map(({ id }) => id),
    nextAt: () =>
      [...entries.values()].reduce<Instant | null>(
        (soonest, { nextAt }) => (nextAt !== null && (soonest === null || nextAt < soonest) ? nextAt : soonest),
        null,
      ),
    async look(scheduleId, now) {
      const before = entries.get(scheduleId);
      try {
        const after = await lookAt(deps, timesOf, { scheduleId, now, before });
        if (after === null) entries.delete(scheduleId);
        else entries.set(scheduleId, after);
      } catch (error) {
        // One schedule that cannot be looked at must not hold up the others.
        if (error instanceof StalePlanner || error instanceof LogUnavailable) throw error;
        deps.log.error({ scheduleId, err: errorText(error) }, 'cannot plan');
        entries.set(scheduleId, { ...(before ?? nothingYet), nextAt: later(now, againMs * 4) });
      }
    },
  };
};

/** Before any moment there is. */
const atOnce = instantOf(0);

const nothingYet: Entry = { nextAt: null, through: null, waiting: null, started: [], unknownBefore: undefined };

const entryOf = ({ through, waiting }: ScheduleCursor): Entry => ({ ...nothingYet, through, waiting });

const later = (now: Instant, ms: number): Instant => instantOf(millisOf(now) + ms);

interface Look {
  readonly scheduleId: string;
  readonly now: Instant;
  readonly before: Entry | undefined;
}

const lookAt = async (
  deps: AgendaDeps,
  timesOf: PlanFacts['timesOf'],
  { scheduleId, now, before = nothingYet }: Look,
): Promise<Entry | null> => {
  const schedule = await loadSchedule(deps.store, scheduleId);
  if (schedule === null) return null;
  const { through, waiting } = before;
  const bare = { openRuns: 0, campaignStands: null, unknownBefore: null };
  const facts = { schedule, timesOf, through, waiting, now, most: mostAtOnce, ...bare };
  const first = plan(facts);
  if (first.verdicts.length === 0) {
    if (schedule.status === 'archived' && first.nextAt === null) return null;
    return { ...before, nextAt: first.nextAt };
  }
  const [open, campaignStands, unknownBefore] = await Promise.all([
    openRunsOf(deps, schedule, before.started),
    standingOf(deps.store, schedule.definition),
    before.unknownBefore === undefined ? newLifeAt(deps, before, { scheduleId, now }) : before.unknownBefore,
  ]);
  const decided = plan({ ...facts, openRuns: open.length, campaignStands, unknownBefore });
  const events = await account(deps, scheduleId, decided.verdicts, () => now);
  const started = await startAll(deps, schedule, events, now);
  return entryAfter({ ...before, unknownBefore, started: [...open, ...started] }, decided, now);
};

/** Now, when the last occurrence was decided on in a former life of the log: what followed it there is lost. */
const newLifeAt = async (
  { store, term }: AgendaDeps,
  { through }: Entry,
  { scheduleId, now }: Pick<Look, 'scheduleId' | 'now'>,
): Promise<Instant | null> => {
  if (through === null) return null;
  const [last] = await store.readBackwards(occurrenceStream(scheduleId, through), 1);
  const planner = (last?.data as OccurrenceEvent['data'] | undefined)?.planner ?? null;
  return planner !== null && planner.epoch < term.epoch ? now : null;
};

/** Of the read model's open runs and of those it may not know yet, the ones that have not ended by the log. */
const openRunsOf = async (
  { store, cursors }: AgendaDeps,
  { scheduleId }: ExistingSchedule,
  started: readonly string[],
): Promise<readonly string[]> => {
  const [cursor] = await cursors([scheduleId]);
  const open: string[] = [];
  for (const runId of new Set([...(cursor?.openRuns ?? []), ...started])) {
    // Started by an occurrence just now, it may not even be in the log.
    if (!isFinal((await loadRun(store, runId)).status)) open.push(runId);
  }
  return open;
};

const startAll = async (
  deps: AgendaDeps,
  schedule: ExistingSchedule,
  events: readonly OccurrenceEvent[],
  now: Instant,
): Promise<readonly string[]> => {
  const { scheduleId } = schedule;
  const fired = events.filter(({ type }) => type === 'OccurrenceFired');
  for (const { type, data } of events) deps.log.info({ ...data, type }, 'occurrence');
  for (const { data } of fired) {
    const { dueAt } = data;
    const definition = definitionAt(schedule, dueAt);
    await startOccurrence(deps, { scheduleId, dueAt, definition, since: now }, () => now);
  }
  return fired.map(({ data }) => runIdOf(scheduleId, data.dueAt));
};

const entryAfter = (before: Entry, { verdicts, nextAt }: Plan, now: Instant): Entry => {
  let { through, waiting } = before;
  for (const { kind, dueAt } of verdicts) {
    if (waiting === dueAt) waiting = null;
    if (through === null || dueAt > through) through = dueAt;
    if (kind === 'buffer') waiting = dueAt;
  }
  const again = later(now, againMs);
  return {
    ...before,
    through,
    waiting,
    nextAt: waiting !== null && (nextAt === null || again < nextAt) ? again : nextAt,
  };
};

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
