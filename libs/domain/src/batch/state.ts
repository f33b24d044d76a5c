import type { Instant } from '../kernel/message.js';
import { assertNever } from '../kernel/decider.js';
import type { BatchTotals } from '../run/messages.js';
import type { BatchEvent, Outcome, SkipReason } from './messages.js';

/** Where one recipient stands. The last four columns of the ledger are final within the batch. */
export type Standing =
  | { readonly is: 'planned' }
  | {
      readonly is: 'draft';
      readonly contentHash: string;
      readonly expiresAt: Instant;
      readonly draft: number;
    }
  | { readonly is: 'approved'; readonly contentHash: string; readonly draft: number }
  | {
      readonly is: 'held';
      readonly until: Instant | null;
      /** Of the draft that was approved before. */
      readonly contentHash?: string;
    }
  | { readonly is: 'claimed'; readonly fence: number }
  | { readonly is: 'deferred'; readonly until: Instant }
  | { readonly is: 'accepted' }
  | { readonly is: 'refused' }
  | { readonly is: 'skipped'; readonly reason: SkipReason }
  | { readonly is: 'unknown' };

export interface Recipient {
  readonly communicationId: string;
  readonly contactId: string;
  /** Attempts claimed so far. */
  readonly attempt: number;
  readonly standing: Standing;
}

export interface OpenBatch {
  readonly status: 'open';
  readonly runId: string;
  readonly batch: number;
  /** The highest fence seen: whoever holds a lower one has lost the batch. */
  readonly fence: number;
  readonly recipients: readonly Recipient[];
}

export type BatchState =
  | { readonly status: 'absent' }
  | OpenBatch
  | {
      readonly status: 'closed';
      readonly runId: string;
      readonly batch: number;
      readonly totals: BatchTotals;
    };

export const noBatch: BatchState = { status: 'absent' };

export const communicationIdOf = (runId: string, batch: number, index: number): string => `${runId}.${batch}.${index}`;

/** The parts of a communication's id, or null when the text is none. */
export const partsOfCommunicationId = (id: string): { runId: string; batch: number; index: number } | null => {
  const match = /^([0-9a-z]+)\.([1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,2})$/.exec(id);
  if (match === null) return null;
  const [, runId = '', batch = '', index = ''] = match;
  return { runId, batch: Number(batch), index: Number(index) };
};

export const recipientOf = (batch: OpenBatch, communicationId: string): Recipient | undefined => {
  const parts = partsOfCommunicationId(communicationId);
  const found = parts === null ? undefined : batch.recipients[parts.index];
  return found?.communicationId === communicationId ? found : undefined;
};

export const evolveBatch = (state: BatchState, event: BatchEvent): BatchState => {
  if (event.type === 'BatchPlanned') return planned(event.data);
  if (state.status !== 'open') return state;
  switch (event.type) {
    case 'BatchTakenOver':
      return {
        ...state,
        fence: Math.max(state.fence, event.data.fence),
        recipients: state.recipients.map((recipient) =>
          recipient.standing.is === 'claimed' ? { ...recipient, standing: { is: 'unknown' } } : recipient,
        ),
      };
    case 'DraftPrepared': {
      const { contentHash, expiresAt, draft } = event.data;
      return stands(state, event.data.communicationId, {
        is: 'draft',
        contentHash,
        expiresAt,
        draft,
      });
    }
    case 'DraftApproved': {
      const draft = recipientOf(state, event.data.communicationId)?.standing;
      const number = draft?.is === 'draft' ? draft.draft : 1;
      return stands(state, event.data.communicationId, {
        is: 'approved',
        contentHash: event.data.contentHash,
        draft: number,
      });
    }
    case 'DraftRejected':
      return stands(state, event.data.communicationId, { is: 'skipped', reason: 'draft-rejected' });
    case 'DraftExpired':
      return stands(state, event.data.communicationId, { is: 'skipped', reason: 'draft-expired' });
    case 'CommunicationHeld':
      return stands(state, event.data.communicationId, heldAfter(state, event.data));
    case 'CommunicationSkipped':
      return stands(state, event.data.communicationId, {
        is: 'skipped',
        reason: event.data.reason,
      });
    case 'DispatchClaimed': {
      const { communicationId, attempt, fence } = event.data;
      const claimed = stands(state, communicationId, { is: 'claimed', fence }, attempt);
      return fence > state.fence ? { ...claimed, fence } : claimed;
    }
    case 'DispatchSettled':
      return stands(state, event.data.communicationId, standingAfter(event.data.outcome));
    case 'BatchClosed':
      return {
        status: 'closed',
        runId: state.runId,
        batch: state.batch,
        totals: event.data.totals,
      };
    default:
      return assertNever(event);
  }
};

const planned = (data: { runId: string; batch: number; contactIds: readonly string[] }): OpenBatch => ({
  status: 'open',
  runId: data.runId,
  batch: data.batch,
  fence: 0,
  recipients: data.contactIds.map((contactId, index) => ({
    communicationId: communicationIdOf(data.runId, data.batch, index),
    contactId,
    attempt: 0,
    standing: { is: 'planned' },
  })),
});

const heldAfter = (
  batch: OpenBatch,
  { communicationId, until }: { readonly communicationId: string; readonly until?: Instant },
): Standing => {
  const before = recipientOf(batch, communicationId)?.standing;
  const approved = before?.is === 'approved' || before?.is === 'held' ? before.contentHash : undefined;
  return { is: 'held', until: until ?? null, ...(approved === undefined ? {} : { contentHash: approved }) };
};

const standingAfter = (outcome: Outcome): Standing =>
  outcome.kind === 'deferred' ? { is: 'deferred', until: outcome.until } : { is: outcome.kind };

const stands = (batch: OpenBatch, communicationId: string, standing: Standing, attempt?: number): OpenBatch => {
  const index = partsOfCommunicationId(communicationId)?.index;
  const recipient = index === undefined ? undefined : batch.recipients[index];
  if (index === undefined || recipient?.communicationId !== communicationId) return batch;
  const changed = { ...recipient, standing, attempt: attempt ?? recipient.attempt };
  return { ...batch, recipients: batch.recipients.with(index, changed) };
};
