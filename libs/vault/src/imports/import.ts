import type pg from 'pg';
import { inTransaction } from '#platform/database/pool.js';
import { retried, type Statement, type Stored, storeContacts } from '../contacts/store.js';
import { textFault } from '../contacts/text.js';
import { type ColumnOptions, ColumnPlan } from './columns.js';
import { entriesOf, type Entry, type ImportFault, type ImportFormat } from './entries.js';
import { BrokenUpload, readLines, UnusableFile } from './lines.js';
import {
  closeReport,
  type ImportReport,
  importReport,
  mostFaults,
  noteProgress,
  nothingYet,
  openReport,
  type Tally,
} from './report.js';

export interface ImportOptions extends ColumnOptions {
  /** The import's id. Trying an import that died again under the same id starts its report over. */
  readonly id: string;
  /** Name of the file; values remember it as their origin. */
  readonly source: string;
  readonly format: ImportFormat;
  /** Whether a row may bring an address that another contact has; default: it is refused. */
  readonly sharedAddresses?: 'refuse' | 'allow';
}

/** Rows a transaction. 500 took up to 370 ms on busy machines, and a write holds back the log's subscribers. */
const rowsAtOnce = 200;

/**
 * Stores the contacts of a file as it comes in; memory stays flat. What a row does not say stays as it was, and an
 * empty cell says nothing. A row with a fault is left out as a whole and reported, and a second row for the same
 * contact is a fault too. Changes of consent wait in `pendingConsentChanges`. Resolves also when the upload broke
 * off or the file cannot be used, with a report that says so; throws when the service cannot go on.
 */
export const importContacts = async (
  pool: pg.Pool,
  bytes: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<ImportReport> => {
  const { id, format } = options;
  const source = textFault(options.source, { max: 200 }) === null ? options.source : 'upload';
  await openReport(pool, { id, source, format });
  const run: Run = { pool, id, source, sharedAddress: options.sharedAddresses ?? 'refuse' };
  let columns: ImportReport['columns'] = {};
  try {
    const plan = new ColumnPlan(options);
    let tally = nothingYet;
    try {
      for await (const batch of batches(entriesOf[format](readLines(bytes), plan)))
        tally = await storeBatch(run, plan, batch, tally);
    } finally {
      if (tally.rows > 0) columns = plan.report();
    }
    await closeReport(pool, id, { state: 'finished', detail: null, columns });
  } catch (error) {
    const state = error instanceof BrokenUpload ? 'aborted' : error instanceof UnusableFile ? 'refused' : 'failed';
    const detail = state === 'failed' ? 'the service could not go on' : error instanceof Error ? error.message : null;
    await closeReport(pool, id, { state, detail, columns });
    if (state === 'failed') throw error;
  }
  const report = await importReport(pool, id);
  if (report === null) throw new Error(`the report of import ${id} has been removed`);
  return report;
};

/** What came before an error is handed over before the error is. */
async function* batches(entries: AsyncIterable<Entry>): AsyncGenerator<readonly Entry[], void, void> {
  let batch: Entry[] = [];
  try {
    for await (const entry of entries) {
      if (batch.push(entry) < rowsAtOnce) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}

interface Run {
  readonly pool: pg.Pool;
  readonly id: string;
  readonly source: string;
  readonly sharedAddress: 'refuse' | 'allow';
}

/** Rows, their faults and the count of both, or nothing of them. */
const storeBatch = (run: Run, plan: ColumnPlan, batch: readonly Entry[], before: Tally): Promise<Tally> =>
  retried(() =>
    inTransaction(run.pool, async (tx) => {
      const readable = batch.filter((entry) => 'patch' in entry);
      const statements = readable.map(({ row, patch }): Statement => {
        return {
          patch,
          row,
          origin: `${run.source} row ${row} (import ${run.id})`,
          logOrigin: `import ${run.id} row ${row}`,
        };
      });
      const stored = await storeContacts(tx, statements, {
        absent: 'stays',
        sharedAddress: run.sharedAddress,
        importId: run.id,
      });
      const faults = [
        ...batch.flatMap((entry) => ('faults' in entry ? entry.faults : [])),
        ...stored.flatMap((each, index): ImportFault[] => {
          if (each.kind !== 'refused') return [];
          const { field, ...fault } = each.fault;
          return [{ row: readable[index]?.row ?? 0, column: plan.columnOf(field), ...fault }];
        }),
      ].toSorted((a, b) => a.row - b.row);
      const tally = tallied(before, batch.length, stored, faults);
      const room = Math.max(0, mostFaults - faultsIn(before));
      await noteProgress(tx, run.id, tally, faults.slice(0, room));
      return tally;
    }),
  );

const faultsIn = ({ faults }: Tally): number => Object.values(faults).reduce((sum, count) => sum + count, 0);

const tallied = (before: Tally, rows: number, stored: readonly Stored[], faults: readonly ImportFault[]): Tally => {
  const count = (kind: Stored['kind']): number => stored.filter((each) => each.kind === kind).length;
  const byReason: { [reason: string]: number } = { ...before.faults };
  for (const { reason } of faults) byReason[reason] = (byReason[reason] ?? 0) + 1;
  return {
    rows: before.rows + rows,
    created: before.created + count('created'),
    updated: before.updated + count('updated'),
    unchanged: before.unchanged + count('unchanged'),
    withoutAddress:
      before.withoutAddress + stored.filter((each) => each.kind !== 'refused' && each.contact.email === null).length,
    refused: before.refused + new Set(faults.map(({ row }) => row)).size,
    faults: byReason,
  };
};
