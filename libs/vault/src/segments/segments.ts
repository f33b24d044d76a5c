import type pg from 'pg';
import type { SegmentFilter } from '#domain/segment/messages.js';
import type { Sql } from '#platform/database/pool.js';
import type { Contact } from '../contacts/contact.js';
import { contactColumns, contactOf, type ContactRow } from '../contacts/contacts.js';
import { conditionOf } from './condition.js';

/** How many contacts pass the filter now; no filter, everybody. */
export const countSegment = async (sql: Sql, filter: SegmentFilter | undefined): Promise<number> => {
  const condition = conditionOf(filter);
  const { rows } = await sql.query<{ count: string }>(`select count(*) from vault.contacts c where ${condition.sql}`, [
    ...condition.values,
  ]);
  return Number(rows[0]?.count ?? 0);
};

/** Some `size` of those who pass; the same ones each time, as ids are random. */
export const sampleSegment = async (
  sql: Sql,
  filter: SegmentFilter | undefined,
  size: number,
): Promise<readonly Contact[]> => {
  const condition = conditionOf(filter);
  const { rows } = await sql.query<ContactRow>(
    `select ${contactColumns} from vault.contacts c where ${condition.sql}
     order by c.id limit $${condition.values.length + 1}`,
    [...condition.values, size],
  );
  return rows.map(contactOf);
};

/** How many pass, and some `size` of them, both of one moment. */
export const surveySegment = async (
  sql: Sql,
  filter: SegmentFilter | undefined,
  size: number,
): Promise<{ readonly count: number; readonly sample: readonly Contact[] }> => {
  // The rows of the sample bear the count.
  if (size === 0) return { count: await countSegment(sql, filter), sample: [] };
  const condition = conditionOf(filter);
  const { rows } = await sql.query<ContactRow & { count: string }>(
    `select (select count(*) from vault.contacts c where ${condition.sql}) as count, ${contactColumns}
     from vault.contacts c where ${condition.sql} order by c.id limit $${condition.values.length + 1}`,
    [...condition.values, size],
  );
  return { count: Number(rows[0]?.count ?? 0), sample: rows.map(contactOf) };
};

const pageSize = 1000;

/**
 * Ids of all who pass at the moment of the first page, in their order, page by page; memory stays flat. The
 * transaction reads only: however slowly the pages are taken, no write waits for it and no subscriber either.
 * Those who fit into one page are one plain question.
 */
export async function* streamSegment(
  pool: pg.Pool,
  filter: SegmentFilter | undefined,
): AsyncGenerator<readonly string[], void, void> {
  const condition = conditionOf(filter);
  const { rows: few } = await pool.query<{ id: string }>(
    `select c.id from vault.contacts c where ${condition.sql} order by c.id limit $${condition.values.length + 1}`,
    [...condition.values, pageSize],
  );
  if (few.length < pageSize) {
    if (few.length > 0) yield few.map(({ id }) => id);
    return;
  }
  const connection = await pool.connect();
  let broken = true;
  try {
    await connection.query('begin isolation level repeatable read read only');
    await connection.query(`set local idle_in_transaction_session_timeout = '15min'`);
    await connection.query(
      `declare audience no scroll cursor for
       select c.id from vault.contacts c where ${condition.sql} order by c.id`,
      [...condition.values],
    );
    for (;;) {
      const { rows } = await connection.query<{ id: string }>(`fetch ${pageSize} from audience`);
      if (rows.length > 0) yield rows.map(({ id }) => id);
      if (rows.length < pageSize) break;
    }
    await connection.query('commit');
    broken = false;
  } finally {
    // Whoever stopped early, or an error, leaves a transaction behind: it ends with its connection.
    connection.release(broken);
  }
}
