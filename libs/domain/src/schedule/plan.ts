import { hourMs, instantOf, millisOf, secondMs } from '../kernel/calendar.js';
import type { Instant } from '../kernel/message.js';
import type { SkipReason, Verdict } from '../occurrence/messages.js';
import type { ScheduleDefinition } from './messages.js';
import { type Edition, type ExistingSchedule, isPausedAt } from './state.js';
import type { OccurrenceTimes } from './times.js';

/** What a planner knows of a schedule as it looks at it. */
export interface PlanFacts {
  readonly schedule: ExistingSchedule;
  readonly timesOf: (definition: ScheduleDefinition) => OccurrenceTimes;
  /** The last occurrence accounted for; null before the first. */
  readonly through: Instant | null;
  /** The occurrence that waits for the end of a run. */
  readonly waiting: Instant | null;
  /** Runs of this schedule that have not ended. */
  readonly openRuns: number;
  /** Why the campaign cannot be run at all just now, in words; null when it can. */
  readonly campaignStands: string | null;
  readonly now: Instant;
  /** The log has begun a new life: what was due before this may have run in its former one. Null: it has not. */
  readonly unknownBefore: Instant | null;
  /** Decide on no more than so many; the rest follows with the next look. */
  readonly most: number;
}

export interface Plan {
  /** In the order of the occurrences; what waited comes first. */
  readonly verdicts: readonly Verdict[];
  /** When there is something to decide next, as far as time decides it; null when nothing will be due any more. */
  readonly nextAt: Instant | null;
}

/**
 * What becomes of every occurrence that is due by now and not accounted for. The same facts give the same plan; when
 * the clock goes back nothing is due twice, for the plan begins after the last occurrence accounted for.
 */
export const plan = (facts: PlanFacts): Plan => {
  const verdicts: Verdict[] = [];
  let { waiting, openRuns } = facts;
  if (waiting !== null) {
    const verdict = verdictOnWaiting(facts, waiting);
    if (verdict !== null) {
      verdicts.push(verdict);
      waiting = null;
      if (verdict.kind === 'fire') openRuns += 1;
    }
  }
  for (const { occurrence, due, edition, times } of occurrencesFrom(facts)) {
    if (due > millisOf(facts.now) || verdicts.length >= facts.most) return { verdicts, nextAt: instantOf(due) };
    const excluded = times.isExcluded(occurrence);
    const verdict = verdictOn({ ...facts, waiting, openRuns }, { occurrence, due, excluded, edition });
    verdicts.push(verdict);
    if (verdict.kind === 'fire') openRuns += 1;
    if (verdict.kind === 'buffer') waiting = verdict.dueAt;
  }
  return { verdicts, nextAt: null };
};

interface Occurrence {
  readonly occurrence: number;
  /** With the jitter. */
  readonly due: number;
  readonly edition: Edition;
  readonly times: OccurrenceTimes;
}

/** Each edition's occurrences in its time, after the last one accounted for. */
function* occurrencesFrom({ schedule, timesOf, through }: PlanFacts): Iterable<Occurrence> {
  let after = through === null ? -Infinity : millisOf(through);
  for (const [at, edition] of schedule.editions.entries()) {
    const next = schedule.editions[at + 1];
    const end = next === undefined ? Infinity : millisOf(next.from);
    if (end <= after) continue;
    const times = timesOf(edition.definition);
    after = Math.max(after, millisOf(edition.from) - 1);
    for (;;) {
      const occurrence = times.next(after);
      if (occurrence === null || occurrence >= end) break;
      // Nothing is planned behind the archive.
      if (schedule.status === 'archived' && isPausedAt(schedule, instantOf(occurrence))) return;
      yield { occurrence, due: times.dueAt(schedule.scheduleId, occurrence), edition, times };
      after = occurrence;
    }
  }
}

const verdictOn = (
  facts: PlanFacts,
  { occurrence, due, excluded, edition }: Omit<Occurrence, 'times'> & { readonly excluded: boolean },
): Verdict => {
  const { overlap, mostOpenRuns, catchUpSeconds } = edition.definition;
  const dueAt = instantOf(occurrence);
  const skip = (reason: SkipReason, detail: string): Verdict => ({ kind: 'skip', dueAt, reason, detail });
  const latenessMs = Math.max(0, millisOf(facts.now) - due);
  if (excluded) return skip('exclusion', 'the day is excluded');
  if (isPausedAt(facts.schedule, instantOf(due))) return skip('paused', 'the schedule was paused');
  if (isUnknown(facts, due)) return { kind: 'miss', dueAt, detail: unknownDetail };
  if (latenessMs > catchUpSeconds * secondMs)
    return { kind: 'miss', dueAt, detail: `first looked at ${facts.now}, ${lateText(latenessMs)} late` };
  if (facts.campaignStands !== null) return skip('paused', facts.campaignStands);
  if (overlap === 'allow')
    return facts.openRuns < mostOpenRuns
      ? { kind: 'fire', dueAt, latenessMs }
      : skip('limit', `${facts.openRuns} runs of the schedule had not ended`);
  if (facts.openRuns === 0 && facts.waiting === null) return { kind: 'fire', dueAt, latenessMs };
  return overlap === 'buffer-one' && facts.waiting === null
    ? { kind: 'buffer', dueAt }
    : skip('overlap', overlap === 'skip' ? 'the run before had not ended' : 'another occurrence was waiting');
};

/** Null: it goes on waiting. */
const verdictOnWaiting = (facts: PlanFacts, dueAt: Instant): Verdict | null => {
  const { schedule, openRuns, now, campaignStands } = facts;
  const skip = (reason: SkipReason, detail: string): Verdict => ({ kind: 'skip', dueAt, reason, detail });
  const due = facts.timesOf(schedule.definition).dueAt(schedule.scheduleId, millisOf(dueAt));
  const latenessMs = Math.max(0, millisOf(now) - due);
  if (isUnknown(facts, due)) return { kind: 'miss', dueAt, detail: unknownDetail };
  if (isPausedAt(schedule, now)) return skip('paused', 'the schedule was paused while it waited');
  if (latenessMs > schedule.definition.catchUpSeconds * secondMs)
    return skip('overlap', `it waited ${lateText(latenessMs)} for the run before to end`);
  if (openRuns > 0) return null;
  return campaignStands === null ? { kind: 'fire', dueAt, latenessMs } : skip('paused', campaignStands);
};

const isUnknown = ({ unknownBefore }: PlanFacts, due: number): boolean =>
  unknownBefore !== null && due < millisOf(unknownBefore);

const unknownDetail = 'the log was restored, and whether it ran before is not known';

const lateText = (ms: number): string =>
  ms < hourMs ? `${Math.round(ms / secondMs)} s` : `${Math.round(ms / (hourMs / 10)) / 10} h`;
