import type { BulkStatus } from '#domain/bulk/decide.js';
import type { BulkAction, BulkSelection, BulkTotals } from '#domain/bulk/messages.js';
import { createTable, instant, int, json, oneOf, optional, type RowOf, table, text } from '../table.js';

export const jobs = table('jobs', ['bulk_id'], {
  bulk_id: text,
  status: oneOf<BulkStatus>(),
  kind: oneOf<BulkAction['kind']>(),
  action: json<BulkAction>(),
  selection: json<BulkSelection>(),
  count: int,
  requested_by: text,
  role: text,
  reason: optional(text),
  created_at: instant,
  /** Who told it to stop; null when nobody did. */
  aborted_by: optional(text),
  ended_at: optional(instant),
  totals: optional(json<BulkTotals>()),
  /** What ended it, when it was neither its last run nor a person. */
  detail: optional(text),
});

export type JobRow = RowOf<typeof jobs>;

export const ddl = (schema: string): string => `
  ${createTable(schema, jobs)}
  create index on ${schema}.jobs (created_at, bulk_id);
  create index on ${schema}.jobs (status, created_at, bulk_id);`;
