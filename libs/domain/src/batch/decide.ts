import { assertNever, type Decider, reject } from '../kernel/decider.js';
import type { Instant } from '../kernel/message.js';
import type { BatchCommand, BatchEvent, Outcome } from './messages.js';
import {
  type BatchState,
  evolveBatch,
  noBatch,
  type OpenBatch,
  type Recipient,
  recipientOf,
  type Standing,
} from './state.js';
import { closingTotals, tally } from './tally.js';

export type BatchRejectionCode =
  | 'no-such-batch'
  | 'no-such-communication'
  | 'batch-closed'
  | 'fenced-off'
  | 'not-allowed-now'
  /** The draft was rendered anew since it was looked at. */
  | 'other-content'
  /** It has become quiet for the recipient. */
  | 'quiet-hours';

export interface BatchRejection {
  readonly rejected: BatchRejectionCode;
  readonly detail: string;
}

type Decision = readonly BatchEvent[] | BatchRejection;
type Of<Type extends BatchCommand['type']> = Extract<BatchCommand, { type: Type }>['data'];

const decide = (command: BatchCommand, state: BatchState, now: Instant): Decision => {
  if (command.type === 'PlanBatch') {
    return state.status === 'absent' ? [{ type: 'BatchPlanned', data: command.data }] : [];
  }
  if (state.status === 'absent') return reject('no-such-batch', 'there is no such batch');
  if (state.status === 'closed') {
    return command.type === 'CloseBatch'
      ? []
      : reject('batch-closed', 'the batch is closed: nothing is claimed after it');
  }
  switch (command.type) {
    case 'TakeOver':
      return takeOver(state, command.data);
    case 'ExpireDrafts':
      return expireDrafts(state, now);
    case 'CloseBatch':
      return close(state, command.data.abandon);
    case 'PrepareDraft':
    case 'ApproveDraft':
    case 'RejectDraft':
    case 'Hold':
    case 'Skip':
    case 'Claim':
    case 'Settle':
      return ofOne(command, state, now);
    default:
      return assertNever(command);
  }
};

export const batchDecider: Decider<BatchCommand, BatchEvent, BatchState, BatchRejection> = {
  initial: noBatch,
  decide,
  evolve: evolveBatch,
};

type CommandOfOne = Extract<BatchCommand, { data: { communicationId: string } }>;

const ofOne = (command: CommandOfOne, batch: OpenBatch, now: Instant): Decision => {
  const recipient = recipientOf(batch, command.data.communicationId);
  if (recipient === undefined) return reject('no-such-communication', 'there is no such communication in this batch');
  switch (command.type) {
    case 'PrepareDraft':
      return prepareDraft(recipient, command.data);
    case 'ApproveDraft':
      return judge(recipient, command.data.contentHash, {
        type: 'DraftApproved',
        data: { ...command.data, contactId: recipient.contactId },
      });
    case 'RejectDraft':
      return judge(recipient, command.data.contentHash, {
        type: 'DraftRejected',
        data: { ...command.data, contactId: recipient.contactId },
      });
    case 'Hold':
      if (!waits(recipient)) return notNow(recipient, 'held');
      return [{ type: 'CommunicationHeld', data: { ...command.data, contactId: recipient.contactId } }];
    case 'Skip':
      if (!waits(recipient)) return notNow(recipient, 'skipped');
      return [{ type: 'CommunicationSkipped', data: { ...command.data, contactId: recipient.contactId } }];
    case 'Claim':
      return claim(batch, recipient, command.data, now);
    case 'Settle':
      return settle(batch, recipient, command.data);
    default:
      return assertNever(command);
  }
};

const waits = ({ standing }: Recipient): boolean =>
  standing.is === 'planned' || standing.is === 'held' || standing.is === 'deferred' || standing.is === 'approved';

const notNow = (recipient: Recipient, wanted: string): BatchRejection =>
  reject('not-allowed-now', `a communication that is ${recipient.standing.is} cannot be ${wanted}`);

/** Only after an earlier owner is there anything to take over; the same owner does not take over from itself. */
const takeOver = (batch: OpenBatch, { fence, worker }: Of<'TakeOver'>): Decision => {
  if (fence < batch.fence) return reject('fenced-off', `fence ${fence} is older than ${batch.fence}`);
  if (fence === batch.fence || batch.fence === 0) return [];
  return [{ type: 'BatchTakenOver', data: { runId: batch.runId, batch: batch.batch, fence, worker } }];
};

const prepareDraft = (recipient: Recipient, data: Of<'PrepareDraft'>): Decision => {
  const { standing, contactId } = recipient;
  if (standing.is !== 'planned' && standing.is !== 'draft' && standing.is !== 'held')
    return notNow(recipient, 'drafted');
  const draft = standing.is === 'draft' ? standing.draft + 1 : 1;
  return [{ type: 'DraftPrepared', data: { ...data, contactId, draft } }];
};

/** Decided the same way before, nothing happens; but another text was approved then than the one that is looked at now. */
const judge = (
  recipient: Recipient,
  contentHash: string,
  verdict: Extract<BatchEvent, { type: 'DraftApproved' | 'DraftRejected' }>,
): Decision => {
  const { standing } = recipient;
  if (verdict.type === 'DraftRejected' && standing.is === 'skipped' && standing.reason === 'draft-rejected') return [];
  const isApprovedAgain = verdict.type === 'DraftApproved' && standing.is === 'approved';
  if (standing.is !== 'draft' && !isApprovedAgain) return notNow(recipient, 'decided');
  if (standing.contentHash !== contentHash) {
    return reject('other-content', 'the draft has been rendered again since: look at the new one');
  }
  return isApprovedAgain ? [] : [verdict];
};

const expireDrafts = (batch: OpenBatch, now: Instant): Decision =>
  batch.recipients.flatMap(({ communicationId, contactId, standing }): readonly BatchEvent[] =>
    standing.is === 'draft' && standing.expiresAt <= now
      ? [{ type: 'DraftExpired', data: { communicationId, contactId } }]
      : [],
  );

const claim = (
  batch: OpenBatch,
  recipient: Recipient,
  { resend, openUntil, ...data }: Of<'Claim'>,
  now: Instant,
): Decision => {
  if (data.fence < batch.fence) return reject('fenced-off', `fence ${data.fence} is older than ${batch.fence}`);
  const { standing } = recipient;
  if (!waits(recipient) && !(resend && standing.is === 'unknown')) return notNow(recipient, 'claimed');
  if (openUntil !== undefined && openUntil <= now) return reject('quiet-hours', `it is quiet since ${openUntil}`);
  if (approvedHash(standing) !== null && approvedHash(standing) !== data.contentHash) {
    return reject('other-content', 'what was approved is not what would be sent');
  }
  const { contactId } = recipient;
  return [{ type: 'DispatchClaimed', data: { ...data, contactId, attempt: recipient.attempt + 1 } }];
};

/** What a person let go, and a hold does not change that; null where nobody was asked. */
const approvedHash = (standing: Standing): string | null =>
  standing.is === 'approved' || standing.is === 'held' ? (standing.contentHash ?? null) : null;

const settle = (batch: OpenBatch, recipient: Recipient, data: Of<'Settle'>): Decision => {
  const { communicationId, attempt, fence, maxAttempts } = data;
  if (fence < batch.fence) return reject('fenced-off', `fence ${fence} is older than ${batch.fence}`);
  if (recipient.standing.is !== 'claimed' || recipient.standing.fence !== fence || recipient.attempt !== attempt)
    return notNow(recipient, 'settled');
  const outcome = attempt >= maxAttempts ? lastAttempt(data.outcome) : data.outcome;
  return [
    {
      type: 'DispatchSettled',
      data: { communicationId, contactId: recipient.contactId, attempt, fence, outcome },
    },
  ];
};

/** "Come back later" after the last attempt is a refusal: the run must come to an end. */
const lastAttempt = (outcome: Outcome): Outcome =>
  outcome.kind === 'deferred' ? { kind: 'refused', code: 'deferred-too-often', answer: outcome.answer } : outcome;

const close = (batch: OpenBatch, abandon: boolean): Decision => {
  const { waiting, inFlight } = tally(batch);
  if (inFlight > 0) return reject('not-allowed-now', `${inFlight} communications are in flight`);
  if (waiting > 0 && !abandon) return reject('not-allowed-now', `${waiting} communications still wait`);
  const { runId, batch: number } = batch;
  return [{ type: 'BatchClosed', data: { runId, batch: number, totals: closingTotals(batch) } }];
};
