import type { BatchCommand } from '#domain/batch/messages.js';
import { sha256 } from '#platform/ids.js';

export type PlanBatch = Extract<BatchCommand, { type: 'PlanBatch' }>;

/** The command that plans one batch of a run's audience: these contacts, in this order. */
export const planBatch = (runId: string, batch: number, contactIds: readonly string[]): PlanBatch => ({
  type: 'PlanBatch',
  data: { runId, batch, contactIds, digest: sha256(contactIds.join('\n')) },
});
