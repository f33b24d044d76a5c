import { batchDecider } from '#domain/batch/decide.js';
import type { BatchEvent } from '#domain/batch/messages.js';
import { evolveBatch, noBatch } from '#domain/batch/state.js';
import { runDecider } from '#domain/run/decide.js';
import type { SettledBatch } from '#domain/run/messages.js';
import { execute } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { workerContext } from '../worker-context.js';

/** Batches planned side by side, so that their appends can share commits. Of these any may be missing after a crash. */
export const sideBySide = 8;

/**
 * For a run that ends while its audience is being planned: nobody was attempted, and its ledger will say so for as
 * many as were planned.
 */
export const closePlanned = async (
  { store, worker, now }: { readonly store: EventStore; readonly worker: string; readonly now: Clock },
  runId: string,
): Promise<void> => {
  const context = () => workerContext({ worker, part: 'preparation', about: runId, now });
  const settled: SettledBatch[] = [];
  for (let batch = 1, missing = 0; missing < sideBySide; batch += 1) {
    const stream = `runbatch-${runId}.${batch}`;
    missing = (await store.read(stream, { limit: 1 })).length === 0 ? missing + 1 : 0;
    if (missing > 0) continue;
    await execute(store, batchDecider, stream, { type: 'CloseBatch', data: { abandon: true } }, context());
    const events = await store.read(stream);
    const state = events.map(({ type, data }) => ({ type, data }) as BatchEvent).reduce(evolveBatch, noBatch);
    if (state.status === 'closed') settled.push({ batch, totals: state.totals });
  }
  for (let from = 0; from < settled.length; from += 500) {
    const batches = settled.slice(from, from + 500);
    await execute(store, runDecider, `run-${runId}`, { type: 'SettleBatches', data: { batches } }, context());
  }
};
