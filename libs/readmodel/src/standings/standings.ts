import type { BatchEvent, Outcome, SkipReason } from '#domain/batch/messages.js';
import { partsOfCommunicationId, type Standing } from '#domain/batch/state.js';
import { columnOf } from '#domain/batch/tally.js';
import { assertNever } from '#domain/kernel/decider.js';

/**
 * Where the recipients of one open batch stand, one letter each: the whole of a batch in a short text, so that a
 * page of events costs one small row for each batch it touches. The fold is that of the domain's batch.
 */
export type Standings = string;

const letters = {
  planned: 'p',
  draft: 'd',
  approved: 'y',
  held: 'h',
  deferred: 'f',
  claimed: 'c',
  accepted: 'a',
  refused: 'r',
  unknown: 'u',
} as const satisfies Record<Exclude<Standing['is'], 'skipped'>, string>;

const skipLetters = {
  'no-address': 'A',
  suppressed: 'B',
  'no-consent': 'C',
  erased: 'D',
  'missing-variable': 'E',
  'render-failed': 'F',
  answered: 'G',
  'draft-rejected': 'H',
  'draft-expired': 'I',
  'quiet-hours': 'J',
} as const satisfies Record<SkipReason, string>;

export type StandingLetter = (typeof letters)[keyof typeof letters] | (typeof skipLetters)[SkipReason];

const standingOf = new Map<string, Exclude<Standing['is'], 'skipped'>>(
  Object.entries(letters).map(([standing, letter]) => [letter, standing as keyof typeof letters]),
);
const reasonOf = new Map<string, string>(Object.entries(skipLetters).map(([reason, letter]) => [letter, reason]));

export const planned = (recipients: number): Standings => letters.planned.repeat(recipients);

/** The standing after an event about one recipient. Throws at a skip reason this program has no name for. */
export const letterAfter = (event: EventOfRecipient): StandingLetter => {
  switch (event.type) {
    case 'DraftPrepared':
      return letters.draft;
    case 'DraftApproved':
      return letters.approved;
    case 'DraftRejected':
      return skipLetters['draft-rejected'];
    case 'DraftExpired':
      return skipLetters['draft-expired'];
    case 'CommunicationHeld':
      return letters.held;
    case 'CommunicationSkipped':
      return skipped(event.data.reason);
    case 'DispatchClaimed':
      return letters.claimed;
    case 'DispatchSettled':
      return settled(event.data.outcome);
    default:
      return assertNever(event);
  }
};

export type EventOfRecipient = Exclude<BatchEvent, { type: 'BatchPlanned' | 'BatchTakenOver' | 'BatchClosed' }>;

const skipped = (reason: SkipReason): StandingLetter => {
  if (!Object.hasOwn(skipLetters, reason)) throw new Error(`unknown skip reason ${reason}`);
  return skipLetters[reason];
};

const settled = ({ kind }: Outcome): StandingLetter => {
  if (!Object.hasOwn(letters, kind)) throw new Error(`unknown outcome ${kind}`);
  return letters[kind];
};

/** Place of an event's recipient in its batch, or null when the event is about none of them. */
export const placeOf = (
  { runId, batch, standings }: { runId: string; batch: number; standings: Standings },
  communicationId: string,
): number | null => {
  const parts = partsOfCommunicationId(communicationId);
  if (parts === null || parts.runId !== runId || parts.batch !== batch) return null;
  return parts.index < standings.length ? parts.index : null;
};

export const withLetter = (standings: Standings, place: number, letter: StandingLetter): Standings =>
  standings.slice(0, place) + letter + standings.slice(place + 1);

/** What the old owner had claimed and not settled is unknown from a take-over on. */
export const afterTakeOver = (standings: Standings): Standings =>
  standings.replaceAll(letters.claimed, letters.unknown);

/** How many recipients stand in each column of the ledger; `drafts` are part of the waiting ones. */
export interface Columns {
  readonly waiting: number;
  readonly inFlight: number;
  readonly accepted: number;
  readonly refused: number;
  readonly skipped: { readonly [reason: string]: number };
  readonly unknown: number;
  readonly drafts: number;
}

export const columnsOf = (standings: Standings): Columns => {
  const counts = { waiting: 0, inFlight: 0, accepted: 0, refused: 0, skipped: 0, unknown: 0 };
  const skips: { [reason: string]: number } = {};
  let drafts = 0;
  for (const letter of standings) {
    const standing = standingOf.get(letter);
    const reason = reasonOf.get(letter);
    if (standing !== undefined) counts[columnOf[standing]] += 1;
    else if (reason !== undefined) skips[reason] = (skips[reason] ?? 0) + 1;
    if (standing === 'draft') drafts += 1;
  }
  return { ...counts, skipped: skips, drafts };
};
