import { communicationIdOf } from '#domain/batch/state.js';
import type { Position } from '#eventstore/port.js';
import type { Sql } from '#platform/database/pool.js';
import { checkpointOf } from '#readmodel/projection-state.js';
import { runById } from '#readmodel/runs/queries.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';

/** Read models that hold something of a run. */
export const readModels = ['history', 'runs', 'communications', 'replies'] as const;
export type ReadModel = (typeof readModels)[number];

/** What the read models hold of a run, and how much of the log each of them has seen. */
export interface StoredRun {
  readonly checkpoints: Readonly<Record<ReadModel, Position>>;
  readonly run: RunSummary | null;
  readonly communications: ReadonlyMap<string, StoredCommunication>;
  readonly replies: ReadonlyMap<string, { communicationId: string | null; class: string | null }>;
}

interface StoredCommunication {
  readonly contactId: string;
  readonly status: string;
  readonly attempt: number;
  readonly reason: string | null;
}

/** Within a transaction that sees one snapshot. */
export const readStored = async (tx: Sql, runId: string): Promise<StoredRun> => {
  const checkpoint = async (name: string): Promise<Position> => {
    const state = await checkpointOf(tx, name);
    if (state === null) throw new Error(`the read model ${name} was never started`);
    return state.position;
  };
  const communications = await tx.query<StoredCommunication & { batch: number; idx: number }>(
    `select batch, idx, status, attempt, reason, contact_id as "contactId"
     from rm_communications.communications where run_id = $1`,
    [runId],
  );
  const replies = await tx.query<{ id: string; communicationId: string | null; class: string | null }>(
    `select reply_id as id, communication_id as "communicationId", class from rm_replies.replies where run_id = $1`,
    [runId],
  );
  return {
    checkpoints: {
      history: await checkpoint('history'),
      runs: await checkpoint('runs'),
      communications: await checkpoint('communications'),
      replies: await checkpoint('replies'),
    },
    run: await runById(tx, runId),
    communications: new Map(
      communications.rows.map(({ batch, idx, ...row }) => [communicationIdOf(runId, batch, idx), row]),
    ),
    replies: new Map(replies.rows.map(({ id, ...row }) => [id, row])),
  };
};
