import type { Instant } from '#domain/kernel/message.js';
import { arrayText, type Element } from '#platform/database/array-text.js';
import type { Sql } from '#platform/database/pool.js';
import type { AnyRow, Key, Only } from './working-set.js';

/** `__value` exists for the compiler only: what a value of the column is in TypeScript. */
interface Column<Value> {
  readonly type: string;
  readonly nullable: boolean;
  readonly __value?: Value;
}

const column = <Value>(type: string): Column<Value> => ({ type, nullable: false });

/** Ids, names, statuses: compared byte by byte, so that order and pages do not depend on the cluster's locale. */
export const text = column<string>('text');
export const int = column<number>('int4');
/** Whole numbers beyond 2^31, exact up to 2^53. */
export const big = column<number>('float8');
export const bool = column<boolean>('bool');
/** Millisecond precision, so that what a cursor carries equals what is stored. */
export const instant = column<Instant>('timestamptz(3)');
export const json = <Value>(): Column<Value> => column<Value>('jsonb');
/** One of a few texts. */
export const oneOf = <Value extends string>(): Column<Value> => column<Value>('text');
export const optional = <Value>({ type }: Column<Value>): Column<Value | null> => ({ type, nullable: true });

interface Columns {
  readonly [name: string]: Column<unknown>;
}

/** A table as a projection sees it: rows that are found by key, folded and written back. */
export interface Table<C extends Columns = Columns> {
  readonly name: string;
  readonly columns: C;
  readonly key: readonly string[];
  /** Columns that never change and that rows are looked for by beside their key; none: they are not. */
  readonly group: readonly string[];
}

type Value<C> = C extends Column<infer V> ? V : never;
export type RowOf<T> = T extends Table<infer C> ? { readonly [Name in keyof C]: Value<C[Name]> } : never;

export const table = <C extends Columns>(
  name: string,
  key: readonly (keyof C & string)[],
  columns: C,
  { group = [] }: { readonly group?: readonly (keyof C & string)[] } = {},
): Table<C> => ({ name, key, columns, group });

/** The statement that makes the table. */
export const createTable = (schema: string, { name, key, columns }: Table): string => {
  const lines = Object.entries(columns).map(
    ([column, { type, nullable }]) =>
      `"${column}" ${type}${type === 'text' ? ' collate "C"' : ''}${nullable ? '' : ' not null'}`,
  );
  return `create table ${schema}.${name} (${lines.join(', ')}, primary key (${key.join(', ')}));`;
};

/** How a column is read: instants as ISO 8601 in UTC with milliseconds, the form they have in events. */
export const isoSql = (expression: string): string =>
  `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const selectList = ({ columns }: Table): string =>
  Object.entries(columns)
    .map(([name, { type }]) => (type.startsWith('timestamptz') ? `${isoSql(`"${name}"`)} as "${name}"` : `"${name}"`))
    .join(', ');

/** The rows with these keys, each key a list in the order of the table's key; in no order. */
export const rowsByKeys = async (
  sql: Sql,
  schema: string,
  from: Table,
  keys: readonly Key[],
): Promise<readonly AnyRow[]> =>
  keys.length === 0 ? [] : selectRows(sql, schema, from, isIn(from, from.key), columnsOf(from.key, keys));

/** The rows of these groups, or of them those that `only` lets pass; in no order. */
export const rowsByGroups = (
  sql: Sql,
  schema: string,
  from: Table,
  groups: readonly Key[],
  only: Only | null,
): Promise<readonly AnyRow[]> => {
  const values = columnsOf(from.group, groups);
  if (only === null) return selectRows(sql, schema, from, isIn(from, from.group), values);
  const condition = `${isIn(from, from.group)} and "${only.column}" = any($${values.length + 1})`;
  return selectRows(sql, schema, from, condition, [...values, [...only.in]]);
};

/** `(a, b) in (select * from unnest($1::text[], $2::int4[]))`: values as parameters, an array for each column. */
const isIn = ({ columns }: Table, names: readonly string[]): string =>
  `(${names.join(', ')}) in (select * from unnest(${names
    .map((name, at) => `$${at + 1}::${columns[name]?.type}[]`)
    .join(', ')}))`;

const columnsOf = (names: readonly string[], keys: readonly Key[]): unknown[] =>
  names.map((_, at) => arrayText(keys.map((key) => key[at])));

/** The rows that a condition picks, in no order. */
export const selectRows = async <C extends Columns>(
  sql: Sql,
  schema: string,
  from: Table<C>,
  where: string,
  values: unknown[],
): Promise<RowOf<Table<C>>[]> => {
  const { rows } = await sql.query(`select ${selectList(from)} from ${schema}.${from.name} where ${where}`, values);
  return rows as RowOf<Table<C>>[];
};

/** Inserts rows in one statement; a row whose key is there already is replaced. */
export const insertRows = async (sql: Sql, schema: string, into: Table, rows: readonly AnyRow[]): Promise<void> => {
  if (rows.length === 0) return;
  const names = filledIn(into, rows);
  const others = names.filter((name) => !into.key.includes(name));
  const replacing = `on conflict (${into.key.join(', ')}) do ${
    others.length === 0 ? 'nothing' : `update set ${others.map((o) => `"${o}" = excluded."${o}"`).join(', ')}`
  }`;
  await sql.query(`${insertOf(schema, into, names)} ${replacing}`, arraysOf(into, names, rows));
};

/**
 * Inserts rows whose keys are new, in one statement. To be ready for one that is there costs a quarter of an insert; here
 * it is an error.
 */
export const appendRows = async (sql: Sql, schema: string, into: Table, rows: readonly AnyRow[]): Promise<void> => {
  if (rows.length === 0) return;
  const names = filledIn(into, rows);
  await sql.query(insertOf(schema, into, names), arraysOf(into, names, rows));
};

/** Columns that are null in all rows are left out: wide tables begin their rows nearly empty. */
const filledIn = ({ columns }: Table, rows: readonly AnyRow[]): readonly string[] =>
  Object.keys(columns).filter((name) => !columns[name]?.nullable || rows.some((row) => row[name] !== null));

const insertOf = (schema: string, into: Table, names: readonly string[]): string =>
  `insert into ${schema}.${into.name} (${names.map(quoted).join(', ')})
   select * from unnest(${names.map((name, at) => `$${at + 1}::${into.columns[name]?.type}[]`).join(', ')})`;

/** Writes the given columns of rows that are there, in one statement. */
export const updateRows = async (
  sql: Sql,
  schema: string,
  into: Table,
  columns: readonly string[],
  rows: readonly AnyRow[],
): Promise<void> => {
  if (rows.length === 0 || columns.length === 0) return;
  const names = [...into.key, ...columns];
  await sql.query(
    `update ${schema}.${into.name} as t set ${columns.map((name) => `"${name}" = n."${name}"`).join(', ')}
     from unnest(${names.map((name, at) => `$${at + 1}::${into.columns[name]?.type}[]`).join(', ')})
       as n (${names.map(quoted).join(', ')})
     where ${into.key.map((name) => `t."${name}" = n."${name}"`).join(' and ')}`,
    arraysOf(into, names, rows),
  );
};

/** Deletes rows, found by their keys, in one statement. */
export const deleteRows = async (sql: Sql, schema: string, from: Table, rows: readonly AnyRow[]): Promise<void> => {
  if (rows.length === 0) return;
  const text = `delete from ${schema}.${from.name} where ${isIn(from, from.key)}`;
  await sql.query(text, arraysOf(from, from.key, rows));
};

const quoted = (name: string): string => `"${name}"`;

const arraysOf = ({ columns }: Table, names: readonly string[], rows: readonly AnyRow[]): unknown[] =>
  names.map((name) => {
    const isJson = columns[name]?.type === 'jsonb';
    return arrayText(
      rows.map((row) => {
        const value = row[name];
        return isJson && value !== null ? JSON.stringify(value) : (value as Element);
      }),
    );
  });
