import type { BatchTotals, Ledger } from './messages.js';

export const emptyLedger: Ledger = {
  audience: 0,
  waiting: 0,
  inFlight: 0,
  accepted: 0,
  refused: 0,
  skipped: {},
  unknown: 0,
  notAttempted: 0,
};

export const emptyTotals: BatchTotals = {
  audience: 0,
  accepted: 0,
  refused: 0,
  skipped: {},
  unknown: 0,
  notAttempted: 0,
};

export const skippedInAll = (skipped: { readonly [reason: string]: number }): number =>
  Object.values(skipped).reduce((sum, count) => sum + count, 0);

/** Every recipient stands in exactly one column. */
export const balances = (ledger: Ledger): boolean =>
  ledger.audience ===
  ledger.waiting +
    ledger.inFlight +
    ledger.accepted +
    ledger.refused +
    skippedInAll(ledger.skipped) +
    ledger.unknown +
    ledger.notAttempted;

export const addTotals = (a: BatchTotals, b: BatchTotals): BatchTotals => ({
  audience: a.audience + b.audience,
  accepted: a.accepted + b.accepted,
  refused: a.refused + b.refused,
  skipped: addCounts(a.skipped, b.skipped),
  unknown: a.unknown + b.unknown,
  notAttempted: a.notAttempted + b.notAttempted,
});

/** The ledger of a run of which these batches are closed; the rest of the audience waits. */
export const ledgerOf = (totals: BatchTotals, audience: number): Ledger => ({
  ...totals,
  audience,
  waiting: audience - totals.audience,
  inFlight: 0,
});

const addCounts = (
  a: { readonly [reason: string]: number },
  b: { readonly [reason: string]: number },
): { readonly [reason: string]: number } => {
  const sum: { [reason: string]: number } = { ...a };
  for (const [reason, count] of Object.entries(b)) sum[reason] = (sum[reason] ?? 0) + count;
  return sum;
};
