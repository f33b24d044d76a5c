import { createHash } from 'node:crypto';
import type { Sql } from '#platform/database/pool.js';

/** One table in two places that should hold the same rows. */
export interface TableComparison {
  readonly table: string;
  readonly equal: boolean;
  readonly rows: { readonly live: number; readonly folded: number };
  /** SHA-256 of all rows in order. */
  readonly digest: { readonly live: string; readonly folded: string };
  /** The first rows that only one of both has, as PostgreSQL prints them. They hold ids, never personal data. */
  readonly differences: readonly { readonly only: 'live' | 'folded'; readonly row: string }[];
}

/** A schema as a transaction sees it. The transaction stays open while rows are read. */
export interface Side {
  readonly tx: Sql;
  readonly schema: string;
}

const mostDifferences = 20;

/** Walks both tables in the order of their rows' texts; memory does not grow with them. */
export const compareTable = async (table: string, live: Side, folded: Side): Promise<TableComparison> => {
  const [a, b] = [await openRows(table, live, 'live'), await openRows(table, folded, 'folded')];
  const differences: { only: 'live' | 'folded'; row: string }[] = [];
  const note = (only: 'live' | 'folded', row: string): void => {
    if (differences.length < mostDifferences) differences.push({ only, row });
  };
  let [left, right] = [await a.next(), await b.next()];
  while (left !== null || right !== null) {
    const order = left === null ? 1 : right === null ? -1 : Buffer.compare(Buffer.from(left), Buffer.from(right));
    if (order < 0 && left !== null) note('live', left);
    if (order > 0 && right !== null) note('folded', right);
    if (order <= 0) left = await a.next();
    if (order >= 0) right = await b.next();
  }
  const digest = { live: await a.close(), folded: await b.close() };
  const rows = { live: a.count(), folded: b.count() };
  return { table, equal: digest.live === digest.folded, rows, digest, differences };
};

interface Rows {
  next(): Promise<string | null>;
  count(): number;
  /** Ends the reading; the digest of what was read. */
  close(): Promise<string>;
}

const pageSize = 2_000;

const openRows = async (table: string, { tx, schema }: Side, cursor: string): Promise<Rows> => {
  const hash = createHash('sha256');
  let page: readonly { row: string }[] = [];
  let at = 0;
  let count = 0;
  await tx.query(
    `declare ${cursor} no scroll cursor for select t::text as row from ${schema}.${table} t
     order by t::text collate "C"`,
  );
  return {
    next: async () => {
      if (at === page.length) {
        page = (await tx.query<{ row: string }>(`fetch ${pageSize} from ${cursor}`)).rows;
        at = 0;
      }
      const row = page[at]?.row ?? null;
      if (row === null) return null;
      at += 1;
      count += 1;
      hash.update(row).update('\n');
      return row;
    },
    count: () => count,
    close: async () => {
      await tx.query(`close ${cursor}`);
      return hash.digest('hex');
    },
  };
};
