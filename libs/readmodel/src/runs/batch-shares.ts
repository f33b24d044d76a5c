import type { BatchTotals } from '#domain/run/messages.js';
import { afterTakeOver, letterAfter, placeOf, planned, withLetter } from '../standings/standings.js';
import type { RowOf } from '../table.js';
import type { EventIn } from '../vocabulary.js';
import type { WorkingSet } from '../working-set.js';
import { emptyLedgerRow, type LedgerRow, nothing, type Share, shareOfClosed, shareOfOpen, withShare } from './fold.js';
import type { batches } from './tables.js';

type BatchRow = RowOf<typeof batches>;

interface Touched {
  readonly runId: string;
  readonly batch: number;
  /** What the batch had added to the ledger when the page began. */
  readonly before: Share;
  totals: BatchTotals | null;
  at: string;
}

export interface BatchShares {
  take(event: EventIn<'runbatch'>): void;
  /** Brings the ledgers up to date: of one run, or of all. */
  settle(ledgers: WorkingSet<LedgerRow>, runId?: string): void;
}

/**
 * Folds a page's batch events into standings, and the difference that makes into the runs' ledgers: once for each
 * batch and page rather than once for each event.
 */
export const foldBatches = (rows: WorkingSet<BatchRow>): BatchShares => {
  const touched = new Map<string, Touched>();

  const touch = (runId: string, batch: number, at: string): Touched => {
    const name = `${runId}.${batch}`;
    const found = touched.get(name);
    if (found !== undefined) return found;
    const row = rows.get(runId, batch);
    const before = row === undefined ? nothing : shareOfOpen(row.standings);
    const fresh = { runId, batch, before, totals: null, at };
    touched.set(name, fresh);
    return fresh;
  };

  return {
    take: (event) => {
      const [runId = '', number = ''] = event.stream.slice('runbatch-'.length).split('.');
      const batch = Number(number);
      const one = touch(runId, batch, event.metadata.occurredAt);
      const row = rows.get(runId, batch);
      if (event.type === 'BatchPlanned') {
        rows.put({ run_id: runId, batch, standings: planned(event.data.contactIds.length) });
      } else if (row !== undefined && event.type === 'BatchClosed') {
        one.totals = event.data.totals;
        rows.remove(row);
      } else if (row !== undefined) {
        rows.put({ ...row, standings: standingsAfter(row, event) });
      }
    },
    settle: (ledgers, only) => {
      for (const [name, { runId, batch, before, totals, at }] of touched) {
        if (only !== undefined && only !== runId) continue;
        const row = rows.get(runId, batch);
        const open = row === undefined ? nothing : shareOfOpen(row.standings);
        const ledger = withShare(
          ledgers.get(runId) ?? emptyLedgerRow(runId, at),
          before,
          totals === null ? open : shareOfClosed(totals),
        );
        ledgers.put({ ...ledger, closed_batches: ledger.closed_batches + (totals === null ? 0 : 1) });
        touched.delete(name);
      }
    },
  };
};

const standingsAfter = (row: BatchRow, event: EventIn<'runbatch'>): string => {
  switch (event.type) {
    case 'BatchPlanned':
    case 'BatchClosed':
      return row.standings;
    case 'BatchTakenOver':
      return afterTakeOver(row.standings);
    default: {
      const place = placeOf(
        { runId: row.run_id, batch: row.batch, standings: row.standings },
        event.data.communicationId,
      );
      return place === null ? row.standings : withLetter(row.standings, place, letterAfter(event));
    }
  }
};
