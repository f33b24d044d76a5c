import type { ChannelKind } from '#domain/campaign/messages.js';
import type { CommunicationStatus } from '#domain/batch/lifecycle.js';
import { bool, createTable, instant, int, oneOf, optional, table, text } from '../table.js';

/** One row per communication, found by its place: `<run_id>.<batch>.<idx>` is its id. */
export const communications = table(
  'communications',
  ['run_id', 'batch', 'idx'],
  {
    run_id: text,
    batch: int,
    idx: int,
    contact_id: text,
    planned_at: instant,
    status: oneOf<CommunicationStatus>(),
    attempt: int,
    /** Why it was skipped or is held; the rule that said so, and the rule's version. */
    reason: optional(text),
    rule: optional(text),
    rule_version: optional(int),
    detail: optional(text),
    /** The provider's answer to the last attempt. */
    code: optional(text),
    answer: optional(text),
    provider_id: optional(text),
    message_id: optional(text),
    content_hash: optional(text),
    address_hash: optional(text),
    draft: optional(int),
    note: optional(text),
    /** Until when it is held or deferred, or its draft stands. */
    until_at: optional(instant),
    claimed_at: optional(instant),
    settled_at: optional(instant),
    accepted_at: optional(instant),
    reported_at: optional(instant),
    resolution: optional(oneOf<'was-sent' | 'was-not-sent'>()),
    resolved_by: optional(oneOf<'evidence' | 'operator'>()),
    resolved_at: optional(instant),
    replied_at: optional(instant),
  },
  { group: ['run_id', 'batch'] },
);

/**
 * What all communications of a batch have in common. Lists over all runs walk this table, which is a two
 * hundredth of the other's size, so that the other needs few indexes.
 */
export const batches = table('batches', ['run_id', 'batch'], {
  run_id: text,
  batch: int,
  planned_at: instant,
  campaign_id: text,
  channel: oneOf<ChannelKind>(),
  test: bool,
  closed: bool,
});

export const runs = table('runs', ['run_id'], {
  run_id: text,
  campaign_id: text,
  channel: oneOf<ChannelKind>(),
  test: bool,
});

/** Statuses that most communications pass through or end in, and that therefore need no index. */
export const usualStatuses = ['planned', 'claimed', 'accepted', 'delivered'] as const satisfies CommunicationStatus[];

/** Communications in any other status: the few that people look for. */
export const exceptions = table('exceptions', ['run_id', 'batch', 'idx'], {
  run_id: text,
  batch: int,
  idx: int,
  status: oneOf<CommunicationStatus>(),
  reason: optional(text),
  planned_at: instant,
});

/** Matched replies, for the axis of engagement: a communication was answered when a person wrote back. */
export const answers = table(
  'answers',
  ['reply_id'],
  {
    reply_id: text,
    run_id: text,
    batch: int,
    idx: int,
    received_at: instant,
    human: bool,
  },
  { group: ['run_id', 'batch', 'idx'] },
);

/** How many of a run's communications stand in each status, and how many of them were accepted at some time. */
export const tallies = table('tallies', ['run_id', 'status'], {
  run_id: text,
  status: oneOf<CommunicationStatus>(),
  communications: int,
  accepted: int,
});

export const ddl = (schema: string): string => `
  ${[communications, batches, runs, exceptions, answers, tallies].map((one) => createTable(schema, one)).join('\n')}
  alter table ${schema}.communications set (fillfactor = 85);
  create index on ${schema}.communications (contact_id, planned_at, run_id, batch, idx);
  create index on ${schema}.communications (message_id) where message_id is not null;
  create index on ${schema}.batches (planned_at, run_id, batch);
  create index on ${schema}.batches (campaign_id, planned_at, run_id, batch);
  create index on ${schema}.batches (channel, planned_at, run_id, batch);
  create index on ${schema}.batches (planned_at, run_id, batch) where test;
  create index on ${schema}.batches (planned_at, run_id, batch) where not closed;
  create index on ${schema}.answers (run_id, batch, idx);
  create index on ${schema}.exceptions (status, planned_at, run_id, batch, idx);
  create index on ${schema}.exceptions (run_id, status, batch, idx);`;
