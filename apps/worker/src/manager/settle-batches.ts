import { setTimeout as pause } from 'node:timers/promises';
import type { BatchEvent } from '#domain/batch/messages.js';
import { runDecider } from '#domain/run/decide.js';
import type { SettledBatch } from '#domain/run/messages.js';
import { startedOf } from '#domain/run/state.js';
import { execute } from '#eventstore/execute.js';
import type { FeedPage, RecordedEvent } from '#eventstore/port.js';
import { systemClock } from '#platform/clock.js';
import type { Lease } from '#platform/leases/leases.js';
import { loadRun } from '../deliveries/plan.js';
import { checkpointOf, type ReactorDeps, saveCheckpoint, whileLeased } from '../reactors/reactor.js';
import { workerContext } from '../worker-context.js';

const name = 'settle-batches';
/** A run's stream says at most once in so many ms which batches have closed; the last of them ends it at once. */
const rhythmMs = 1_000;

export interface SettleDeps extends ReactorDeps {
  readonly worker: string;
}

/** The only writer of BatchesSettled and of the final event that follows from it. */
export const settleBatches = (deps: SettleDeps, stop: AbortSignal): Promise<void> =>
  whileLeased(deps, `reactor:${name}`, stop, async (lease, over) => {
    const closed = new ClosedBatches(deps);
    const from = await checkpointOf(deps.pool, name);
    const pages = deps.store.subscribe(from, { categories: ['runbatch'], signal: over })[Symbol.asyncIterator]();
    await follow(deps, closed, pages, lease, over);
  });

/** Takes in pages as they come and settles in the rhythm; the checkpoint moves only past what is settled. */
const follow = async (
  deps: SettleDeps,
  closed: ClosedBatches,
  pages: AsyncIterator<FeedPage>,
  lease: Lease,
  over: AbortSignal,
): Promise<void> => {
  let next = pages.next();
  let unsaved: FeedPage | null = null;
  let beat = performance.now();
  while (!over.aborted) {
    const rest = Math.max(0, beat + rhythmMs - performance.now());
    const tick = new AbortController();
    const page = await Promise.race([
      next,
      pause(rest, null, { signal: AbortSignal.any([over, tick.signal]) }).catch(() => null),
    ]);
    tick.abort();
    if (page !== null) {
      if (page.done === true) return;
      unsaved = page.value;
      await closed.take(page.value.events);
      next = pages.next();
    }
    if (performance.now() < beat + rhythmMs) continue;
    beat = performance.now();
    await closed.settleAll();
    if (unsaved !== null && !(await saveCheckpoint(deps.pool, lease, name, unsaved.checkpoint))) return;
    unsaved = null;
  }
};

/** Closed batches that the run's stream does not say yet, by run. */
class ClosedBatches {
  private readonly pending = new Map<string, SettledBatch[]>();
  /** How many of a run's batches are still to come. */
  private readonly missing = new Map<string, number>();

  constructor(private readonly deps: SettleDeps) {}

  async take(events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      if ((event.type as BatchEvent['type']) !== 'BatchClosed') continue;
      const { runId, batch, totals } = event.data as Extract<BatchEvent, { type: 'BatchClosed' }>['data'];
      const settled = this.pending.get(runId) ?? [];
      this.pending.set(runId, [...settled, { batch, totals }]);
    }
    for (const [runId, batches] of this.pending) {
      if (batches.length >= (await this.missingOf(runId))) await this.settle(runId);
    }
  }

  async settleAll(): Promise<void> {
    for (const runId of this.pending.keys()) await this.settle(runId);
  }

  /** Infinity for a run whose audience was never planned to its end: its preparation settles it. */
  private async missingOf(runId: string): Promise<number> {
    const known = this.missing.get(runId);
    if (known !== undefined) return known;
    const run = await loadRun(this.deps.store, runId);
    const started = run.status === 'absent' ? null : startedOf(run);
    const missing = run.status === 'absent' || started === null ? Infinity : started.batches - run.settled.size;
    this.missing.set(runId, missing);
    return missing;
  }

  private async settle(runId: string): Promise<void> {
    const batches = this.pending.get(runId) ?? [];
    for (let from = 0; from < batches.length; from += 500) {
      const context = workerContext({ worker: this.deps.worker, part: 'run-manager', about: runId, now: systemClock });
      const command = { type: 'SettleBatches', data: { batches: batches.slice(from, from + 500) } } as const;
      await execute(this.deps.store, runDecider, `run-${runId}`, command, context);
    }
    this.pending.delete(runId);
    this.missing.delete(runId);
  }
}
