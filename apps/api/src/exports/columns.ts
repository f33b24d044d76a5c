import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import type { RowFile } from '../http/row-file.js';

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Columns of a CSV of runs. New ones come at the end: programs count. */
export const runColumns = {
  id: ({ id }) => id,
  status: ({ status }) => status,
  type: ({ type }) => type,
  channel: ({ channel }) => channel,
  trigger: ({ trigger }) => trigger,
  campaignId: ({ campaign }) => campaign.id,
  campaignName: ({ campaign }) => campaign.name,
  campaignVersion: ({ campaign }) => campaign.version,
  campaignVersionNow: ({ campaign }) => campaign.headVersion,
  goalId: ({ goal }) => goal.id,
  goalVersion: ({ goal }) => goal.version,
  createdAt: ({ createdAt }) => createdAt,
  startAt: ({ startAt }) => startAt,
  startedAt: ({ startedAt }) => startedAt,
  endedAt: ({ endedAt }) => endedAt,
  durationMs: ({ durationMs }) => durationMs,
  audience: ({ ledger }) => ledger.audience,
  waiting: ({ ledger }) => ledger.waiting,
  inFlight: ({ ledger }) => ledger.inFlight,
  accepted: ({ ledger }) => ledger.accepted,
  refused: ({ ledger }) => ledger.refused,
  skipped: ({ ledger }) => sum(Object.values(ledger.skipped)),
  unknown: ({ ledger }) => ledger.unknown,
  notAttempted: ({ ledger }) => ledger.notAttempted,
  replies: ({ replies }) => sum(Object.values(replies)),
  failure: ({ failure }) => failure?.kind,
  failureDetail: ({ failure }) => failure?.detail,
  parentId: ({ parent }) => parent?.runId,
  relation: ({ parent }) => parent?.relation,
  requestedBy: ({ requestedBy }) => requestedBy,
  reason: ({ reason }) => reason,
  metadata: ({ metadata }) => (Object.keys(metadata).length === 0 ? null : JSON.stringify(metadata)),
} satisfies RowFile<RunSummary>['columns'];

/** Columns of a CSV of communications. New ones come at the end: programs count. */
export const communicationColumns = {
  id: ({ id }) => id,
  status: ({ status }) => status,
  externalId: ({ contact }) => contact.externalId,
  name: ({ contact }) => contact.name,
  address: ({ contact }) => contact.address,
  attempt: ({ attempt }) => attempt,
  reason: ({ reason }) => reason,
  detail: ({ detail }) => detail,
  code: ({ code }) => code,
  answer: ({ answer }) => answer,
  providerId: ({ providerId }) => providerId,
  messageId: ({ messageId }) => messageId,
  plannedAt: ({ plannedAt }) => plannedAt,
  claimedAt: ({ claimedAt }) => claimedAt,
  settledAt: ({ settledAt }) => settledAt,
  acceptedAt: ({ acceptedAt }) => acceptedAt,
  reportedAt: ({ reportedAt }) => reportedAt,
  repliedAt: ({ repliedAt }) => repliedAt,
  resolution: ({ resolution }) => resolution,
  resolvedBy: ({ resolvedBy }) => resolvedBy,
} satisfies RowFile<CommunicationSummary>['columns'];
