import { type CommunicationStep, stepAllowed, stepOf, takesStep } from '#domain/batch/lifecycle.js';
import type { Outcome } from '#domain/batch/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { RowOf } from '../table.js';
import type { EventIn } from '../vocabulary.js';
import type { communications } from './tables.js';

export type CommunicationRow = RowOf<typeof communications>;

/** Events about one communication. */
export type EventOfOne = Exclude<
  EventIn<'runbatch' | 'report'>,
  { type: 'BatchPlanned' | 'BatchTakenOver' | 'BatchClosed' }
>;

/** Written out, not spread from a common part: that would cost each recipient several times the memory of the row. */
export const plannedRow = (
  { runId, batch, idx }: { runId: string; batch: number; idx: number },
  contactId: string,
  at: Instant,
): CommunicationRow => ({
  run_id: runId,
  batch,
  idx,
  contact_id: contactId,
  planned_at: at,
  status: 'planned',
  attempt: 0,
  reason: null,
  rule: null,
  rule_version: null,
  detail: null,
  code: null,
  answer: null,
  provider_id: null,
  message_id: null,
  content_hash: null,
  address_hash: null,
  draft: null,
  note: null,
  until_at: null,
  claimed_at: null,
  settled_at: null,
  accepted_at: null,
  reported_at: null,
  resolution: null,
  resolved_by: null,
  resolved_at: null,
  replied_at: null,
});

/**
 * The row after an event about it. One that comes late or again leaves the row as it is; an attempt was made all the
 * same, and the provider's answer is known though a report overtook it.
 */
export const evolveCommunication = (row: CommunicationRow, event: EventOfOne): CommunicationRow => {
  if (!takesStep(row.status, event)) {
    if (event.type === 'DispatchClaimed') return { ...row, attempt: event.data.attempt };
    if (event.type !== 'DispatchSettled' || row.reported_at === null) return row;
    return { ...row, ...answerOf(event.data.outcome), code: row.code, settled_at: event.metadata.occurredAt };
  }
  const step = stepOf(event);
  return { ...row, ...why(event), ...facts(event, row), ...times(event, row, step), status: step };
};

const nothing = { reason: null, rule: null, rule_version: null, detail: null, until_at: null } as const;

/** Every step says anew why the communication stands where it stands. */
const why = (event: EventOfOne): Pick<CommunicationRow, 'reason' | 'rule' | 'rule_version' | 'detail' | 'until_at'> => {
  switch (event.type) {
    case 'CommunicationHeld': {
      const { reason, rule, version, until } = event.data;
      return { ...nothing, reason, rule, rule_version: version, until_at: until ?? null };
    }
    case 'CommunicationSkipped': {
      const { reason, rule, version, detail } = event.data;
      return { ...nothing, reason, rule, rule_version: version, detail: detail ?? null };
    }
    case 'DraftPrepared':
      return { ...nothing, until_at: event.data.expiresAt };
    case 'DraftRejected':
      return { ...nothing, reason: 'draft-rejected' };
    case 'DraftExpired':
      return { ...nothing, reason: 'draft-expired' };
    case 'DispatchSettled': {
      const { outcome } = event.data;
      if (outcome.kind === 'deferred') return { ...nothing, until_at: outcome.until };
      return outcome.kind === 'unknown' ? { ...nothing, detail: outcome.detail } : nothing;
    }
    case 'DeliveryReported':
      return { ...nothing, detail: event.data.evidence };
    case 'DispatchResolved':
      return { ...nothing, detail: event.data.detail };
    default:
      return nothing;
  }
};

const facts = (event: EventOfOne, row: CommunicationRow): Partial<CommunicationRow> => {
  switch (event.type) {
    case 'DraftPrepared':
      return { draft: event.data.draft, content_hash: event.data.contentHash, note: null };
    case 'DraftApproved':
    case 'DraftRejected':
      return { note: event.data.note ?? null };
    case 'DispatchClaimed': {
      const { attempt, messageId, contentHash, addressHash } = event.data;
      return { attempt, message_id: messageId, content_hash: contentHash, address_hash: addressHash };
    }
    case 'DispatchSettled':
      return answerOf(event.data.outcome);
    case 'DeliveryReported':
      return event.data.status === undefined ? {} : { code: event.data.status };
    case 'DispatchResolved': {
      const { resolution, by } = event.data;
      return { resolution, resolved_by: by, resolved_at: event.metadata.occurredAt, code: row.code };
    }
    default:
      return {};
  }
};

const answerOf = (outcome: Outcome): Pick<CommunicationRow, 'code' | 'answer' | 'provider_id'> => {
  switch (outcome.kind) {
    case 'accepted':
      return { code: null, answer: outcome.answer, provider_id: outcome.providerId ?? null };
    case 'refused':
    case 'deferred':
      return { code: outcome.code, answer: outcome.answer, provider_id: null };
    default:
      return { code: null, answer: null, provider_id: null };
  }
};

/** Proof of a delivery is proof that the message was accepted before, should the answer have been lost. */
const provesAcceptance: readonly CommunicationStep[] = ['accepted', 'delivered', 'bounced', 'complained'];
const settles: readonly CommunicationStep[] = [
  'accepted',
  'refused',
  'deferred',
  'unknown',
  'skipped',
  'rejected',
  'expired',
];

const times = (event: EventOfOne, row: CommunicationRow, step: CommunicationStep): Partial<CommunicationRow> => {
  const at = event.metadata.occurredAt;
  return {
    ...(step === 'claimed' ? { claimed_at: at } : {}),
    ...(settles.includes(step) ? { settled_at: at } : {}),
    ...(provesAcceptance.includes(step) ? { accepted_at: row.accepted_at ?? at } : {}),
    ...(event.type === 'DeliveryReported' ? { reported_at: at } : {}),
  };
};

/** The claims of an owner who lost the batch. */
export const afterTakeOver = (row: CommunicationRow, at: Instant): CommunicationRow =>
  row.status === 'claimed' ? { ...row, status: 'unknown', settled_at: at, detail: 'the batch was taken over' } : row;

/** What a closed batch leaves waiting is never attempted. */
export const afterClosing = (row: CommunicationRow, at: Instant): CommunicationRow =>
  stepAllowed(row.status, 'not_attempted')
    ? { ...row, status: 'not_attempted', until_at: null, reason: null, rule: null, rule_version: null, settled_at: at }
    : row;

/** Engagement is an axis of its own: it moves no status. The first answer of a person counts. */
export const afterReplies = (
  row: CommunicationRow,
  answers: readonly { readonly human: boolean; readonly received_at: Instant }[],
): CommunicationRow => {
  const times = answers.filter(({ human }) => human).map(({ received_at }) => received_at);
  const first = times.length === 0 ? null : times.reduce((a, b) => (a < b ? a : b));
  return first === row.replied_at ? row : { ...row, replied_at: first };
};
