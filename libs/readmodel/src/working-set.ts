import type { Sql } from '#platform/database/pool.js';
import { deleteRows, insertRows, type RowOf, rowsByKeys, selectRows, type Table, updateRows } from './table.js';

type Key = readonly (string | number)[];

/** Rows of one table while a page of events is folded into them: read once, changed in memory, written once. */
export interface WorkingSet<Row> {
  get(...key: Key): Row | undefined;
  put(row: Row): void;
  remove(row: Row): void;
  /** Reads further rows, those that a condition picks. What was changed already stays as it is. */
  addWhere(condition: string, values: unknown[]): Promise<void>;
  /** The rows as they are now; a list of its own, so that rows may be put and removed while it is walked. */
  all(): readonly Row[];
  /** What differs from what was read. */
  changes(): readonly Change<Row>[];
  save(): Promise<void>;
}

export interface Change<Row> {
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** Reads the rows with these keys (repeated ones count once); rows that do not exist yet may be put. */
export const workingSet = async <T extends Table>(
  sql: Sql,
  schema: string,
  table: T,
  keys: Iterable<Key>,
): Promise<WorkingSet<RowOf<T>>> => {
  type Row = RowOf<T>;
  const nameOf = (key: Key): string => key.join('\n');
  // A row of a table is a plain record; the loop runs for every event.
  const fieldOf = (row: Row, column: string): unknown => (row as { readonly [name: string]: unknown })[column];
  const nameOfRow = (row: Row): string => {
    let name = '';
    for (const column of table.key) name += `${name === '' ? '' : '\n'}${String(fieldOf(row, column))}`;
    return name;
  };
  const names = Object.keys(table.columns).filter((name) => !table.key.includes(name));
  const unique = new Map([...keys].map((key) => [nameOf(key), key]));
  const before = new Map<string, Row>();
  const rows = new Map<string, Row>();
  const add = (found: readonly Row[]): void => {
    for (const row of found) {
      const name = nameOfRow(row);
      if (before.has(name)) continue;
      before.set(name, row);
      if (!rows.has(name)) rows.set(name, row);
    }
  };
  add((await rowsByKeys(sql, schema, table, [...unique.values()])) as Row[]);

  const changes = (): readonly Change<Row>[] =>
    [...new Set([...before.keys(), ...rows.keys()])]
      .map((name) => ({ before: before.get(name), after: rows.get(name) }))
      .filter((change) => change.before !== change.after);

  return {
    get: (...key) => rows.get(nameOf(key)),
    put: (row) => void rows.set(nameOfRow(row), row),
    remove: (row) => void rows.delete(nameOfRow(row)),
    addWhere: async (condition, values) => add((await selectRows(sql, schema, table, condition, values)) as Row[]),
    all: () => [...rows.values()],
    changes,
    save: async () => {
      const changed = changes();
      const gone: Row[] = [];
      const fresh: Row[] = [];
      const moved: Row[] = [];
      const columns = new Set<string>();
      for (const { before: old, after } of changed) {
        if (after === undefined) {
          if (old !== undefined) gone.push(old);
        } else if (old === undefined) {
          fresh.push(after);
        } else {
          moved.push(after);
          for (const name of names) if (fieldOf(old, name) !== fieldOf(after, name)) columns.add(name);
        }
      }
      await deleteRows(sql, schema, table, gone as never[]);
      await insertRows(sql, schema, table, fresh as never[]);
      await updateRows(sql, schema, table, [...columns], moved as never[]);
    },
  };
};
