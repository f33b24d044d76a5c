import type { ChannelKind } from '#domain/campaign/messages.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Instant } from '#domain/kernel/message.js';
import { bool, createTable, instant, int, json, oneOf, optional, table, text } from '../table.js';

/** Runs that have not ended. A row leaves with the run's final event, so the table stays small. */
export const runs = table('runs', ['run_id'], {
  run_id: text,
  status: oneOf<RunStatus>(),
  campaign_id: text,
  channel: oneOf<ChannelKind>(),
  sender_id: optional(text),
  start_at: optional(instant),
  /** Time to live, s. */
  start_within: optional(int),
  /** Until when a queued run may start. */
  start_by: optional(instant),
  /** It goes before the others. */
  urgent: bool,
  /** When it came into its status. */
  since: instant,
  /** Batches that RunStarted promised; null before. */
  batches: optional(int),
  closed_batches: int,
  last_progress_at: instant,
  /** Whether a person looks at its drafts; known from RunStarted on. */
  reviewed: bool,
  /** Revision of the run's stream. */
  revision: int,
});

/** Batches that are not closed. A run may have ended without one that was planned too late for it to know. */
export const batches = table('batches', ['run_id', 'batch'], {
  run_id: text,
  batch: int,
  /** See standings.ts. */
  standings: text,
  /** By place in the batch: until when a recipient is held or deferred, or its draft stands. */
  until: json<{ readonly [place: string]: Instant }>(),
  /** Recipients that wait, for whatever. */
  waiting: int,
  /** Those of them that only a hold keeps from being claimed now. */
  claimable: int,
  drafts: int,
  claimed: int,
  /** When the first of those that wait for a time (deferral, end of a hold, expiry of a draft) is due. */
  next_due_at: optional(instant),
  /** Revision of the batch's stream. */
  revision: int,
});

export const holds = table('holds', ['scope'], { scope: text });

export const ddl = (schema: string): string => `
  ${[runs, batches, holds].map((one) => createTable(schema, one)).join('\n')}
  create index on ${schema}.runs (status, start_at);
  create index on ${schema}.runs (status, start_by);
  create index on ${schema}.batches (next_due_at, run_id, batch);`;
