import type { SuppressionReason } from '#domain/suppression/messages.js';
import type { Classification, ReplyClass } from '#domain/thread/messages.js';
import { isHardStatus } from './delivery-report.js';

export interface Suppressed {
  readonly reason: SuppressionReason;
  /** `sent-to`: the one address that the message went to. `all`: every address the person is known by. */
  readonly addresses: 'sent-to' | 'all';
}

/** What an answer changes beside its thread. */
export interface Consequence {
  /** Reported of the communication. */
  readonly report?: 'bounced' | 'complained';
  readonly suppress?: Suppressed;
  readonly withdrawConsent?: true;
}

const table = {
  human: () => ({}),
  'auto-reply': () => ({}),
  'out-of-office': () => ({}),
  bounce: ({ status }) => ({
    report: 'bounced',
    ...(status !== undefined && isHardStatus(status) ? { suppress: { reason: 'bounce', addresses: 'sent-to' } } : {}),
  }),
  complaint: () => ({
    report: 'complained',
    suppress: { reason: 'complaint', addresses: 'all' },
    withdrawConsent: true,
  }),
  'opt-out': () => ({ suppress: { reason: 'opt-out', addresses: 'all' }, withdrawConsent: true }),
} satisfies Record<ReplyClass, (classification: Classification) => Consequence>;

/** What follows at once from an answer of this class. */
export const consequenceOf = (classification: Classification): Consequence =>
  table[classification.class](classification);
