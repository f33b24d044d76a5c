import type { Schemas } from '#client/client.js';
import type { CommunicationStatus } from '../../parts/statuses.js';

type Communication = Schemas['CommunicationSummary'];

/** Statuses of those who did not get the message, or of whom nobody knows. */
export const failedStatuses = [
  'refused',
  'bounced',
  'complained',
  'unknown',
  'skipped',
  'rejected',
  'expired',
  'deferred',
  'held',
] as const satisfies readonly CommunicationStatus[];

export interface FailureGroup {
  readonly status: CommunicationStatus;
  readonly reason: string;
  readonly count: number;
  readonly example: Communication;
}

/** Why, in one line: what the provider said, or the rule that stopped it. */
export const reasonOf = ({ status, reason, rule, detail, code, answer, note, resolution }: Communication): string => {
  const provider = [code, answer].filter((part) => part !== null && part !== '').join(' ');
  const own = [reason, rule === null ? null : `by ${rule}`, detail].filter((part) => part !== null && part !== '');
  if (own.length > 0) return own.join(', ');
  if (provider !== '') return provider;
  if (status === 'unknown') return resolution === null ? 'claimed, and its outcome was never told' : resolution;
  return note ?? 'no reason was recorded';
};

/** Groups of one status and one reason, the largest first. */
export const failureGroups = (communications: readonly Communication[]): readonly FailureGroup[] => {
  const groups = new Map<string, FailureGroup>();
  for (const example of communications) {
    const { status } = example;
    const reason = reasonOf(example);
    const key = `${status} ${reason}`;
    const group = groups.get(key);
    groups.set(key, group === undefined ? { status, reason, count: 1, example } : { ...group, count: group.count + 1 });
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count);
};
