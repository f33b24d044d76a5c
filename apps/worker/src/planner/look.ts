import type { Logger } from 'pino';
import { instantOf, millisOf } from '#domain/kernel/calendar.js';
import type { Instant } from '#domain/kernel/message.js';
import { occurrenceStream } from '#domain/occurrence/decide.js';
import type { OccurrenceEvent, Verdict } from '#domain/occurrence/messages.js';
import { isFinal } from '#domain/run/lifecycle.js';
import { type Plan, plan, type PlanFacts } from '#domain/schedule/plan.js';
import type { ExistingSchedule } from '#domain/schedule/state.js';
import type { ZoneRules } from '#domain/schedule/zone.js';
import type { EventStore } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import type { ScheduleCursor } from '#readmodel/schedules/queries.js';
import { loadRun } from '../deliveries/plan.js';
import { definitionAt, loadSchedule, runIdOf, startOccurrence } from '../schedules/start-occurrence.js';
import { standingOf } from '../schedules/standing.js';
import type { Accountant, Accounting } from './account.js';
import type { KnownStreams, Streams } from './known-streams.js';

/** What a look needs of the world; a simulation brings its own. */
export interface LookDeps extends Accounting {
  readonly zones: ZoneRules;
  readonly log: Pick<Logger, 'info' | 'error'>;
  readonly clock: Clock;
  /** Where to go on with these schedules, or with all, as far as the read model knows. */
  cursors(ids?: readonly string[]): Promise<readonly ScheduleCursor[]>;
}

/** The same, with what this planner keeps between two looks. */
export interface Looking extends LookDeps {
  readonly accountant: Accountant;
  readonly known: KnownStreams;
  readonly timesOf: PlanFacts['timesOf'];
}

/** A schedule as this planner knows it between two looks. */
export interface Entry {
  readonly nextAt: Instant | null;
  readonly through: Instant | null;
  readonly waiting: Instant | null;
  /** Runs that this planner started and that it has not seen end. */
  readonly started: readonly string[];
  /** What was due before may have run in a former life of the log, or null; undefined until the first decision. */
  readonly unknownBefore: Instant | null | undefined;
  /** Streams of campaign, goal, segment and sender that the last look asked for: the next one asks for them at once. */
  readonly needs: readonly string[];
}

/** Verdicts of one look, which are one append. */
const mostAtOnce = 200;
/** Between two looks at a schedule that waits for the end of a run, or that could not be looked at, ms. */
export const againMs = 250;

export interface Look {
  readonly scheduleId: string;
  readonly now: Instant;
  readonly before: Entry;
}

/**
 * Decides what is due of a schedule and starts it; null when there is no such schedule any more. The schedule is read
 * as it is now; campaign, goal, segment and sender at least as they were at the time that is due, so that schedules
 * which are due together share what is read of them.
 */
export const lookAt = async (looking: Looking, { scheduleId, now, before }: Look): Promise<Entry | null> => {
  const { known, timesOf, accountant } = looking;
  const atItsTime = before.nextAt !== null && before.nextAt > atOnce ? before.nextAt : now;
  const [schedule, [cursor]] = await Promise.all([
    loadSchedule(known.now, scheduleId),
    looking.cursors([scheduleId]),
    ...before.needs.map((stream) => known.asOf(atItsTime).read(stream)),
  ]);
  if (schedule === null) return null;
  const { through, waiting } = before;
  const bare = { openRuns: 0, campaignStands: null, unknownBefore: null };
  const facts = { schedule, timesOf, through, waiting, now, most: mostAtOnce, ...bare };
  const first = plan(facts);
  if (first.verdicts.length === 0) {
    if (schedule.status === 'archived' && first.nextAt === null) return null;
    return { ...before, nextAt: first.nextAt };
  }
  // What is paused or revised before the time that is due counts, and each of several has a time of its own.
  const [definitions, needs] = noting(known.asOf(first.verdicts.length === 1 ? atItsTime : now));
  const [open, campaignStands, unknownBefore] = await Promise.all([
    openRunsOf(looking.store, schedule, [...(cursor?.openRuns ?? []), ...before.started], first.verdicts),
    standingOf(definitions, schedule.definition),
    before.unknownBefore === undefined ? newLifeAt(looking, before, { scheduleId, now }) : before.unknownBefore,
  ]);
  const decided = plan({ ...facts, openRuns: open.length, campaignStands, unknownBefore });
  const events = await accountant.account(scheduleId, decided.verdicts, () => now);
  const started = await startAll({ ...looking, definitions }, schedule, events, now);
  return entryAfter({ ...before, unknownBefore, needs: needs(), started: [...open, ...started] }, decided, now);
};

/** The same streams, and the names of those that are asked for. */
const noting = (streams: Streams): readonly [Streams, () => readonly string[]] => {
  const asked = new Set<string>();
  const read: Streams['read'] = (stream, range) => {
    asked.add(stream);
    return streams.read(stream, range);
  };
  return [{ read }, () => [...asked]];
};

/** Reads ahead what a look at the time to come will ask for, and answers with the names of its definitions' streams. */
export const lookAhead = async (
  { known, accountant }: Looking,
  scheduleId: string,
  dueAt: Instant,
): Promise<readonly string[]> => {
  const [schedule] = await Promise.all([loadSchedule(known.now, scheduleId), accountant.prepare(scheduleId, dueAt)]);
  const [definitions, needs] = noting(known.asOf(atOnce));
  if (schedule !== null) await standingOf(definitions, schedule.definition);
  return needs();
};

/** Before any moment there is. */
export const atOnce = instantOf(0);

export const later = (now: Instant, ms: number): Instant => instantOf(millisOf(now) + ms);

/** Now, when the last occurrence was decided on in a former life of the log: what followed it there is lost. */
const newLifeAt = async (
  { store, term }: Looking,
  { through }: Entry,
  { scheduleId, now }: Pick<Look, 'scheduleId' | 'now'>,
): Promise<Instant | null> => {
  if (through === null) return null;
  const [last] = await store.readBackwards(occurrenceStream(scheduleId, through), 1);
  const planner = (last?.data as OccurrenceEvent['data'] | undefined)?.planner ?? null;
  return planner !== null && planner.epoch < term.epoch ? now : null;
};

/**
 * Of the read model's open runs and of those it may not know yet, the ones that have not ended by the log. Where even
 * all of them together decide nothing, none is asked for.
 */
const openRunsOf = async (
  store: EventStore,
  { editions }: ExistingSchedule,
  perhapsOpen: readonly string[],
  { length: wanted }: readonly Verdict[],
): Promise<readonly string[]> => {
  const candidates = [...new Set(perhapsOpen)];
  const fits = editions.every(
    ({ definition: { overlap, mostOpenRuns } }) => overlap === 'allow' && candidates.length + wanted <= mostOpenRuns,
  );
  if (fits) return candidates;
  // Started by an occurrence just now, it may not even be in the log.
  const open = await Promise.all(
    candidates.map(async (runId) => (isFinal((await loadRun(store, runId)).status) ? [] : [runId])),
  );
  return open.flat();
};

const startAll = async (
  { store, worker, log, definitions }: Looking & { readonly definitions: Streams },
  schedule: ExistingSchedule,
  events: readonly OccurrenceEvent[],
  now: Instant,
): Promise<readonly string[]> => {
  const { scheduleId } = schedule;
  const fired = events.filter(({ type }) => type === 'OccurrenceFired');
  for (const { data } of fired) {
    const { dueAt } = data;
    const definition = definitionAt(schedule, dueAt);
    await startOccurrence(
      { store, worker, definitions },
      { scheduleId, dueAt, definition, since: now, isNew: true },
      () => now,
    );
  }
  for (const { type, data } of events) log.info({ ...data, type }, 'occurrence');
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
