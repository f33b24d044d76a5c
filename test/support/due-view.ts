import type { BatchEvent } from '#domain/batch/messages.js';
import { evolveBatch, noBatch, type BatchState } from '#domain/batch/state.js';
import type { Instant } from '#domain/kernel/message.js';
import { isFinal } from '#domain/run/lifecycle.js';
import type { RunEvent } from '#domain/run/messages.js';
import { evolveRun, noRun, type RunState, startedOf } from '#domain/run/state.js';
import { manifestOf } from '#domain/testing/run-fixtures.js';
import type { RecordedEvent } from '#eventstore/port.js';
import { dueRecipients } from '../../apps/worker/src/deliveries/due.js';
import { phaseOf } from '../../apps/worker/src/deliveries/run-phase.js';
import type { Standing } from '../../apps/worker/src/planner/due-work.js';

/** Who has what in hand, as `Standing` has it. */
export interface Leased {
  leased(): Standing['leased'];
  lapsed(): Standing['lapsed'];
}

/** What the read model of due work tells, on plain maps, as far as it has come. */
export class DueView {
  readonly runs = new Map<string, RunState>();
  readonly batches = new Map<string, BatchState>();
  private readonly revisions = new Map<string, number>();
  private taken = 0;

  upTo(events: readonly RecordedEvent[], before: Instant): void {
    for (; this.taken < events.length; this.taken += 1) {
      const event = events[this.taken];
      if (event === undefined || event.recordedAt > before) return;
      this.take(event);
    }
  }

  private take({ stream, category, type, data, revision }: RecordedEvent): void {
    const id = stream.slice(category.length + 1);
    this.revisions.set(stream, revision);
    if (category === 'run') this.runs.set(id, evolveRun(this.runs.get(id) ?? noRun, { type, data } as RunEvent));
    else this.batches.set(id, evolveBatch(this.batches.get(id) ?? noBatch, { type, data } as BatchEvent));
  }

  open(): readonly string[] {
    return [...this.runs].flatMap(([runId, { status }]) => (isFinal(status) ? [] : [runId]));
  }

  /** As the read model of what is due has it. */
  standing(leases: Leased, now: Instant): Standing {
    const runs = this.open().flatMap((runId) => {
      const run = this.runs.get(runId) ?? noRun;
      if (run.status !== 'queued' && run.status !== 'preparing' && run.status !== 'cancelling') return [];
      const batches = startedOf(run)?.batches ?? null;
      return [{ runId, status: run.status, batches, revision: this.revisions.get(`run-${runId}`) ?? 0, urgent: false }];
    });
    const batches = [...this.batches].flatMap(([id, batch]) => {
      if (batch.status !== 'open' || !this.wantsJob(batch, now)) return [];
      return [
        {
          runId: batch.runId,
          batch: batch.batch,
          revision: this.revisions.get(`runbatch-${id}`) ?? 0,
          urgent: false,
        },
      ];
    });
    return { runs, batches, leased: leases.leased(), lapsed: leases.lapsed(), inLine: new Set() };
  }

  private wantsJob(batch: Extract<BatchState, { status: 'open' }>, now: Instant): boolean {
    const run = this.runs.get(batch.runId) ?? noRun;
    const { status } = run;
    const isClaimed = batch.recipients.some(({ standing }) => standing.is === 'claimed');
    if (phaseOf(run) === 'abandon') return true;
    if (status === 'pausing' || status === 'paused') return isClaimed;
    if (status !== 'running') return false;
    const waits = batch.recipients.some(({ standing }) => standing.is === 'planned' || standing.is === 'deferred');
    return isClaimed || !waits || dueRecipients(batch, manifestOf(0).policies, now, new Set()).length > 0;
  }
}
