import { join } from 'node:path';
import type { Sql } from '#platform/database/pool.js';
import { columnsOf } from '../backup/copy-table.js';
import type { BackedUpTable } from '../backup/manifest.js';
import { keptTables } from '../backup/tables.js';
import { TransferRefused } from '../installation.js';
import { DamagedFile } from '../log-file/log-lines.js';
import { linesIn } from '../log-file/text-lines.js';

/** One statement takes in so many rows, or so many characters: a short transaction each. */
const most = { rows: 500, size: 1024 * 1024 };

/** What the first start of an installation writes by itself is no content. */
const ofTheFirstStart = new Set(['access.keys', 'work.leases', 'work.idempotency']);

/** The tables that hold something a restore would mix with. */
export const filledTables = async (sql: Sql): Promise<readonly string[]> => {
  const filled: string[] = [];
  for (const { name } of keptTables.filter((table) => !ofTheFirstStart.has(table.name))) {
    const { rows } = await sql.query<{ there: boolean }>(`select exists (select from ${name}) as there`);
    if (rows[0]?.there === true) filled.push(name);
  }
  return filled;
};

export const emptyTables = async (sql: Sql): Promise<void> => {
  await sql.query(`truncate ${keptTables.map(({ name }) => name).join(', ')}`);
};

/** The rows of a backed-up table, into an empty one of this release: columns it has gained keep their defaults. */
export const loadTable = async (
  sql: Sql,
  folder: string,
  { table, name, columns, rows: expected, sequences }: BackedUpTable,
  onRows: (rows: number) => void,
): Promise<void> => {
  const here = new Set(await columnsOf(sql, table));
  const gone = columns.filter((column) => !here.has(column));
  if (gone.length > 0) throw new TransferRefused(`${table} has no ${gone.join(', ')} in this release.`);
  const names = columns.map((column) => `"${column}"`).join(', ');
  let rows: string[] = [];
  let size = 0;
  let done = 0;
  const flush = async (): Promise<void> => {
    if (rows.length === 0) return;
    await sql.query(
      `insert into ${table} (${names}) overriding system value
       select ${names} from json_populate_recordset(null::${table}, $1::json)`,
      [`[${rows.join(',')}]`],
    );
    done += rows.length;
    onRows(rows.length);
    rows = [];
    size = 0;
  };
  for await (const row of linesIn(join(folder, name))) {
    rows.push(row);
    size += row.length;
    if (rows.length === most.rows || size > most.size) await flush();
  }
  await flush();
  if (done !== expected) throw new DamagedFile(`${name} holds ${done} rows and should hold ${expected}`);
  for (const [column, last] of Object.entries(sequences)) {
    await sql.query('select setval(pg_get_serial_sequence($1, $2), $3::bigint)', [table, column, last]);
  }
};
