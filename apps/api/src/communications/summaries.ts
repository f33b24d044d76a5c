import { batchSize } from '#domain/batch/messages.js';
import { communicationIdOf } from '#domain/batch/state.js';
import type { RunRequest } from '#domain/run/messages.js';
import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import type { CommunicationRow } from '#readmodel/communications/fold.js';
import { contactsByIds } from '#vault/contacts/contacts.js';
import { runInputs } from '#vault/run-inputs/run-inputs.js';
import type { Installation } from '../installation.js';

/** Folded rows as lists show communications: with what the vault holds of their contacts now. */
export const summariesOf = async (
  { pool }: Pick<Installation, 'pool'>,
  { runId, campaignId, channel, type }: RunRequest,
  rows: readonly CommunicationRow[],
): Promise<readonly CommunicationSummary[]> => {
  const test = type === 'test';
  const [contacts, inputs] = await Promise.all([
    contactsByIds(pool, [...new Set(rows.map(({ contact_id }) => contact_id))]),
    test ? runInputs(pool, runId) : null,
  ]);
  const addresses = inputs?.addresses ?? [];
  return rows.map((row) => {
    const contact = contacts.get(row.contact_id);
    const place = (row.batch - 1) * batchSize + row.idx;
    return {
      id: communicationIdOf(runId, row.batch, row.idx),
      runId,
      batch: row.batch,
      index: row.idx,
      campaignId,
      channel,
      test,
      contact: {
        id: row.contact_id,
        externalId: contact?.externalId ?? null,
        name: contact?.name ?? null,
        address: (addresses.length > 0 ? addresses[place % addresses.length] : null) ?? contact?.email ?? null,
      },
      status: row.status,
      attempt: row.attempt,
      reason: row.reason,
      rule: row.rule,
      ruleVersion: row.rule_version,
      detail: row.detail,
      code: row.code,
      answer: row.answer,
      providerId: row.provider_id,
      messageId: row.message_id,
      contentHash: row.content_hash,
      addressHash: row.address_hash,
      draft: row.draft,
      note: row.note,
      plannedAt: row.planned_at,
      claimedAt: row.claimed_at,
      settledAt: row.settled_at,
      acceptedAt: row.accepted_at,
      reportedAt: row.reported_at,
      until: row.until_at,
      resolution: row.resolution,
      resolvedBy: row.resolved_by,
      resolvedAt: row.resolved_at,
      repliedAt: row.replied_at,
    };
  });
};
