import type { BatchEvent } from '#domain/batch/messages.js';
import type { SettledBatch } from '#domain/run/messages.js';
import { type RunState, startedOf } from '#domain/run/state.js';
import { LogUnavailable, type Position, type RecordedEvent } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { errorText } from '#platform/database/error-text.js';
import { checkpointOf, type ReactorDeps, saveCheckpoint, whileLeased } from '../reactors/reactor.js';
import { pacedPages } from '../reactors/paced-pages.js';
import { commandRun, knownRun, lookAtRun } from '../runs/run-looks.js';
import { workerContext } from '../worker-context.js';

const name = 'settle-batches';
/** A run's stream says at most once in so many ms which batches have closed; the last of them ends it at once. */
const rhythmMs = 1_000;

export interface SettleDeps extends ReactorDeps {
  readonly worker: string;
  readonly now: Clock;
}

/**
 * The only writer of BatchesSettled and of the final event that follows from it. Takes in pages as they come and settles
 * in the rhythm; the checkpoint moves only past what is settled.
 */
export const settleBatches = (deps: SettleDeps, stop: AbortSignal): Promise<void> =>
  whileLeased(deps, `reactor:${name}`, stop, async (lease, over) => {
    const closed = new ClosedBatches(deps);
    const from = await checkpointOf(deps.pool, name);
    const pages = deps.store.subscribe(from, { categories: ['runbatch'], signal: over });
    let unsaved: Position | null = null;
    for await (const page of pacedPages(pages, rhythmMs, over)) {
      if (page !== 'beat') {
        unsaved = page.checkpoint;
        await closed.take(page.events);
        continue;
      }
      if (!(await closed.settleAll())) continue;
      if (unsaved !== null && !(await saveCheckpoint(deps.pool, lease, name, unsaved))) return;
      unsaved = null;
    }
  });

/** Closed batches that the run's stream does not say yet, by run. */
class ClosedBatches {
  private readonly pending = new Map<string, SettledBatch[]>();

  constructor(private readonly deps: SettleDeps) {}

  /** Runs are settled side by side, so that their appends can share a commit. */
  async take(events: readonly RecordedEvent[]): Promise<void> {
    const touched = new Set<string>();
    for (const event of events) {
      if ((event.type as BatchEvent['type']) !== 'BatchClosed') continue;
      const { runId, batch, totals } = event.data as Extract<BatchEvent, { type: 'BatchClosed' }>['data'];
      const settled = this.pending.get(runId) ?? [];
      settled.push({ batch, totals });
      this.pending.set(runId, settled);
      touched.add(runId);
    }
    await Promise.all([...touched].map((runId) => this.unlessItCannot(runId, () => this.settleLast(runId))));
  }

  /** Whether all that closed is said now. */
  async settleAll(): Promise<boolean> {
    await Promise.all([...this.pending.keys()].map((runId) => this.unlessItCannot(runId, () => this.settle(runId))));
    return this.pending.size === 0;
  }

  /** A run that cannot be read keeps no other from its end; what closed of it stays, and is tried again. */
  private async unlessItCannot(runId: string, settle: () => Promise<void>): Promise<void> {
    try {
      await settle();
    } catch (error) {
      if (error instanceof LogUnavailable) throw error;
      this.deps.log.error({ runId, err: errorText(error) }, 'cannot settle');
    }
  }

  /** Settles what closed when nothing more is to come. A run whose audience was never planned to its end its preparation settles. */
  private async settleLast(runId: string): Promise<void> {
    const run = await this.startedRun(runId);
    const started = run.status === 'absent' ? null : startedOf(run);
    if (run.status === 'absent' || started === null) return;
    const { settled } = run;
    const fresh = (this.pending.get(runId) ?? []).filter(({ batch }) => !settled.has(batch));
    if (settled.size + fresh.length >= started.batches) await this.settle(runId);
  }

  /** What this process knows of the run will do, for nobody else settles. */
  private async startedRun(runId: string): Promise<RunState> {
    const { state } = knownRun(this.deps.store, runId);
    const isStarted = state.status !== 'absent' && startedOf(state) !== null;
    return isStarted ? state : (await lookAtRun(this.deps.store, runId)).state;
  }

  private async settle(runId: string): Promise<void> {
    const batches = this.pending.get(runId) ?? [];
    for (let from = 0; from < batches.length; from += 500) {
      const { worker, now } = this.deps;
      const context = workerContext({ worker, part: 'run-manager', about: runId, now });
      const command = { type: 'SettleBatches', data: { batches: batches.slice(from, from + 500) } } as const;
      const { contended } = await commandRun(this.deps.store, runId, command, context);
      // What is not said must not be forgotten, or the run never ends.
      if (contended) throw new Error(`others keep writing to run-${runId}`);
    }
    this.pending.delete(runId);
  }
}
