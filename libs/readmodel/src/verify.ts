import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { type EventStore, type Position, start } from '#eventstore/port.js';
import { inTransaction } from '#platform/database/pool.js';
import { type Projection, schemaOf } from './projection.js';
import { checkpointOf, projectionState } from './projection-state.js';
import { compareTable, type Side, type TableComparison } from './runner/compare-tables.js';
import { RowsRefused } from './kept/kept-rows.js';
import { steadyCopy, swiftCopy } from './runner/copy.js';
import { type Folding, foldTo } from './runner/fold-to.js';
import { copyTarget, createBareTables, dropSchema, tablesOf } from './runner/target.js';

/** What a fold of the whole log says about the live tables, both taken at the same place of the log. */
export interface Verdict {
  readonly projection: string;
  readonly checkpoint: Position;
  readonly equal: boolean;
  /** Streams that the live tables do not take in for now. */
  readonly parkedStreams: number;
  readonly tables: readonly TableComparison[];
}

/**
 * Folds the log into a scratch copy up to where the live tables stand and compares both row by row. Changes nothing
 * and takes no lock that others feel. Null: the projection was never started, or is of another version.
 */
export const verifyProjection = async (
  { pool, store, signal }: { readonly pool: pg.Pool; readonly store: EventStore; readonly signal?: AbortSignal },
  projection: Projection,
): Promise<Verdict | null> => {
  const folding = { pool, store, signal: signal ?? new AbortController().signal, onParked: () => undefined };
  try {
    return await verifyWith(swiftCopy, folding, projection);
  } catch (error) {
    if (!(error instanceof RowsRefused)) throw error;
    return await verifyWith(steadyCopy, folding, projection);
  }
};

const verifyWith = async (
  copyInto: typeof steadyCopy,
  folding: Folding,
  projection: Projection,
): Promise<Verdict | null> => {
  const { pool } = folding;
  const state = await projectionState(pool, projection.name);
  if (state === null || state.version !== projection.version) return null;
  const live = schemaOf(projection.name);
  const copy = copyInto(folding, copyTarget(projection, `${live}_verify_${randomBytes(6).toString('hex')}`));
  const { target } = copy;
  try {
    await createBareTables(pool, target);
    await foldTo(folding, copy, start, state.checkpoint);
    // The snapshot fixes the live tables together with their checkpoint; the copy then follows to just there.
    return await readOnly(pool, async (tx) => {
      const checkpoint = (await checkpointOf(tx, projection.name))?.position ?? start;
      await foldTo(folding, copy, state.checkpoint, checkpoint);
      const tables = await readOnly(pool, (other) =>
        compare({ tx, schema: live }, { tx: other, schema: target.schema }),
      );
      const equal = tables.every((table) => table.equal);
      return { projection: projection.name, checkpoint, equal, parkedStreams: state.parkedStreams, tables };
    });
  } finally {
    await dropSchema(pool, target.schema);
  }
};

const readOnly = <T>(pool: pg.Pool, work: Parameters<typeof inTransaction<T>>[1]): Promise<T> =>
  inTransaction(pool, work, { readOnly: true });

const compare = async (live: Side, folded: Side): Promise<readonly TableComparison[]> => {
  const names = [...(await tablesOf(live.tx, live.schema)), ...(await tablesOf(folded.tx, folded.schema))];
  const verdicts: TableComparison[] = [];
  for (const table of [...new Set(names)].toSorted()) verdicts.push(await compareTable(table, live, folded));
  return verdicts;
};
