import { canonicalJson } from '../kernel/canonical-json.js';
import type { RunFailure } from '../run/messages.js';
import { isLeftUnsent } from './courses.js';
import type { Course, Evidence, Facts } from './facts.js';
import { plain } from './plain.js';
import type { Factor } from './factors.js';

/** Messages that did not leave, or did not arrive, for one factor. */
export interface Blame {
  /** 0: the run as a whole did not come to any. */
  readonly count: number;
  /** Of the messages that were looked at, beyond the other run's share. */
  readonly share: number;
  /** The other run had such messages too, a smaller share of its own. */
  readonly alsoThere: boolean;
  /** What became of them, in words: `refused (550)`. */
  readonly what: readonly string[];
  readonly events: readonly Evidence[];
}

/** Which factor stands behind each message that did not leave or arrive, and behind an end of the whole run. */
export const blamesOf = (mine: Facts, other: Facts | null): ReadonlyMap<Factor, Blame> => {
  const [here, there] = [faultsIn(mine, other), other === null ? null : faultsIn(other, null)];
  const blames = new Map<Factor, Blame>();
  for (const [factor, { count, share, what, events }] of here) {
    const before = there?.get(factor)?.share ?? 0;
    const excess = share - before;
    if (excess > 1e-9) blames.set(factor, { count, share: excess, alsoThere: before > 0, what: [...what], events });
  }
  return blames;
};

interface Faults {
  readonly count: number;
  readonly share: number;
  readonly what: ReadonlySet<string>;
  readonly events: readonly Evidence[];
}

const faultsIn = (facts: Facts, other: Facts | null): ReadonlyMap<Factor, Faults> => {
  const { courses, ended } = facts.fate;
  const faults = new Map<Factor, Faults>();
  const add = (factor: Factor, what: string, events: readonly Evidence[]): void => {
    const before = faults.get(factor) ?? { count: 0, share: 0, what: new Set<string>(), events: [] };
    faults.set(factor, {
      count: before.count + 1,
      share: before.share + 1 / courses.length,
      what: new Set([...before.what, what]),
      events: before.events.length < mostEvents ? [...before.events, ...events] : before.events,
    });
  };
  for (const course of courses) {
    const found = faultOf(course, facts, other);
    if (found !== null) add(found.factor, found.what, lastOf(course, other));
  }
  if (ended !== null && courses.length === 0) {
    const what = new Set([`${endings[ended.how]}${ended.detail === null ? '' : ` (${ended.detail})`}`]);
    faults.set(abandoner(facts), { count: 0, share: 1, what, events: [ended.event] });
  }
  return faults;
};

const endings = { cancelled: 'was cancelled', missed: 'was missed', failed: 'failed' } as const;

const mostEvents = 20;

const ownerOfFailure = {
  preflight: 'audience',
  'audience-too-large': 'limits',
  'segment-unreadable': 'audience',
  'provider-configuration': 'provider',
  internal: 'queue',
} as const satisfies Record<RunFailure, Factor>;

interface Fault {
  readonly factor: Factor;
  readonly what: string;
}

/** Null: it left, or it still waits. */
const faultOf = (course: Course, facts: Facts, other: Facts | null): Fault | null => {
  const find = faultsByStatus[course.status];
  return find === undefined ? null : find(course, facts, other);
};

type FindFault = (course: Course, facts: Facts, other: Facts | null) => Fault | null;

const orphan: Fault = { factor: 'queue', what: 'left in the air by a worker that lost its batch' };

const refused: FindFault = (course, facts, other) =>
  isLeftUnsent(course)
    ? orphan
    : {
        factor: refuser(course, facts, other),
        what: course.code === null ? course.status : `${course.status} (${course.code})`,
      };

const faultsByStatus: { readonly [status in Course['status']]?: FindFault } = {
  skipped: ({ skipped }, facts, other) => (skipped === null ? null : skipFault(skipped, facts, other)),
  rejected: () => ({ factor: 'approval', what: 'its draft was rejected' }),
  expired: () => ({ factor: 'approval', what: 'nobody decided on its draft in time' }),
  refused,
  bounced: refused,
  complained: () => ({ factor: 'replies', what: 'complained about' }),
  unknown: ({ orphaned }) => (orphaned ? orphan : { factor: 'provider', what: 'of unknown fate' }),
  not_attempted: (_, facts) => ({ factor: abandoner(facts), what: 'not attempted' }),
};

const skipFault = ({ reason, detail }: NonNullable<Course['skipped']>, facts: Facts, other: Facts | null): Fault => {
  const what = detail === null ? `skipped (${reason})` : `skipped (${reason}: ${detail})`;
  const owner = skipOwners[reason] ?? 'limits';
  return { factor: typeof owner === 'function' ? owner(detail, facts, other) : owner, what };
};

type Owner = Factor | ((detail: string | null, facts: Facts, other: Facts | null) => Factor);

/** Who stands behind a skip. */
const skipOwners: Readonly<Record<string, Owner>> = {
  'no-address': 'contact data',
  suppressed: (detail) => (detail !== null && /opt-out|bounce|complaint/.test(detail) ? 'replies' : 'contact data'),
  'no-consent': 'contact data',
  erased: 'contact data',
  'missing-variable': (_, facts, other) => textsChanged(facts, other) ?? 'contact data',
  'render-failed': (_, facts, other) => textsChanged(facts, other) ?? 'template',
  answered: 'replies',
  'draft-rejected': 'approval',
  'draft-expired': 'approval',
};

/** Which of the texts that messages are made of is another than in the other run. */
const textsChanged = (facts: Facts, other: Facts | null): 'template' | 'instructions' | null => {
  if (other === null) return null;
  const texts = (which: Facts, factor: 'template' | 'instructions') =>
    canonicalJson(plain(which.of[factor]?.value.used));
  if (texts(facts, 'template') !== texts(other, 'template')) return 'template';
  return texts(facts, 'instructions') === texts(other, 'instructions') ? null : 'instructions';
};

/** A refusal follows from another address, or from another sender, where there is one. */
const refuser = ({ contactId, addressHash }: Course, facts: Facts, other: Facts | null): Factor => {
  const before = other?.of['contact data']?.value.courses.get(contactId)?.addressHash ?? null;
  if (before !== null && addressHash !== null && before !== addressHash) return 'contact data';
  const senders = [facts, other].map((one) => canonicalJson(plain(one?.of.sender?.value.definition)));
  return other !== null && senders[0] !== senders[1] ? 'sender' : 'provider';
};

const abandoner = ({ fate: { ended } }: Facts): Factor => {
  if (ended === null || ended.failure === null) return 'timing';
  return ownerOfFailure[ended.failure];
};

/** What ended it; for a suppression or a stop after an answer also what was answered to the other run. */
const lastOf = ({ events, contactId, skipped }: Course, other: Facts | null): readonly Evidence[] => {
  const last = events.findLast(({ type }) => !type.startsWith('Reply'));
  const answered = skipped === null ? undefined : other?.of['contact data']?.value.courses.get(contactId);
  const replies = answered?.events.filter(({ type }) => type.startsWith('Reply')) ?? [];
  return [...(last === undefined ? [] : [last]), ...replies];
};
