import type { RowOf, Table } from './table.js';

export type Key = readonly (string | number)[];

/** A row by the names of its columns. */
export interface AnyRow {
  readonly [column: string]: unknown;
}

/** Rows of one table while a page of events is folded into them: read once, changed in memory, written once. */
export interface WorkingSet<Row> {
  get(...key: Key): Row | undefined;
  put(row: Row): void;
  remove(row: Row): void;
  /** Reads all rows of these groups, or of them those that `only` lets pass. What was changed already stays as it is. */
  addGroups(groups: Iterable<Key>, only?: Only): Promise<void>;
  /** Rows of a group as they are now; a list of its own, so that rows may be put and removed while it is walked. */
  group(...key: Key): readonly Row[];
  /** The rows as they are now, as a list of its own too. */
  all(): readonly Row[];
  /** What differs from what was read. */
  changes(): readonly Change<Row>[];
  save(): Promise<void>;
}

/** Rows whose text in this column is one of these. */
export interface Only {
  readonly column: string;
  readonly in: readonly string[];
}

export interface Change<Row> {
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** What working sets are read from and written to. Keys and groups come by their names. */
export interface RowSource {
  byKeys(table: Table, keys: ReadonlyMap<string, Key>): Promise<readonly AnyRow[]>;
  byGroups(table: Table, groups: ReadonlyMap<string, Key>, only: Only | null): Promise<readonly AnyRow[]>;
  write(table: Table, changes: readonly Change<AnyRow>[]): Promise<void>;
}

export const nameOf = (key: Key): string => (key.length === 1 ? String(key[0]) : key.join('\n'));

/** The name of a row's key, or of its group. The loop runs for every event. */
export const nameBy = (columns: readonly string[], row: AnyRow): string => {
  let name = '';
  for (const column of columns) name += `${name === '' ? '' : '\n'}${String(row[column])}`;
  return name;
};

export const workingSet = async <T extends Table>(
  source: RowSource,
  table: T,
  keys: Iterable<Key>,
): Promise<WorkingSet<RowOf<T>>> => {
  type Row = RowOf<T>;
  const before = new Map<string, AnyRow>();
  const rows = new Map<string, AnyRow>();
  const touched = new Set<string>();
  /** Names by group, from the first time that one is asked for. */
  let groups: Map<string, string[]> | undefined;
  const noteGroup = (name: string, row: AnyRow): void => {
    if (groups === undefined) return;
    const group = nameBy(table.group, row);
    const names = groups.get(group);
    if (names === undefined) groups.set(group, [name]);
    else names.push(name);
  };
  const add = (found: readonly AnyRow[]): void => {
    for (const row of found) {
      const name = nameBy(table.key, row);
      if (before.has(name)) continue;
      before.set(name, row);
      if (touched.has(name)) continue;
      rows.set(name, row);
      noteGroup(name, row);
    }
  };
  const unique = named(keys);
  if (unique.size > 0) add(await source.byKeys(table, unique));

  const changes = (): readonly Change<AnyRow>[] => {
    const found: Change<AnyRow>[] = [];
    for (const name of touched) {
      const change = { before: before.get(name), after: rows.get(name) };
      if (change.before !== change.after) found.push(change);
    }
    return found;
  };

  return {
    get: (...key) => rows.get(nameOf(key)) as Row | undefined,
    put: (row) => {
      const name = nameBy(table.key, row);
      touched.add(name);
      if (!rows.has(name)) noteGroup(name, row);
      rows.set(name, row);
    },
    remove: (row) => {
      const name = nameBy(table.key, row);
      touched.add(name);
      rows.delete(name);
    },
    addGroups: async (wanted, only) => {
      const those = named(wanted);
      if (those.size > 0) add(await source.byGroups(table, those, only ?? null));
    },
    group: (...key) => {
      if (groups === undefined) {
        groups = new Map();
        for (const [name, row] of rows) noteGroup(name, row);
      }
      const names = new Set(groups.get(nameOf(key)) ?? []);
      return [...names].flatMap((name) => rows.get(name) ?? []) as Row[];
    },
    all: () => [...rows.values()] as Row[],
    changes: () => changes() as readonly Change<Row>[],
    save: () => source.write(table, changes()),
  };
};

const named = (keys: Iterable<Key>): ReadonlyMap<string, Key> => {
  const found = new Map<string, Key>();
  for (const key of keys) found.set(nameOf(key), key);
  return found;
};

/** Changes by what is to be done for them; `columns` are those in which a row that was there differs. */
export const differencesOf = (
  { key, columns: all }: Table,
  changes: readonly Change<AnyRow>[],
): {
  readonly gone: readonly AnyRow[];
  readonly fresh: readonly AnyRow[];
  readonly moved: readonly AnyRow[];
  readonly columns: readonly string[];
} => {
  const gone: AnyRow[] = [];
  const fresh: AnyRow[] = [];
  const moved: AnyRow[] = [];
  const same = new Set(Object.keys(all).filter((name) => !key.includes(name)));
  const columns: string[] = [];
  for (const { before, after } of changes) {
    if (after === undefined) {
      if (before !== undefined) gone.push(before);
    } else if (before === undefined) {
      fresh.push(after);
    } else {
      moved.push(after);
      for (const name of same) {
        if (before[name] === after[name]) continue;
        same.delete(name);
        columns.push(name);
      }
    }
  }
  return { gone, fresh, moved, columns };
};
