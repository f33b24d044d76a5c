import type pg from 'pg';
import { copyIn, copyText } from '#platform/database/copy-in.js';
import type { Table } from '../table.js';
import type { AnyRow } from '../working-set.js';

/** Rows of one COPY, so that its transaction stays short: each holds back every subscriber of the log. */
const rowsAtOnce = 2_000;

/** Loads rows whose keys are new. */
export const copyRows = async (pool: pg.Pool, schema: string, table: Table, rows: readonly AnyRow[]): Promise<void> => {
  if (rows.length === 0) return;
  const columns = Object.entries(table.columns).map(([name, { type }]) => ({ name, isJson: type === 'jsonb' }));
  const into = `${schema}.${table.name} (${columns.map(({ name }) => `"${name}"`).join(', ')})`;
  const connection = await pool.connect();
  let broken = true;
  try {
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      await copyIn(connection, into, linesOf(columns, rows.slice(from, from + rowsAtOnce)));
    }
    broken = false;
  } finally {
    connection.release(broken);
  }
};

interface Field {
  readonly name: string;
  readonly isJson: boolean;
}

const linesOf = (columns: readonly Field[], rows: readonly AnyRow[]): string => {
  let lines = '';
  for (const row of rows) {
    let separator = '';
    for (const { name, isJson } of columns) {
      lines += separator + fieldOf(row[name], isJson);
      separator = '\t';
    }
    lines += '\n';
  }
  return lines;
};

const fieldOf = (value: unknown, isJson: boolean): string => {
  if (value === null || value === undefined) return '\\N';
  return copyText(typeof value === 'string' && !isJson ? value : JSON.stringify(value));
};
