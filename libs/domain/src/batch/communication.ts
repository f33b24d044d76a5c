import { assertNever } from '../kernel/decider.js';
import type { Instant } from '../kernel/message.js';
import { type CommunicationStatus, stepAllowed, stepOf } from './lifecycle.js';
import type { BatchEvent, HoldReason, Outcome, ReportEvent, SkipReason } from './messages.js';

/** All that the log says of one communication. */
export interface Communication {
  readonly communicationId: string;
  readonly contactId: string;
  readonly status: CommunicationStatus;
  /** Attempts claimed so far. */
  readonly attempt: number;
  readonly messageId: string | null;
  /** Of what was drafted or claimed last. */
  readonly contentHash: string | null;
  /** The newest draft; `expiresAt` counts only while it waits. */
  readonly draft: { readonly number: number; readonly expiresAt: Instant } | null;
  readonly skip: {
    readonly reason: SkipReason;
    readonly rule: string;
    /** Of the campaign that has the rule; null where the run's pin says it. */
    readonly version: number | null;
    readonly detail?: string;
  } | null;
  readonly hold: { readonly reason: HoldReason; readonly rule: string; readonly version: number } | null;
  /** While held or deferred; null without an end. */
  readonly until: Instant | null;
  /** Of the latest attempt. */
  readonly outcome: Outcome | null;
  /** What settled an unknown. */
  readonly resolution: 'was-sent' | 'was-not-sent' | null;
  readonly claimedAt: Instant | null;
  readonly settledAt: Instant | null;
  /** When the newest event about it happened. */
  readonly updatedAt: Instant;
}

/** An event about one communication. */
export type CommunicationEvent =
  | Exclude<BatchEvent, { type: 'BatchPlanned' | 'BatchTakenOver' | 'BatchClosed' }>
  | ReportEvent;

export const plannedCommunication = (communicationId: string, contactId: string, at: Instant): Communication => ({
  communicationId,
  contactId,
  status: 'planned',
  attempt: 0,
  messageId: null,
  contentHash: null,
  draft: null,
  skip: null,
  hold: null,
  until: null,
  outcome: null,
  resolution: null,
  claimedAt: null,
  settledAt: null,
  updatedAt: at,
});

/** What a late or repeated event says is kept, the status moves only where the lifecycle lets it. */
export const evolveCommunication = (before: Communication, event: CommunicationEvent, at: Instant): Communication => {
  const step = stepOf(event);
  const status = stepAllowed(before.status, step) ? step : before.status;
  return { ...before, ...factsOf(event, at), status, updatedAt: at };
};

/** Nobody knows any more what became of its claim. */
export const orphaned = (before: Communication, at: Instant): Communication =>
  stepAllowed(before.status, 'unknown') ? { ...before, status: 'unknown', updatedAt: at } : before;

/** Its batch was closed while it waited. */
export const givenUp = (before: Communication, at: Instant): Communication =>
  stepAllowed(before.status, 'not_attempted')
    ? { ...before, status: 'not_attempted', until: null, updatedAt: at }
    : before;

const factsOf = (event: CommunicationEvent, at: Instant): Partial<Communication> => {
  switch (event.type) {
    case 'DraftPrepared': {
      const { contentHash, draft, expiresAt } = event.data;
      return { contentHash, draft: { number: draft, expiresAt }, hold: null, until: null };
    }
    case 'DraftApproved':
    case 'DeliveryReported':
      return {};
    case 'DispatchResolved':
      return { resolution: event.data.resolution };
    case 'DraftRejected':
      return { skip: { reason: 'draft-rejected', rule: 'review', version: null } };
    case 'DraftExpired':
      return { skip: { reason: 'draft-expired', rule: 'review', version: null } };
    case 'CommunicationHeld': {
      const { reason, rule, version, until } = event.data;
      return { hold: { reason, rule, version }, until: until ?? null };
    }
    case 'CommunicationSkipped': {
      const { reason, rule, version, detail } = event.data;
      return {
        skip: { reason, rule, version, ...(detail === undefined ? {} : { detail }) },
        hold: null,
        until: null,
      };
    }
    case 'DispatchClaimed': {
      const { attempt, messageId, contentHash } = event.data;
      return {
        attempt,
        messageId,
        contentHash,
        hold: null,
        until: null,
        outcome: null,
        claimedAt: at,
        settledAt: null,
      };
    }
    case 'DispatchSettled': {
      const { outcome } = event.data;
      return { outcome, until: outcome.kind === 'deferred' ? outcome.until : null, settledAt: at };
    }
    default:
      return assertNever(event);
  }
};
