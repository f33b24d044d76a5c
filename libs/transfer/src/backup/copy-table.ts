import type { Sql } from '#platform/database/pool.js';
import type { KeptTable } from './tables.js';

/** What a copy of a table leaves out or adds. */
export interface Changes {
  /** Condition for the rows that are copied; `t` is the table. */
  readonly where?: string;
  readonly values?: readonly unknown[];
  /** Further rows, as JSON. */
  readonly more?: readonly string[];
}

/** The rows of a table as the transaction sees them, one JSON object a line. */
export async function* rowsAsText(
  tx: Sql,
  { name, atOnce }: KeptTable,
  { where = 'true', values = [], more = [] }: Changes,
  onRows: (rows: number) => void,
): AsyncGenerator<string> {
  await tx.query(
    `declare copied no scroll cursor for select row_to_json(t)::text as row from ${name} t where ${where}`,
    [...values],
  );
  for (;;) {
    const { rows } = await tx.query<{ row: string }>(`fetch ${atOnce} from copied`);
    if (rows.length === 0) break;
    onRows(rows.length);
    yield rows.map(({ row }) => `${row}\n`).join('');
  }
  await tx.query('close copied');
  onRows(more.length);
  if (more.length > 0) yield more.map((row) => `${row}\n`).join('');
}

/** Columns that hold something of their own. */
export const columnsOf = async (sql: Sql, table: string): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
};

/** The last value of each column that counts by itself: a restored table goes on behind it, never behind its rows. */
export const sequencesOf = async (sql: Sql, table: string): Promise<Readonly<Record<string, string>>> => {
  const found: Record<string, string> = {};
  for (const column of await columnsOf(sql, table)) {
    const { rows } = await sql.query<{ sequence: string | null }>('select pg_get_serial_sequence($1, $2) as sequence', [
      table,
      column,
    ]);
    const sequence = rows[0]?.sequence ?? null;
    if (sequence === null) continue;
    const last = await sql.query<{ value: string }>(`select last_value::text as value from ${sequence}`);
    found[column] = last.rows[0]?.value ?? '1';
  }
  return found;
};
