import type { BatchEvent } from '#domain/batch/messages.js';
import { communicationIdOf } from '#domain/batch/state.js';
import type { Instant } from '#domain/kernel/message.js';
import type { EventIn } from '#readmodel/vocabulary.js';
import { type Entry, isIn } from './entries.js';

/** One attempt, from its claim on. `open`: nothing was recorded of it. */
export interface Claim {
  readonly at: number;
  readonly recordedAt: Instant;
  readonly attempt: number;
  readonly fence: number;
  readonly messageId: string;
  outcome: 'open' | 'accepted' | 'refused' | 'deferred' | 'unknown';
  /** The outcome says for sure that no byte of it left: the lease was lost before. */
  neverLeft: boolean;
  /** It became unknown because its worker lost the batch, not by what the wire did. */
  takenOver: boolean;
}

/** In which column of the ledger a recipient stands. */
export type Column = 'waiting' | 'inFlight' | 'accepted' | 'refused' | 'skipped' | 'unknown' | 'notAttempted';

/**
 * What the log says of one message to one recipient. Counted here by plain rules of its own and not by the code of
 * the service, so that a mistake there is not made twice.
 */
export interface Account {
  readonly communicationId: string;
  readonly runId: string;
  readonly batch: number;
  readonly contactId: string;
  column: Column;
  readonly claims: Claim[];
  /** Answers that came when the message had been called unknown already. */
  lateSent: number;
  lateNotSent: number;
}

/** From how many copies up to how many a provider may have received, by what was recorded. */
export const copiesExpected = ({ claims, lateSent, lateNotSent }: Account): { least: number; most: number } => {
  const accepted = claims.filter(({ outcome }) => outcome === 'accepted').length;
  const unknown = claims.filter(({ outcome }) => outcome === 'unknown' || outcome === 'open').length;
  return { least: Math.max(accepted, lateSent > 0 ? 1 : 0), most: accepted + Math.max(0, unknown - lateNotSent) };
};

/** Attempts that were made although the fate of the one before was unknown. */
export const resends = ({ claims }: Account): number =>
  claims.filter((_, i) => i > 0 && claims[i - 1]?.outcome === 'unknown').length;

export const accountsOf = (entries: readonly Entry[]): ReadonlyMap<string, Account> => {
  const accounts = new Map<string, Account>();
  const batches = new Map<string, Account[]>();
  for (const { at, event } of entries) {
    if (isIn('runbatch', event)) takeBatch({ at, event }, accounts, batches);
    else if (isIn('report', event)) takeReport(event, accounts);
  }
  return accounts;
};

const takeBatch = (
  { at, event }: Entry<EventIn<'runbatch'>>,
  accounts: Map<string, Account>,
  batches: Map<string, Account[]>,
): void => {
  switch (event.type) {
    case 'BatchPlanned': {
      const planned = plan(event.data);
      batches.set(event.stream, planned);
      for (const account of planned) accounts.set(account.communicationId, account);
      return;
    }
    case 'BatchTakenOver':
      for (const account of batches.get(event.stream) ?? []) orphan(account);
      return;
    case 'BatchClosed':
      for (const account of batches.get(event.stream) ?? [])
        if (account.column === 'waiting') account.column = 'notAttempted';
      return;
    default: {
      const account = accounts.get(event.data.communicationId);
      if (account !== undefined) takeOne(account, at, event);
    }
  }
};

type OfOne = Exclude<EventIn<'runbatch'>, { type: 'BatchPlanned' | 'BatchTakenOver' | 'BatchClosed' }>;

const takeOne = (account: Account, at: number, event: OfOne): void => {
  switch (event.type) {
    case 'DispatchClaimed': {
      const { attempt, fence, messageId } = event.data;
      const { recordedAt } = event;
      const claim = { at, recordedAt, attempt, fence, messageId, neverLeft: false, takenOver: false };
      account.claims.push({ ...claim, outcome: 'open' });
      account.column = 'inFlight';
      return;
    }
    case 'DispatchSettled': {
      const { attempt, outcome } = event.data;
      const claim = account.claims.find((one) => one.attempt === attempt);
      if (claim === undefined) return;
      claim.outcome = outcome.kind;
      claim.neverLeft = outcome.kind === 'deferred' && outcome.code === 'lease-ended';
      account.column = outcome.kind === 'deferred' ? 'waiting' : outcome.kind;
      return;
    }
    case 'CommunicationSkipped':
    case 'DraftRejected':
    case 'DraftExpired':
      account.column = 'skipped';
      return;
    case 'DraftPrepared':
    case 'DraftApproved':
    case 'CommunicationHeld':
      account.column = 'waiting';
  }
};

const orphan = (account: Account): void => {
  if (account.column !== 'inFlight') return;
  account.column = 'unknown';
  for (const claim of account.claims) {
    if (claim.outcome !== 'open') continue;
    claim.outcome = 'unknown';
    claim.takenOver = true;
  }
};

const takeReport = (event: EventIn<'report'>, accounts: ReadonlyMap<string, Account>): void => {
  const account = accounts.get(event.data.communicationId);
  // What an operator decides is a decision and proves nothing.
  if (account === undefined || event.type !== 'DispatchResolved' || event.data.by !== 'evidence') return;
  if (event.data.resolution === 'was-sent') account.lateSent += 1;
  else account.lateNotSent += 1;
};

type Planned = Extract<BatchEvent, { type: 'BatchPlanned' }>['data'];

const plan = ({ runId, batch, contactIds }: Planned): Account[] =>
  contactIds.map((contactId, index) => ({
    communicationId: communicationIdOf(runId, batch, index),
    runId,
    batch,
    contactId,
    column: 'waiting',
    claims: [],
    lateSent: 0,
    lateNotSent: 0,
  }));
