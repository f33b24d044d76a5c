import type { ChannelKind } from '#domain/campaign/messages.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Parent, Pins, RunFailure, RunType } from '#domain/run/messages.js';
import type { ReplyClass } from '#domain/thread/messages.js';
import { big, bool, createTable, instant, int, json, oneOf, optional, table, text } from '../table.js';

/** What a run's own stream says. It changes a few times in a run's life, so it can bear many indexes. */
export const runs = table('runs', ['id'], {
  id: text,
  campaign_id: text,
  campaign_version: int,
  goal_id: text,
  goal_version: int,
  pins: json<Pins>(),
  channel: oneOf<ChannelKind>(),
  type: oneOf<RunType>(),
  trigger: text,
  follow: oneOf<'pinned' | 'latest'>(),
  metadata: json<{ readonly [name: string]: string }>(),
  parent_id: optional(text),
  parent_relation: optional(oneOf<Parent['relation']>()),
  status: oneOf<RunStatus>(),
  actor: text,
  reason: optional(text),
  created_at: instant,
  start_at: optional(instant),
  queued_at: optional(instant),
  started_at: optional(instant),
  ended_at: optional(instant),
  duration_ms: optional(big),
  batches: optional(int),
  failure: optional(oneOf<RunFailure>()),
  failure_detail: optional(text),
  /** Revision of the run's stream. */
  revision: int,
});

/** The numbers of a run. They change with every page of its batches, so no index stands in the way. */
export const ledgers = table('ledgers', ['run_id'], {
  run_id: text,
  audience: int,
  waiting: int,
  in_flight: int,
  accepted: int,
  refused: int,
  skipped: json<{ readonly [reason: string]: number }>(),
  unknown: int,
  not_attempted: int,
  /** Those of `waiting` that wait for a reviewer. */
  drafts: int,
  closed_batches: int,
  /** Set by the run's final event, whose ledger is the last word. */
  final: bool,
  /** Matched replies by class; `unclassified` until their class is known. */
  replies: json<{ readonly [kind in ReplyClass | 'unclassified']?: number }>(),
  last_progress_at: instant,
});

/** Batches that are not closed; see standings.ts. */
export const batches = table('batches', ['run_id', 'batch'], { run_id: text, batch: int, standings: text });

export const replies = table('replies', ['reply_id'], {
  reply_id: text,
  run_id: text,
  class: optional(oneOf<ReplyClass>()),
});

/** Campaigns as they are now; version 0 and no name when their own events are not here. */
export const campaigns = table('campaigns', ['id'], { id: text, name: text, version: int });

export const campaignNames = table('campaign_names', ['id', 'version'], { id: text, version: int, name: text });

/** How many runs stand in each status. */
export const statusCounts = table('status_counts', ['status'], { status: oneOf<RunStatus>(), runs: int });

/** The same, narrow enough to sum up for one campaign, type or channel. */
export const rollup = table('rollup', ['campaign_id', 'type', 'channel', 'status'], {
  campaign_id: text,
  type: oneOf<RunType>(),
  channel: oneOf<ChannelKind>(),
  status: oneOf<RunStatus>(),
  runs: int,
});

/**
 * On which days (UTC, `2026-11-23`) runs were created, were to start, started and ended, each combination that one of
 * them ever had; '' for what had not happened. Such days go together, so that there are few: a list in the order of
 * one time, of runs from a range of another, walks only days that have some.
 */
export const days = table('days', ['created', 'scheduled', 'started', 'ended'], {
  created: text,
  scheduled: text,
  started: text,
  ended: text,
});

/**
 * One index for each order of the list (both directions, its null part included), one for each filter in the
 * order of the list's default, one for each status in every order, for what becomes of a run decides which times it has
 * (who asks for failed runs by duration would walk past all others), and the few that have a meaning of their own.
 */
const indexes = {
  runs: [
    '(created_at, id)',
    '(start_at, id)',
    '(started_at, id)',
    '(ended_at, id)',
    '(duration_ms, id)',
    '(status, id)',
    '(campaign_id, id)',
    '(status, created_at, id)',
    '(status, start_at, id)',
    '(status, started_at, id)',
    '(status, ended_at, id)',
    '(status, duration_ms, id)',
    '(campaign_id, created_at, id)',
    '(channel, created_at, id)',
    '(type, created_at, id)',
    '(goal_id, created_at, id)',
    '(trigger, created_at, id)',
    '(campaign_id, campaign_version, created_at, id)',
    '(parent_id, created_at, id)',
    `((pins->'segment'->>'id'), created_at, id)`,
    `((pins->'sender'->>'id'), created_at, id)`,
    'using gin (metadata jsonb_path_ops)',
  ],
  replies: ['(run_id)'],
  campaigns: ['(name, id)'],
};

export const ddl = (schema: string): string =>
  [
    ...[runs, ledgers, batches, replies, campaigns, campaignNames, statusCounts, rollup, days].map((one) =>
      createTable(schema, one),
    ),
    ...Object.entries(indexes).flatMap(([name, lists]) =>
      lists.map((list) => `create index on ${schema}.${name} ${list};`),
    ),
  ].join('\n');
