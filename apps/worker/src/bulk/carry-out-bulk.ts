import { setTimeout as pause } from 'node:timers/promises';
import { type BulkState, bulkDecider } from '#domain/bulk/decide.js';
import type { BulkCommand, BulkEvent, BulkTotals } from '#domain/bulk/messages.js';
import { loadAggregate } from '#eventstore/aggregate.js';
import { type CommandContext, execute } from '#eventstore/execute.js';
import { LogUnavailable, type RecordedEvent } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { errorText } from '#platform/database/error-text.js';
import { holdsFence, type Lease } from '#platform/leases/leases.js';
import { openBulkJobs } from '#readmodel/bulk/queries.js';
import {
  abandonedSelections,
  type BulkRow,
  dropSelection,
  openRows,
  progressOf,
  type SettledRow,
  settleRows,
} from '#readmodel/bulk/rows.js';
import { type ReactorDeps, whileLeased } from '../reactors/reactor.js';
import { workerContext } from '../worker-context.js';
import { carryOutRow, foundRow, type Job } from './carry-out-row.js';

export interface BulkDeps extends ReactorDeps {
  readonly worker: string;
  readonly now: Clock;
}

/** How often it looks for a job when there is none, ms. */
const pollMs = 300;
/** Runs between two looks at whether somebody has aborted the job; then another job has its turn. */
const rowsAtOnce = 40;
const sideBySide = 8;
/** A run that fails so often is left as failed. */
const mostTries = 3;

/** Carries out the jobs over many runs, in turns, a page of runs each. One process does it at a time. */
export const carryOutBulk = (deps: BulkDeps, stop: AbortSignal): Promise<void> =>
  whileLeased(deps, 'bulk', stop, async (lease, over) => {
    for (const bulkId of await abandonedSelections(deps.pool)) {
      const isRequested = (await deps.store.read(`bulk-${bulkId}`, { limit: 1 })).length > 0;
      if (!isRequested) await dropSelection(deps.pool, bulkId);
    }
    while (!over.aborted) {
      let worked = false;
      for (const bulkId of await openBulkJobs(deps.pool)) {
        if (over.aborted) return;
        worked = (await turnOf(deps, lease, bulkId, over)) || worked;
      }
      if (!worked) await pause(pollMs, undefined, { signal: over }).catch(() => undefined);
    }
  });

/** One page of a job, or its end. False when there was nothing to do: the read model is behind the job's stream. */
const turnOf = async (deps: BulkDeps, lease: Lease, bulkId: string, over: AbortSignal): Promise<boolean> => {
  const { store, pool } = deps;
  const { state, events } = await loadAggregate(store, bulkDecider, `bulk-${bulkId}`);
  const [asked] = events;
  if (asked === undefined || (state.status !== 'running' && state.status !== 'aborting')) return false;
  const job: Job = { request: state.request, context: contextOf(deps, bulkId, asked) };
  const rows = await openRows(pool, bulkId, rowsAtOnce);
  const isOver = rows.length === 0 || state.status === 'aborting';
  // A page that was under way in a process that died: it was the first of those that are left.
  const settled = isOver ? await foundRows(deps, job, rows) : await carryOutRows(deps, lease, job, rows, over);
  if (settled.length > 0 && !(await settleRows(pool, bulkId, settled, (tx) => holdsFence(tx, lease)))) return false;
  if (isOver) await finish(deps, bulkId, state);
  return true;
};

const foundRows = async (deps: BulkDeps, job: Job, rows: readonly BulkRow[]): Promise<readonly SettledRow[]> => {
  const found: SettledRow[] = [];
  for (const row of rows) {
    const done = await foundRow(deps, job, row);
    if (done !== null) found.push(done);
  }
  return found;
};

/** Whoever asked for the job is the actor of everything that it does, for the reason that was given. */
const contextOf = ({ now }: BulkDeps, bulkId: string, asked: RecordedEvent<BulkEvent>): CommandContext => {
  const { actor, source, reason, traceparent } = asked.metadata;
  return {
    commandId: bulkId,
    actor: { name: actor, source },
    ...(reason === undefined ? {} : { reason }),
    correlationId: bulkId,
    causationId: asked.id,
    ...(traceparent === undefined ? {} : { traceparent }),
    now,
  };
};

/** Those that had their turn while the lease was ours. A process that slept begins no further run. */
const carryOutRows = async (
  deps: BulkDeps,
  lease: Lease,
  job: Job,
  rows: readonly BulkRow[],
  over: AbortSignal,
): Promise<readonly SettledRow[]> => {
  const waiting = [...rows];
  const settled: SettledRow[] = [];
  const oneAfterTheOther = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      if (over.aborted || lease.remainingMs() === 0) return;
      settled.push(await settledRow(deps, job, row));
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, oneAfterTheOther));
  return settled;
};

const settledRow = async (deps: BulkDeps, job: Job, row: BulkRow): Promise<SettledRow> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await carryOutRow(deps, job, row);
    } catch (error) {
      // Without the log nothing can be said of any run: the whole page has its turn again.
      if (error instanceof LogUnavailable) throw error;
      const detail = errorText(error);
      deps.log.error({ bulkId: job.request.bulkId, runId: row.runId, tries, err: detail }, 'bulk');
      if (tries === mostTries) return { ...row, result: 'failed', code: 'internal', detail, event: null, made: null };
    }
  }
};

const lost = 'the selection is not here: it is no part of the log, and was not brought along with it';

const finish = async (
  { store, pool, worker, now, log }: BulkDeps,
  bulkId: string,
  { request: { count } }: Exclude<BulkState, { status: 'absent' }>,
): Promise<void> => {
  const progress = (await progressOf(pool, [bulkId])).get(bulkId);
  const { done, refused, failed } = progress ?? { done: 0, refused: 0, failed: 0 };
  const totals: BulkTotals = { done, refused, failed, notAttempted: count - done - refused - failed };
  const command: BulkCommand = { type: 'FinishBulk', data: { totals, ...(progress === undefined ? { lost } : {}) } };
  const context = workerContext({ worker, part: 'bulk', about: bulkId, now });
  const finished = await execute(store, bulkDecider, `bulk-${bulkId}`, command, context);
  log.info({ bulkId, ...totals, ended: finished.ok }, 'bulk');
};
