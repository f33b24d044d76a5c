import type { Instant } from '#domain/kernel/message.js';
import {
  afterTakeOver,
  type EventOfRecipient,
  letterAfter,
  placeOf,
  planned,
  withLetter,
} from '../standings/standings.js';
import type { RowOf } from '../table.js';
import type { EventIn } from '../vocabulary.js';
import type { batches } from './tables.js';

type BatchRow = RowOf<typeof batches>;

/**
 * The row after an event of the batch's stream; undefined once it is closed, and for a batch that never was. What
 * is summed up of it (`summedUp`) is brought up to date once a page.
 */
export const evolveBatchRow = (row: BatchRow | undefined, event: EventIn<'runbatch'>): BatchRow | undefined => {
  const { revision } = event;
  if (event.type === 'BatchPlanned') {
    const { runId, batch, contactIds } = event.data;
    const sums = { waiting: 0, claimable: 0, drafts: 0, claimed: 0, next_due_at: null };
    return { run_id: runId, batch, standings: planned(contactIds.length), until: {}, ...sums, revision };
  }
  if (row === undefined || event.type === 'BatchClosed') return undefined;
  if (event.type === 'BatchTakenOver') return { ...row, standings: afterTakeOver(row.standings), revision };
  const place = placeOf({ runId: row.run_id, batch: row.batch, standings: row.standings }, event.data.communicationId);
  if (place === null) return { ...row, revision };
  return {
    ...row,
    standings: withLetter(row.standings, place, letterAfter(event)),
    until: untilAfter(row.until, place, untilOf(event)),
    revision,
  };
};

const untilAfter = (times: BatchRow['until'], place: number, until: Instant | undefined): BatchRow['until'] => {
  if (until !== undefined) return { ...times, [place]: until };
  if (!Object.hasOwn(times, place)) return times;
  const { [String(place)]: _, ...others } = times;
  return others;
};

const untilOf = (event: EventOfRecipient): Instant | undefined => {
  switch (event.type) {
    case 'DraftPrepared':
      return event.data.expiresAt;
    case 'CommunicationHeld':
      return event.data.until;
    case 'DispatchSettled':
      return event.data.outcome.kind === 'deferred' ? event.data.outcome.until : undefined;
    default:
      return undefined;
  }
};

/** The sums of a row whose standings have changed. */
export const summedUp = (row: BatchRow): BatchRow => {
  const counts = { planned: 0, approved: 0, held: 0, deferred: 0, claimed: 0, drafts: 0 };
  for (const letter of row.standings) {
    if (letter === 'p') counts.planned += 1;
    else if (letter === 'y') counts.approved += 1;
    else if (letter === 'h') counts.held += 1;
    else if (letter === 'f') counts.deferred += 1;
    else if (letter === 'c') counts.claimed += 1;
    else if (letter === 'd') counts.drafts += 1;
  }
  const { planned, approved, held, deferred, claimed, drafts } = counts;
  const times = Object.values(row.until);
  const heldUntil = Object.keys(row.until).filter((place) => row.standings[Number(place)] === 'h').length;
  return {
    ...row,
    waiting: planned + approved + held + deferred + drafts,
    claimable: planned + approved + held - heldUntil,
    drafts,
    claimed,
    next_due_at: times.length === 0 ? null : times.reduce((a, b) => (a < b ? a : b)),
  };
};
