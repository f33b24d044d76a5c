import type pg from 'pg';
import type { Sql } from '#platform/database/pool.js';

/** A statement as it was sent. */
export interface Sent {
  readonly text: string;
  readonly values: unknown[];
}

/** Sends on what it is asked and keeps it. */
export const recording = (sql: Sql): Sql & { readonly sent: Sent[] } => {
  const sent: Sent[] = [];
  return {
    sent,
    query: <Row extends pg.QueryResultRow>(statement: string | pg.QueryConfig, values?: unknown[]) => {
      sent.push(
        typeof statement === 'string'
          ? { text: statement, values: values ?? [] }
          : { text: statement.text, values: statement.values ?? values ?? [] },
      );
      return sql.query<Row>(statement, values);
    },
  };
};

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Schema?: string;
  readonly Plans?: readonly Node[];
}

/** Tables that a scan of all their rows does not hurt. */
const smallRows = 20_000;

/** What a statement would read from end to end although it is large: nothing, as it should be. */
export const scansOf = async (sql: Sql, { text, values }: Sent): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ 'QUERY PLAN': readonly [{ readonly Plan: Node }] }>(
    `explain (format json, verbose) ${text}`,
    values,
  );
  const scanned = rows.flatMap((row) => scannedBy(row['QUERY PLAN'][0].Plan));
  if (scanned.length === 0) return [];
  const { rows: large } = await sql.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname || '.' || c.relname = any($1) and c.reltuples > $2`,
    [scanned, smallRows],
  );
  return large.map(({ name }) => name);
};

const scannedBy = (node: Node): readonly string[] => [
  ...(node['Node Type'] === 'Seq Scan' ? [`${node.Schema}.${node['Relation Name']}`] : []),
  ...(node.Plans ?? []).flatMap(scannedBy),
];
