import type { Table } from '../table.js';
import { type AnyRow, type Change, nameBy, type Only } from '../working-set.js';
import { WrittenNames } from './written-names.js';

/** A row that is kept, beside what the table has of it. */
interface Kept {
  /** Undefined: removed. */
  readonly row: AnyRow | undefined;
  /** Undefined: nothing, unless `unsure`. */
  readonly stored: AnyRow | undefined;
  /** It was put without being looked for, and the table may have a row with its key. */
  readonly unsure: boolean;
}

/** What is to be done to a table for rows that are no longer kept. */
export interface Outgoing {
  readonly table: Table;
  readonly changes: readonly Change<AnyRow>[];
  readonly unsure: readonly AnyRow[];
}

/** Rows of one table that are kept in memory, those that were used last at the end. */
export class KeptTable {
  private readonly kept = new Map<string, Kept>();
  private readonly groups = new Map<string, Set<string>>();
  private readonly written = new WrittenNames();
  private readonly undo: { readonly name: string; readonly row: AnyRow; readonly before: Kept | undefined }[] = [];

  constructor(private readonly table: Table) {}

  get size(): number {
    return this.kept.size;
  }

  /** The row when it is kept; `ask` when only the table can say. */
  find(name: string): AnyRow | undefined | 'ask' {
    const found = this.kept.get(name);
    if (found === undefined) return this.written.has(name) ? 'ask' : undefined;
    this.kept.delete(name);
    this.kept.set(name, found);
    return found.row;
  }

  /** Rows of a group that are kept, and whether the table may have more. */
  findGroup(name: string, only: Only | null): { readonly rows: readonly AnyRow[]; readonly ask: boolean } {
    const rows: AnyRow[] = [];
    for (const one of this.groups.get(name) ?? []) {
      const row = this.find(one);
      if (row !== undefined && row !== 'ask' && passes(row, only)) rows.push(row);
    }
    return { rows, ask: this.written.has(`group\n${name}`) };
  }

  /** Keeps rows as the table has them; those that are kept already know better and are left out of the answer. */
  keep(rows: readonly AnyRow[]): readonly AnyRow[] {
    return rows.filter((row) => {
      const name = nameBy(this.table.key, row);
      if (this.kept.has(name)) return false;
      this.set(name, { row, stored: row, unsure: false }, row);
      return true;
    });
  }

  write(changes: readonly Change<AnyRow>[]): void {
    for (const { before, after } of changes) {
      const row = after ?? before;
      if (row === undefined) continue;
      const name = nameBy(this.table.key, row);
      const found = this.kept.get(name);
      this.undo.push({ name, row, before: found });
      const { stored, unsure } = found ?? { stored: before, unsure: before === undefined && this.written.has(name) };
      if (after !== undefined) this.set(name, { row: after, stored, unsure }, row);
      else if (unsure) this.set(name, { row: undefined, stored: row, unsure: false }, row);
      else if (stored === undefined) this.forget(name, row);
      else this.set(name, { row: undefined, stored, unsure }, row);
    }
  }

  /** What was written since the last call stays. */
  accept(): void {
    this.undo.length = 0;
  }

  /** What was written since then never was. */
  reject(): void {
    for (const { name, row, before } of this.undo.toReversed()) {
      if (before === undefined) this.forget(name, row);
      else this.set(name, before, row);
    }
    this.undo.length = 0;
  }

  /** Lets go of rows until so many are left, those first that were not used for longest. */
  letGo(left: number): Outgoing {
    const changes: Change<AnyRow>[] = [];
    const unsure: AnyRow[] = [];
    for (const [name, { row, stored, unsure: isUnsure }] of this.kept) {
      if (this.kept.size <= left) break;
      this.forget(name, row ?? stored);
      if (row !== undefined && stored === undefined) this.noteWritten(name, row);
      if (isUnsure && row !== undefined) unsure.push(row);
      else if (row !== stored) changes.push({ before: stored, after: row });
    }
    return { table: this.table, changes, unsure };
  }

  private noteWritten(name: string, row: AnyRow): void {
    this.written.add(name);
    if (this.table.group.length > 0) this.written.add(`group\n${nameBy(this.table.group, row)}`);
  }

  private set(name: string, kept: Kept, row: AnyRow): void {
    this.kept.set(name, kept);
    if (this.table.group.length === 0) return;
    const group = nameBy(this.table.group, row);
    const names = this.groups.get(group);
    if (names === undefined) this.groups.set(group, new Set([name]));
    else names.add(name);
  }

  private forget(name: string, row: AnyRow | undefined): void {
    this.kept.delete(name);
    if (this.table.group.length === 0 || row === undefined) return;
    const group = nameBy(this.table.group, row);
    const names = this.groups.get(group);
    names?.delete(name);
    if (names?.size === 0) this.groups.delete(group);
  }
}

const passes = (row: AnyRow, only: Only | null): boolean =>
  only === null || only.in.some((value) => value === row[only.column]);
