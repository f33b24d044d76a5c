import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Ledger, Parent, Pin, RunFailure, RunType } from '#domain/run/messages.js';
import type { ReplyClass } from '#domain/thread/messages.js';
import { isoSql } from '../table.js';

/** One run, as the list and the head of its page show it. */
export interface RunSummary {
  readonly id: string;
  readonly status: RunStatus;
  readonly type: RunType;
  readonly test: boolean;
  /** Who or what asked for it: an API key's owner, a schedule. */
  readonly trigger: string;
  readonly channel: ChannelKind;
  readonly campaign: {
    readonly id: string;
    /** As the pinned version names it; null while the read model has not seen that version. */
    readonly name: string | null;
    /** What the run pinned, and what the campaign is now. */
    readonly version: number;
    readonly headVersion: number | null;
  };
  /** "Campaign is now v7, this run used v5". */
  readonly differsFromCampaign: boolean;
  readonly goal: Pin;
  readonly segment: Pin | null;
  readonly sender: Pin | null;
  readonly follow: 'pinned' | 'latest';
  readonly metadata: { readonly [name: string]: string };
  readonly parent: Parent | null;
  readonly requestedBy: string;
  readonly reason: string | null;
  readonly createdAt: Instant;
  /** Null for a run that was to start at once. */
  readonly startAt: Instant | null;
  readonly queuedAt: Instant | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** From start to end; null for a run that has not ended or never started. */
  readonly durationMs: number | null;
  /** Balances at every moment. */
  readonly ledger: Ledger;
  /** Of those that wait: drafts that a reviewer has not decided on. */
  readonly drafts: number;
  /** `total` is null until the audience is frozen. */
  readonly batches: { readonly total: number | null; readonly closed: number };
  /** Matched replies by class; `unclassified` until their class is known. */
  readonly replies: { readonly [kind in ReplyClass | 'unclassified']?: number };
  readonly lastProgressAt: Instant;
  /** Why the service stopped it, or why it was missed. */
  readonly failure: { readonly kind: RunFailure | 'missed'; readonly detail: string } | null;
  /** Revision of the run's stream. */
  readonly revision: number;
}

/** The wire form of run `r` with its ledger `l`, its campaign `c` and the pinned version's name `n`. */
export const summarySql = `
  r.id, r.status, r.type, r.type = 'test' as test, r.trigger, r.channel,
  jsonb_build_object('id', r.campaign_id, 'name', n.name, 'version', r.campaign_version,
    'headVersion', nullif(c.version, 0)) as campaign,
  c.version > 0 and c.version <> r.campaign_version as "differsFromCampaign",
  r.pins->'goal' as goal, r.pins->'segment' as segment, r.pins->'sender' as sender, r.follow, r.metadata,
  case when r.parent_id is not null then
    jsonb_build_object('runId', r.parent_id, 'relation', r.parent_relation) end as parent,
  r.actor as "requestedBy", r.reason, ${isoSql('r.created_at')} as "createdAt", ${isoSql('r.start_at')} as "startAt",
  ${isoSql('r.queued_at')} as "queuedAt", ${isoSql('r.started_at')} as "startedAt",
  ${isoSql('r.ended_at')} as "endedAt", r.duration_ms as "durationMs",
  jsonb_build_object('audience', l.audience, 'waiting', l.waiting, 'inFlight', l.in_flight, 'accepted', l.accepted,
    'refused', l.refused, 'skipped', l.skipped, 'unknown', l.unknown, 'notAttempted', l.not_attempted) as ledger,
  l.drafts, jsonb_build_object('total', r.batches, 'closed', l.closed_batches) as batches, l.replies,
  ${isoSql('l.last_progress_at')} as "lastProgressAt",
  case when r.failure_detail is not null then
    jsonb_build_object('kind', coalesce(r.failure, 'missed'), 'detail', r.failure_detail) end as failure,
  r.revision`;

/** The joins that `summarySql` needs. */
export const summaryJoins = `
  join rm_runs.ledgers l on l.run_id = r.id
  join rm_runs.campaigns c on c.id = r.campaign_id
  left join rm_runs.campaign_names n on n.id = r.campaign_id and n.version = r.campaign_version`;
