import { assertNever } from '../kernel/decider.js';
import type { ReplyClass } from '../thread/messages.js';
import type { GoalDefinition, Measure } from './messages.js';

/** The provider took a message of a run with this goal. Moments are milliseconds since 1970. */
export interface Acceptance {
  readonly contactId: string;
  readonly runId: string;
  /** Messages of test runs earn no credit and take none. */
  readonly test: boolean;
  readonly at: number;
}

/** Something a contact did. */
export type Deed =
  | {
      readonly kind: 'contact-event';
      readonly contactId: string;
      readonly type: string;
      readonly at: number;
      /** Whoever reported it said which run led to it: no other gets the credit. */
      readonly runId?: string;
    }
  /** `runId`: the run of the message it answers, which alone can have the credit. */
  | {
      readonly kind: 'reply';
      readonly contactId: string;
      readonly class: ReplyClass;
      readonly at: number;
      readonly runId: string;
    };

export interface AttainmentFacts {
  readonly runId: string;
  /** Contacts of this run whose message the provider took; 0 for a test run. */
  readonly accepted: number;
  readonly deeds: readonly Deed[];
  /** For the contacts of the deeds: of this run, and of every other run with the same goal. */
  readonly acceptances: readonly Acceptance[];
}

/** How far a run got towards its goal. */
export interface Attainment {
  /** Contacts whose message the provider took. */
  readonly accepted: number;
  /** Those of them who did what the goal is about; null: the goal says nothing measurable. */
  readonly attained: number | null;
  /** How many the target asks for; null without a target. */
  readonly wanted: number | null;
  /** Null when there is nothing to reach. */
  readonly reached: boolean | null;
}

/**
 * Counts each contact once. A deed counts for the last message accepted before it, within the window from then on;
 * one that names its run counts for that run or not at all.
 */
export const attain = (goal: GoalDefinition, { runId, accepted, acceptances, deeds }: AttainmentFacts): Attainment => {
  const { measure } = goal;
  if (measure === undefined) return { accepted, attained: null, wanted: null, reached: null };
  const real = acceptances.filter(({ test }) => !test);
  const attained = measure.kind === 'accepted' ? accepted : credited(goal, measure, runId, real, deeds).size;
  const wanted = wantedOf(goal, accepted);
  return { accepted, attained, wanted, reached: wanted === null ? null : attained >= wanted };
};

const credited = (
  { windowHours }: GoalDefinition,
  measure: Exclude<Measure, { kind: 'accepted' }>,
  runId: string,
  acceptances: readonly Acceptance[],
  deeds: readonly Deed[],
): ReadonlySet<string> => {
  const byContact = new Map<string, Acceptance[]>();
  for (const one of acceptances) {
    const others = byContact.get(one.contactId);
    if (others === undefined) byContact.set(one.contactId, [one]);
    else others.push(one);
  }
  const windowMs = windowHours === undefined ? Infinity : windowHours * 3_600_000;
  const winners = deeds
    .filter((deed) => counts(measure, deed))
    .filter((deed) => {
      const last = lastBefore(byContact.get(deed.contactId) ?? [], deed);
      return last !== null && last.runId === runId && deed.at - last.at <= windowMs;
    });
  return new Set(winners.map(({ contactId }) => contactId));
};

const counts = (measure: Exclude<Measure, { kind: 'accepted' }>, deed: Deed): boolean => {
  switch (measure.kind) {
    case 'reply':
      return deed.kind === 'reply' && deed.class === measure.class;
    case 'contact-event':
      return deed.kind === 'contact-event' && deed.type === measure.type;
    default:
      return assertNever(measure);
  }
};

/** Of two messages accepted in the same millisecond the greater run id is the later: any rule, but always the same. */
const lastBefore = (acceptances: readonly Acceptance[], { at, runId }: Deed): Acceptance | null => {
  const candidates = acceptances.filter((one) => one.at <= at && (runId === undefined || one.runId === runId));
  return candidates.reduce<Acceptance | null>(
    (last, one) => (last === null || one.at > last.at || (one.at === last.at && one.runId > last.runId) ? one : last),
    null,
  );
};

/** A share is rounded up (1 % of 10 asks for one contact) and asks for somebody: a run that reached nobody attained nothing. */
const wantedOf = ({ target }: GoalDefinition, accepted: number): number | null => {
  if (target === undefined) return null;
  return 'count' in target ? target.count : Math.max(1, Math.ceil(target.share * accepted - 1e-9));
};
