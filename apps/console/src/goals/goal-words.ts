import type { Schemas } from '#client/client.js';

type Goal = Schemas['GoalDefinition'];

export const replyClassWords = {
  human: 'A person answered',
  'auto-reply': 'An automatic answer came',
  'out-of-office': 'An out-of-office note came',
  bounce: 'The message bounced',
  complaint: 'Somebody complained',
  'opt-out': 'Somebody opted out',
} as const satisfies Record<Schemas['ReplyClass'], string>;

/** What counts towards a goal, in words. */
export const measureWords = (measure: Schemas['Measure'] | undefined): string => {
  if (measure === undefined) return 'Not measured';
  if (measure.kind === 'accepted') return 'The message was accepted';
  return measure.kind === 'reply' ? replyClassWords[measure.class] : `The contact did “${measure.type}”`;
};

/** How many, or which share. */
export const targetWords = (target: Goal['target']): string => {
  if (target === undefined) return 'None';
  return 'count' in target
    ? `${target.count.toLocaleString()} ${target.count === 1 ? 'contact' : 'contacts'}`
    : `${percent(target.share)} of those who got it`;
};

export const percent = (share: number): string =>
  share.toLocaleString(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** Until when a deed counts. */
export const windowWords = (hours: number | undefined): string => {
  if (hours === undefined) return 'For ever after the message';
  const days = hours / 24;
  return Number.isInteger(days)
    ? `Within ${days.toLocaleString()} ${days === 1 ? 'day' : 'days'} of the message`
    : `Within ${hours.toLocaleString()} ${hours === 1 ? 'hour' : 'hours'} of the message`;
};

const members: Readonly<Record<string, string>> = {
  name: 'Name',
  statement: 'Statement',
  measure: 'Measured by',
  target: 'Target',
  windowHours: 'Window',
};

/** What people call a member of a goal. */
export const goalMember = (path: string): string => members[path.split('/')[1] ?? ''] ?? 'Other';

/** Members of which half says nothing. */
export const goalWholes = ['/measure', '/target'] as const;
