import type { Sql } from '#platform/database/pool.js';
import {
  appendRows,
  deleteRows,
  insertRows,
  rowsByGroups,
  rowsByKeys,
  type RowOf,
  type Table,
  updateRows,
} from './table.js';
import {
  type AnyRow,
  type Change,
  differencesOf,
  type Key,
  type RowSource,
  workingSet,
  type WorkingSet,
} from './working-set.js';

/** Where the rows are that a projection folds into: in the tables of a schema, or partly kept in memory. */
export interface Rows {
  /** The rows with these keys (repeated ones count once); rows that do not exist yet may be put. */
  open<T extends Table>(table: T, keys: Iterable<Key>): Promise<WorkingSet<RowOf<T>>>;
  /** Adds rows with keys of their own that no fold looks at again. */
  append<T extends Table>(table: T, rows: readonly RowOf<T>[]): Promise<void>;
}

/** The rows of a schema as they are in its tables: read when they are opened, written when they are saved. */
export const rowsOf = (sql: Sql, schema: string): Rows => {
  const source: RowSource = {
    byKeys: (table, keys) => rowsByKeys(sql, schema, table, [...keys.values()]),
    byGroups: (table, groups, only) => rowsByGroups(sql, schema, table, [...groups.values()], only),
    write: (table, changes) => writeChanges(sql, schema, table, changes),
  };
  return {
    open: (table, keys) => workingSet(source, table, keys),
    append: (table, rows) => appendRows(sql, schema, table, rows),
  };
};

const writeChanges = async (
  sql: Sql,
  schema: string,
  table: Table,
  changes: readonly Change<AnyRow>[],
): Promise<void> => {
  const { gone, fresh, moved, columns } = differencesOf(table, changes);
  await deleteRows(sql, schema, table, gone);
  await insertRows(sql, schema, table, fresh);
  await updateRows(sql, schema, table, columns, moved);
};
