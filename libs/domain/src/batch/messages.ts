import type { Instant, Message } from '../kernel/message.js';
import type { BatchTotals } from '../run/messages.js';

/** At most this many recipients in a batch (design: one job, one writer, few appends). */
export const batchSize = 200;

/** Why a recipient got nothing, decided before any claim. */
export const skipReasons = [
  'no-address',
  'suppressed',
  'no-consent',
  'erased',
  'missing-variable',
  'render-failed',
  'answered',
  'draft-rejected',
  'draft-expired',
  'quiet-hours',
] as const;
export type SkipReason = (typeof skipReasons)[number];

export const holdReasons = ['hold', 'quiet-hours', 'rate-limit'] as const;
export type HoldReason = (typeof holdReasons)[number];

/** What became of one attempt on the wire. Only a provider's own answer is `accepted` or `refused`. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly providerId?: string; readonly answer: string }
  | { readonly kind: 'refused'; readonly code: string; readonly answer: string }
  /** The provider asked to come back later. */
  | {
      readonly kind: 'deferred';
      readonly code: string;
      readonly answer: string;
      readonly until: Instant;
    }
  /** The connection broke, or the worker died, after the claim: nobody can say whether it left. */
  | { readonly kind: 'unknown'; readonly detail: string };

/** Where a value in a message comes from: the contact, the variables passed with the run, the campaign's defaults. */
export const valueOrigins = ['contact', 'run', 'default'] as const;
export type ValueOrigin = (typeof valueOrigins)[number];

/**
 * What a message was filled in with: by origin and by the name that the template says, an HMAC of the value under the
 * contact's vault key. It tells whether the same contact got the same value before, and nothing else. The one name `*`
 * stands for all of an origin where they are too many to list.
 */
export type ValueHashes = { readonly [origin in ValueOrigin]?: { readonly [name: string]: string } };

/** `index` is the place in the batch, from 0; the communication's id is `<run>.<batch>.<index>`. */
interface OfCommunication {
  readonly communicationId: string;
  readonly contactId: string;
}

export type BatchEvent =
  | Message<'BatchPlanned', { runId: string; batch: number; contactIds: readonly string[]; digest: string }>
  /** A new owner. What the old one had claimed and not settled is unknown from here on. */
  | Message<'BatchTakenOver', { runId: string; batch: number; fence: number; worker: string }>
  | Message<
      'DraftPrepared',
      OfCommunication & { contentHash: string; expiresAt: Instant; draft: number; values?: ValueHashes }
    >
  | Message<'DraftApproved', OfCommunication & { contentHash: string; note?: string }>
  | Message<'DraftRejected', OfCommunication & { contentHash: string; note?: string }>
  | Message<'DraftExpired', OfCommunication>
  | Message<
      'CommunicationHeld',
      OfCommunication & { reason: HoldReason; until?: Instant; rule: string; version: number }
    >
  | Message<
      'CommunicationSkipped',
      OfCommunication & { reason: SkipReason; rule: string; version: number; detail?: string }
    >
  /** Durable before the first byte leaves. */
  | Message<
      'DispatchClaimed',
      OfCommunication & {
        attempt: number;
        fence: number;
        messageId: string;
        /** HMACs under the contact's vault key. */
        contentHash: string;
        addressHash: string;
        values?: ValueHashes;
      }
    >
  | Message<'DispatchSettled', OfCommunication & { attempt: number; fence: number; outcome: Outcome }>
  | Message<'BatchClosed', { runId: string; batch: number; totals: BatchTotals }>;

export type BatchCommand =
  | Message<'PlanBatch', { runId: string; batch: number; contactIds: readonly string[]; digest: string }>
  | Message<'TakeOver', { fence: number; worker: string }>
  | Message<'PrepareDraft', { communicationId: string; contentHash: string; expiresAt: Instant; values?: ValueHashes }>
  | Message<'ApproveDraft', { communicationId: string; contentHash: string; note?: string }>
  | Message<'RejectDraft', { communicationId: string; contentHash: string; note?: string }>
  | Message<'ExpireDrafts', object>
  | Message<
      'Hold',
      {
        communicationId: string;
        reason: HoldReason;
        until?: Instant;
        rule: string;
        version: number;
      }
    >
  | Message<
      'Skip',
      {
        communicationId: string;
        reason: SkipReason;
        rule: string;
        version: number;
        detail?: string;
      }
    >
  | Message<
      'Claim',
      {
        communicationId: string;
        fence: number;
        messageId: string;
        contentHash: string;
        addressHash: string;
        values?: ValueHashes;
        /** The campaign's policy: whether a message whose fate is unknown may be sent once more. */
        resend: boolean;
        /** When quiet hours begin for the recipient: nothing is claimed from then on. Absent: they do not. */
        openUntil?: Instant;
      }
    >
  /** A deferral of the last allowed attempt is a refusal. */
  | Message<
      'Settle',
      {
        communicationId: string;
        attempt: number;
        fence: number;
        outcome: Outcome;
        maxAttempts: number;
      }
    >
  /** Legal when every recipient has a final outcome; with `abandon`, the waiting ones become not attempted. */
  | Message<'CloseBatch', { abandon: boolean }>;

/** Stream `report-<run>.<batch>`: what arrives after the fact, from any process. */
export type ReportEvent =
  | Message<
      'DeliveryReported',
      OfCommunication & {
        reportId: string;
        report: 'delivered' | 'bounced' | 'complained';
        status?: string;
        evidence: string;
      }
    >
  /** Settles an unknown. */
  | Message<
      'DispatchResolved',
      OfCommunication & {
        resolution: 'was-sent' | 'was-not-sent';
        by: 'evidence' | 'operator';
        detail: string;
      }
    >;
