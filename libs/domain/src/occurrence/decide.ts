import { assertNever, type Decider, reject } from '../kernel/decider.js';
import type { Instant } from '../kernel/message.js';
import type { OccurrenceCommand, OccurrenceEvent, OccurrenceFacts, PlannerTerm, Verdict } from './messages.js';

/** One day of one schedule. All but `ran` stands in the last event too, so that a planner need not read the whole day. */
export interface OccurrenceDay extends Pick<OccurrenceFacts, 'through' | 'waiting' | 'planner'> {
  /** Every occurrence of the events read that has a run. */
  readonly ran: ReadonlySet<Instant>;
}

export type OccurrenceRejection = { readonly rejected: 'stale-planner'; readonly detail: string };

const decide = (command: OccurrenceCommand, day: OccurrenceDay): readonly OccurrenceEvent[] | OccurrenceRejection => {
  switch (command.type) {
    case 'Account': {
      const { scheduleId, verdicts, planner } = command.data;
      if (day.planner !== null && isBefore(planner, day.planner))
        return reject('stale-planner', `a planner with fence ${day.planner.fence} has taken over`);
      return account(scheduleId, verdicts, { ...day, planner });
    }
    case 'FireTriggered': {
      const { scheduleId, dueAt, latenessMs } = command.data;
      const { through, waiting, planner } = day;
      if (day.ran.has(dueAt)) return [];
      const data = { scheduleId, dueAt, through, waiting, planner, latenessMs, by: 'trigger' } as const;
      return [{ type: 'OccurrenceFired', data }];
    }
    case 'Backfill': {
      const { scheduleId, requestedAs } = command.data;
      const { through, waiting, planner } = day;
      return command.data.dueAt
        .filter((dueAt) => !day.ran.has(dueAt))
        .map((dueAt) => ({
          type: 'OccurrenceBackfilled',
          data: { scheduleId, dueAt, through, waiting, planner, requestedAs },
        }));
    }
    default:
      return assertNever(command);
  }
};

/** Whatever is accounted for already stays as it is: planners that plan the same twice change nothing. */
const account = (
  scheduleId: string,
  verdicts: readonly Verdict[],
  start: OccurrenceDay,
): readonly OccurrenceEvent[] => {
  const events: OccurrenceEvent[] = [];
  let day = start;
  for (const verdict of verdicts) {
    const { dueAt } = verdict;
    const isNews = day.through === null || dueAt > day.through;
    if (!isNews && (day.waiting !== dueAt || verdict.kind === 'buffer')) continue;
    const waiting = verdict.kind === 'buffer' ? dueAt : day.waiting === dueAt ? null : day.waiting;
    const facts = { scheduleId, dueAt, through: isNews ? dueAt : day.through, waiting, planner: day.planner };
    const event = eventOf(verdict, facts);
    events.push(event);
    day = evolve(day, event);
  }
  return events;
};

const eventOf = (verdict: Verdict, facts: OccurrenceFacts): OccurrenceEvent => {
  switch (verdict.kind) {
    case 'fire':
      return { type: 'OccurrenceFired', data: { ...facts, latenessMs: verdict.latenessMs, by: 'plan' } };
    case 'skip':
      return { type: 'OccurrenceSkipped', data: { ...facts, reason: verdict.reason, detail: verdict.detail } };
    case 'miss':
      return { type: 'OccurrenceMissed', data: { ...facts, detail: verdict.detail } };
    case 'buffer':
      return { type: 'OccurrenceBuffered', data: facts };
    default:
      return assertNever(verdict);
  }
};

const isBefore = (a: PlannerTerm, b: PlannerTerm): boolean =>
  a.epoch < b.epoch || (a.epoch === b.epoch && a.fence < b.fence);

const evolve = ({ ran }: OccurrenceDay, { type, data }: OccurrenceEvent): OccurrenceDay => {
  const { through, waiting, planner, dueAt } = data;
  const hasRun = type === 'OccurrenceFired' || type === 'OccurrenceBackfilled';
  return { through, waiting, planner, ran: hasRun ? new Set(ran).add(dueAt) : ran };
};

export const occurrenceDecider: Decider<OccurrenceCommand, OccurrenceEvent, OccurrenceDay, OccurrenceRejection> = {
  initial: { through: null, waiting: null, planner: null, ran: new Set() },
  decide,
  evolve,
};

/** The stream that accounts for an occurrence. */
export const occurrenceStream = (scheduleId: string, dueAt: Instant): string =>
  `occurrence-${scheduleId}.${dueAt.slice(0, 10)}`;

/** The text whose hash is the id of the occurrence's run: whoever starts it, and however often, starts the same run. */
export const runIdText = (scheduleId: string, dueAt: Instant): string => `run of schedule ${scheduleId} at ${dueAt}`;
