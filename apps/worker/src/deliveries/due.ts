import type { Instant } from '#domain/kernel/message.js';
import type { OpenBatch, Recipient } from '#domain/batch/state.js';
import type { Manifest } from '#domain/run/messages.js';

type Policies = Manifest['policies'];

/**
 * Who can be claimed now. Who waits for a draft, a decision or a time is not among them, and neither is a message of
 * unknown fate that later evidence has `settled`.
 */
export const dueRecipients = (
  batch: OpenBatch,
  policies: Policies,
  now: Instant,
  settled: ReadonlySet<string>,
): readonly Recipient[] =>
  batch.recipients.filter(({ communicationId, standing, attempt }) => {
    switch (standing.is) {
      case 'planned':
        return policies.reviewer === 'none';
      case 'approved':
        return true;
      case 'deferred':
        return standing.until <= now;
      case 'held':
        return standing.until !== null && standing.until <= now;
      case 'unknown':
        return mayResend(policies, attempt) && !settled.has(communicationId);
      default:
        return false;
    }
  });

/** Who needs a draft for a person to look at. */
export const undrafted = (batch: OpenBatch, policies: Policies): readonly Recipient[] =>
  policies.reviewer === 'human' ? batch.recipients.filter(({ standing }) => standing.is === 'planned') : [];

/** Nothing more can happen in this batch, whatever time brings. */
export const isDone = (batch: OpenBatch, policies: Policies, settled: ReadonlySet<string>): boolean =>
  batch.recipients.every(({ communicationId, standing, attempt }) => {
    if (standing.is === 'unknown') return !mayResend(policies, attempt) || settled.has(communicationId);
    return standing.is === 'accepted' || standing.is === 'refused' || standing.is === 'skipped';
  });

const mayResend = ({ onUnknown, maxAttempts }: Policies, attempt: number): boolean =>
  onUnknown === 'resend' && attempt < maxAttempts;
