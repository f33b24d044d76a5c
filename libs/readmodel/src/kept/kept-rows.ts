import type pg from 'pg';
import { isOfTheEvent } from '../runner/poison.js';
import type { Rows } from '../rows.js';
import { deleteRows, insertRows, rowsByGroups, rowsByKeys, type Table, updateRows } from '../table.js';
import { type AnyRow, differencesOf, type Key, type Only, type RowSource, workingSet } from '../working-set.js';
import { copyRows } from './copy-rows.js';
import { KeptTable, type Outgoing } from './kept-table.js';

/**
 * The database would not take a row that came of some event, now that it was written: which one, nobody can say any
 * more. Who folds page by page finds out.
 */
export class RowsRefused extends Error {
  override readonly name = 'RowsRefused';
}

/**
 * Rows of each table in memory. A quarter of them is let go of when there are more: worth a COPY. As many may wait to be
 * written of those that nobody looks at again.
 */
const usualKept = 20_000;
/** Rows that one statement changes or deletes. */
const rowsAtOnce = 1_000;

/**
 * The rows of a copy that nobody reads yet and nobody else writes: those in use are kept in memory from page to page and
 * written once they are cold, most of them once in their life. A crash loses the copy, which then begins anew.
 */
export class KeptRows implements Rows {
  private readonly tables = new Map<Table, KeptTable>();
  private readonly waiting = new Map<Table, { rows: AnyRow[]; accepted: number }>();
  /** The writing that is under way; folding goes on meanwhile. */
  private writing: Promise<void> = Promise.resolve();
  private failure: Error | undefined;
  private readonly source: RowSource = {
    byKeys: (table, keys) => this.byKeys(table, keys),
    byGroups: (table, groups, only) => this.byGroups(table, groups, only),
    write: (table, changes) => Promise.resolve(this.tableOf(table).write(changes)),
  };

  constructor(
    private readonly pool: pg.Pool,
    private readonly schema: string,
    private readonly mostKept = usualKept,
  ) {}

  readonly open: Rows['open'] = (table, keys) => workingSet(this.source, table, keys);

  readonly append: Rows['append'] = (table, rows) => {
    const waiting = this.waitingOf(table).rows;
    for (const row of rows) waiting.push(row);
    return Promise.resolve();
  };

  /** What was saved and appended since the last call stays. Waits when rows come faster than they can be written. */
  async accept(): Promise<void> {
    for (const table of this.tables.values()) table.accept();
    for (const waiting of this.waiting.values()) waiting.accepted = waiting.rows.length;
    const full = [...this.tables.values()].filter(({ size }) => size > this.mostKept);
    const ready = [...this.waiting].filter(([, { rows }]) => rows.length > this.mostKept / 4);
    if (full.length + ready.length === 0) return;
    await this.written();
    this.send(
      full.map((table) => table.letGo(0.75 * this.mostKept)),
      ready.map(([table]) => table),
    );
  }

  /** What was saved and appended since then never was. */
  reject(): void {
    for (const table of this.tables.values()) table.reject();
    for (const waiting of this.waiting.values()) waiting.rows.length = waiting.accepted;
  }

  /** Resolves when everything is in the tables; then nothing is kept. Throws `RowsRefused`. */
  async flush(): Promise<void> {
    await this.written();
    this.send(
      [...this.tables.values()].map((table) => table.letGo(0)),
      [...this.waiting.keys()],
    );
    await this.written();
  }

  private async byKeys(table: Table, keys: ReadonlyMap<string, Key>): Promise<readonly AnyRow[]> {
    const kept = this.tableOf(table);
    const found: AnyRow[] = [];
    const asked: Key[] = [];
    for (const [name, key] of keys) {
      const row = kept.find(name);
      if (row === 'ask') asked.push(key);
      else if (row !== undefined) found.push(row);
    }
    if (asked.length === 0) return found;
    await this.written();
    return [...found, ...kept.keep(await rowsByKeys(this.pool, this.schema, table, asked))];
  }

  private async byGroups(
    table: Table,
    groups: ReadonlyMap<string, Key>,
    only: Only | null,
  ): Promise<readonly AnyRow[]> {
    const kept = this.tableOf(table);
    const found: AnyRow[] = [];
    const asked: Key[] = [];
    for (const [name, group] of groups) {
      const { rows, ask } = kept.findGroup(name, only);
      found.push(...rows);
      if (ask) asked.push(group);
    }
    if (asked.length === 0) return found;
    await this.written();
    return [...found, ...kept.keep(await rowsByGroups(this.pool, this.schema, table, asked, only))];
  }

  private async written(): Promise<void> {
    await this.writing;
    if (this.failure !== undefined) throw this.failure;
  }

  private send(outgoing: readonly Outgoing[], appended: readonly Table[]): void {
    const fresh = appended.map((table) => ({ table, rows: this.waitingOf(table).rows }));
    for (const table of appended) this.waiting.delete(table);
    this.writing = this.writeOut(outgoing, fresh).catch((error: unknown) => {
      this.failure = isOfTheEvent(error)
        ? new RowsRefused(`a row for ${this.schema} was refused`, { cause: error })
        : (error as Error);
    });
  }

  private async writeOut(
    outgoing: readonly Outgoing[],
    appended: readonly { readonly table: Table; readonly rows: readonly AnyRow[] }[],
  ): Promise<void> {
    const { pool, schema } = this;
    for (const { table, changes, unsure } of outgoing) {
      const { gone, fresh, moved, columns } = differencesOf(table, changes);
      for (const piece of piecesOf(gone)) await deleteRows(pool, schema, table, piece);
      for (const piece of piecesOf(moved)) await updateRows(pool, schema, table, columns, piece);
      for (const piece of piecesOf(unsure)) await insertRows(pool, schema, table, piece);
      await copyRows(pool, schema, table, fresh);
    }
    for (const { table, rows } of appended) await copyRows(pool, schema, table, rows);
  }

  private tableOf(table: Table): KeptTable {
    const found = this.tables.get(table);
    if (found !== undefined) return found;
    const fresh = new KeptTable(table);
    this.tables.set(table, fresh);
    return fresh;
  }

  private waitingOf(table: Table): { rows: AnyRow[]; accepted: number } {
    const found = this.waiting.get(table);
    if (found !== undefined) return found;
    const fresh = { rows: [], accepted: 0 };
    this.waiting.set(table, fresh);
    return fresh;
  }
}

const piecesOf = (rows: readonly AnyRow[]): readonly (readonly AnyRow[])[] =>
  Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, at) =>
    rows.slice(at * rowsAtOnce, (at + 1) * rowsAtOnce),
  );
