import type { Instant } from '#domain/kernel/message.js';
import type { Sql } from '#platform/database/pool.js';
import type { ImportFault, ImportFormat } from './entries.js';

/**
 * - `running`: rows are coming in; when `updatedAt` is old, the process that took them has died.
 * - `finished`: every row was stored or refused.
 * - `refused`: the file as a whole cannot be used; nothing was stored.
 * - `aborted`: the upload broke off; the rows counted were dealt with, the rest never came.
 * - `failed`: the service could not go on; the rows counted were dealt with.
 */
export type ImportState = 'running' | 'finished' | 'refused' | 'aborted' | 'failed';

export interface Tally {
  /** Read so far, without header and empty rows: created + updated + unchanged + refused. */
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Of those stored: contacts that no mail can reach. */
  readonly withoutAddress: number;
  readonly refused: number;
  /** By reason. A refused row may have several. */
  readonly faults: { readonly [reason: string]: number };
}

export interface ImportReport extends Tally {
  readonly id: string;
  /** Name of the file. */
  readonly source: string;
  readonly format: ImportFormat;
  readonly state: ImportState;
  readonly detail: string | null;
  /** What became of each column: a field of the contact, or `ignored`. */
  readonly columns: { readonly [column: string]: string };
  readonly startedAt: Instant;
  readonly updatedAt: Instant;
}

export const nothingYet: Tally = {
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  withoutAddress: 0,
  refused: 0,
  faults: {},
};

/** Faults of one import that are kept; beyond them only the counts go on. */
export const mostFaults = 10_000;

/** Starts the report, or starts it over when the same import is tried again. */
export const openReport = async (
  sql: Sql,
  { id, source, format }: Pick<ImportReport, 'id' | 'source' | 'format'>,
): Promise<void> => {
  await sql.query('delete from vault.imports where id = $1', [id]);
  await sql.query(
    `insert into vault.imports (id, source, format, state, columns) values ($1, $2, $3, 'running', '{}')`,
    [id, source, format],
  );
};

/** In the transaction that stores the rows, so that the report never says more or less than what was done. */
export const noteProgress = async (
  tx: Sql,
  id: string,
  tally: Tally,
  faults: readonly ImportFault[],
): Promise<void> => {
  const { rows, created, updated, unchanged, withoutAddress, refused } = tally;
  await tx.query(
    `update vault.imports set rows = $2, created = $3, updated = $4, unchanged = $5, without_address = $6, refused = $7,
       faults = $8, updated_at = now() where id = $1`,
    [id, rows, created, updated, unchanged, withoutAddress, refused, JSON.stringify(tally.faults)],
  );
  if (faults.length === 0) return;
  await tx.query(
    `insert into vault.import_faults (import_id, row, "column", reason, detail)
     select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[])`,
    [
      id,
      faults.map(({ row }) => row),
      faults.map(({ column }) => column),
      faults.map(({ reason }) => reason),
      faults.map(({ detail }) => detail),
    ],
  );
};

export const closeReport = async (
  sql: Sql,
  id: string,
  { state, detail, columns }: Pick<ImportReport, 'state' | 'detail' | 'columns'>,
): Promise<void> => {
  await sql.query('update vault.imports set state = $2, detail = $3, columns = $4, updated_at = now() where id = $1', [
    id,
    state,
    detail,
    JSON.stringify(columns),
  ]);
};

interface Row extends Omit<ImportReport, 'startedAt' | 'updatedAt'> {
  readonly startedAt: Date;
  readonly updatedAt: Date;
}

const reportSql = `
  select id, source, format, state, detail, columns, rows, created, updated, unchanged,
    without_address as "withoutAddress", refused, faults, started_at as "startedAt", updated_at as "updatedAt"
  from vault.imports`;

const reportOf = (row: Row): ImportReport => ({
  ...row,
  startedAt: row.startedAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** Null for an unknown import. */
export const importReport = async (sql: Sql, id: string): Promise<ImportReport | null> => {
  const { rows } = await sql.query<Row>(`${reportSql} where id = $1`, [id]);
  const row = rows[0];
  return row === undefined ? null : reportOf(row);
};

/** Reports of imports, the newest first; `after` is the id of the last one of the page before. */
export const importReports = async (
  sql: Sql,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<readonly ImportReport[]> => {
  const { rows } = await sql.query<Row>(
    `${reportSql}
     where $1::text is null or (started_at, id) < (select started_at, id from vault.imports where id = $1)
     order by started_at desc, id desc limit $2`,
    [after ?? null, limit],
  );
  return rows.map(reportOf);
};

/** One page of an import's faults in the order of its rows, after the cursor of the page before. */
export const importFaults = async (
  sql: Sql,
  importId: string,
  { after = '0', limit }: { readonly after?: string; readonly limit: number },
): Promise<{ readonly faults: readonly ImportFault[]; readonly next: string | null }> => {
  const { rows } = await sql.query<ImportFault & { id: string }>(
    `select id, row, "column", reason, detail from vault.import_faults
     where import_id = $1 and id > $2 order by id limit $3`,
    [importId, after, limit],
  );
  const next = rows.length < limit ? null : (rows.at(-1)?.id ?? null);
  return { faults: rows.map(({ row, column, reason, detail }) => ({ row, column, reason, detail })), next };
};
