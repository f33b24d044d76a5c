import type { BatchTotals } from '../run/messages.js';
import type { OpenBatch, Standing } from './state.js';

/** Which column of the ledger a standing counts in. */
export const columnOf = {
  planned: 'waiting',
  draft: 'waiting',
  approved: 'waiting',
  held: 'waiting',
  deferred: 'waiting',
  claimed: 'inFlight',
  accepted: 'accepted',
  refused: 'refused',
  skipped: 'skipped',
  unknown: 'unknown',
} as const satisfies Record<Standing['is'], string>;

/** How many recipients stand in each column; skipped ones by reason. */
export const tally = (batch: OpenBatch): { waiting: number; inFlight: number } & Omit<BatchTotals, 'notAttempted'> => {
  const counts = { waiting: 0, inFlight: 0, accepted: 0, refused: 0, skipped: 0, unknown: 0 };
  const skipped: { [reason: string]: number } = {};
  for (const { standing } of batch.recipients) {
    counts[columnOf[standing.is]] += 1;
    if (standing.is === 'skipped') skipped[standing.reason] = (skipped[standing.reason] ?? 0) + 1;
  }
  return { ...counts, audience: batch.recipients.length, skipped };
};

/** The final numbers when what still waits is given up. */
export const closingTotals = (batch: OpenBatch): BatchTotals => {
  const { audience, accepted, refused, skipped, unknown, waiting } = tally(batch);
  return { audience, accepted, refused, skipped, unknown, notAttempted: waiting };
};
