import type { Sql } from '#platform/database/pool.js';

export type TransferKind = 'import' | 'restore' | 'adopt';

/** Something that was begun and has not come to its end: until then nobody may work with the stores. */
export interface Unfinished {
  readonly kind: TransferKind;
  /** SHA-256 of what is brought in, and whether it is to be on hold; empty for a log that is there already. */
  readonly source: string;
  readonly begunAt: Date;
}

export const unfinished = async (sql: Sql): Promise<Unfinished | null> => {
  const { rows } = await sql.query<{ kind: TransferKind; source: string; begun_at: Date }>(
    'select kind, source, begun_at from work.transfers',
  );
  const [row] = rows;
  return row === undefined ? null : { kind: row.kind, source: row.source, begunAt: row.begun_at };
};

export const begin = async (sql: Sql, { kind, source }: Omit<Unfinished, 'begunAt'>): Promise<void> => {
  await sql.query(
    `insert into work.transfers (kind, source) values ($1, $2)
     on conflict (one) do update set kind = excluded.kind, source = excluded.source, begun_at = now()`,
    [kind, source],
  );
};

export const finish = async (sql: Sql): Promise<void> => {
  await sql.query('delete from work.transfers');
};
