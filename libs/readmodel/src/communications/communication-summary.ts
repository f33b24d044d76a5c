import type { CommunicationStatus } from '#domain/batch/lifecycle.js';
import { batchSize } from '#domain/batch/messages.js';
import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import { isoSql } from '../table.js';

/** One message to one contact in one run, as lists and details show it. */
export interface CommunicationSummary {
  /** `<run>.<batch>.<index>` */
  readonly id: string;
  readonly runId: string;
  readonly batch: number;
  /** Place in the batch, from 0. */
  readonly index: number;
  readonly campaignId: string;
  readonly channel: ChannelKind;
  readonly test: boolean;
  /** From the vault: null where the contact was erased or never had it. */
  readonly contact: {
    readonly id: string;
    readonly externalId: string | null;
    readonly name: string | null;
    /** Where the message goes: the contact's own address as it is now, or the one that a test run was given. */
    readonly address: string | null;
  };
  readonly status: CommunicationStatus;
  /** Attempts claimed so far. */
  readonly attempt: number;
  /** Why it is held or skipped, the rule that said so, and that rule's version. */
  readonly reason: string | null;
  readonly rule: string | null;
  readonly ruleVersion: number | null;
  readonly detail: string | null;
  /** The provider's answer to the newest attempt; for bounces the RFC 3463 status. */
  readonly code: string | null;
  readonly answer: string | null;
  readonly providerId: string | null;
  readonly messageId: string | null;
  /** HMACs under the contact's vault key. */
  readonly contentHash: string | null;
  readonly addressHash: string | null;
  /** Number of the newest draft, and what its reviewer noted. */
  readonly draft: number | null;
  readonly note: string | null;
  readonly plannedAt: Instant;
  readonly claimedAt: Instant | null;
  readonly settledAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly reportedAt: Instant | null;
  /** Until when it is held or deferred, or its draft stands. */
  readonly until: Instant | null;
  /** How an unknown fate was settled later. */
  readonly resolution: 'was-sent' | 'was-not-sent' | null;
  readonly resolvedBy: 'evidence' | 'operator' | null;
  readonly resolvedAt: Instant | null;
  /** When a person first wrote back. */
  readonly repliedAt: Instant | null;
}

/** The wire form of communication `c` of batch `b`, with what the vault holds of contact `v` and test inputs `i`. */
export const summarySql = `
  c.run_id || '.' || c.batch || '.' || c.idx as id, c.run_id as "runId", c.batch, c.idx as index,
  b.campaign_id as "campaignId", b.channel, b.test,
  jsonb_build_object('id', c.contact_id, 'externalId', v.external_id, 'name', v.name,
    'address', coalesce(i.address, v.email)) as contact,
  c.status, c.attempt, c.reason, c.rule, c.rule_version as "ruleVersion", c.detail, c.code, c.answer,
  c.provider_id as "providerId", c.message_id as "messageId", c.content_hash as "contentHash",
  c.address_hash as "addressHash", c.draft, c.note, ${isoSql('c.planned_at')} as "plannedAt",
  ${isoSql('c.claimed_at')} as "claimedAt", ${isoSql('c.settled_at')} as "settledAt",
  ${isoSql('c.accepted_at')} as "acceptedAt", ${isoSql('c.reported_at')} as "reportedAt",
  ${isoSql('c.until_at')} as until, c.resolution, c.resolved_by as "resolvedBy",
  ${isoSql('c.resolved_at')} as "resolvedAt", ${isoSql('c.replied_at')} as "repliedAt"`;

/** A test run's messages go round its given addresses in the order of its recipients. */
const testPlace = `((c.batch - 1) * ${batchSize} + c.idx)`;

/** Which of a test run's addresses communication `c` goes to; `list` is the column of one entry per address. */
export const testAddressSql = (list: string): string =>
  `i.${list}[${testPlace} % nullif(cardinality(i.${list}), 0) + 1]`;

/**
 * The joins that `summarySql` needs. Read models compare ids byte by byte, the vault does not: unless a join says
 * `default`, no index of the vault serves it, and a page reads all contacts there are.
 */
export const summaryJoins = `
  left join vault.contacts v on v.id = c.contact_id collate "default"
  left join lateral (
    select ${testAddressSql('addresses')} as address from vault.run_inputs i
    where b.test and i.run_id = c.run_id collate "default"
  ) i on true`;
