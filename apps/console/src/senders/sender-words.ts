import type { Schemas } from '#client/client.js';

type Sender = Schemas['SenderDefinition'];

/** Whom or where messages come from or go to, in one line. */
export const originWords = ({ from, url, provider }: Sender): string =>
  from === undefined ? (url ?? provider) : from.name === '' ? from.address : `${from.name} <${from.address}>`;

export const rateWords = (perSecond: number): string =>
  perSecond < 1
    ? `1 message every ${(1 / perSecond).toLocaleString(undefined, { maximumFractionDigits: 1 })} seconds`
    : `${perSecond.toLocaleString()} ${perSecond === 1 ? 'message' : 'messages'} a second`;

export const runsWords = (concurrentRuns: number | undefined): string =>
  concurrentRuns === undefined
    ? 'Any number of runs at a time'
    : `${concurrentRuns.toLocaleString()} ${concurrentRuns === 1 ? 'run' : 'runs'} under way at a time`;

const members: Readonly<Record<string, string>> = {
  name: 'Name',
  channel: 'Channel',
  from: 'From',
  replyDomain: 'Domain of answers',
  url: 'Posted to',
  provider: 'Provider',
  secret: 'Signing secret',
  limits: 'Limits',
};

/** What people call a member of a sender. */
export const senderMember = (path: string): string => members[path.split('/')[1] ?? ''] ?? 'Other';
