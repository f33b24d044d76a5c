import { batchDecider } from '#domain/batch/decide.js';
import type { BatchCommand, Outcome } from '#domain/batch/messages.js';
import type { Recipient } from '#domain/batch/state.js';
import { type Decider, fold, isRejection, type Rejection } from '#domain/kernel/decider.js';
import { instantOf, millisOf } from '#domain/kernel/calendar.js';
import type { Instant, Message } from '#domain/kernel/message.js';
import { runDecider } from '#domain/run/decide.js';
import type { RunCommand } from '#domain/run/messages.js';
import type { RunState } from '#domain/run/state.js';
import { manifestOf } from '#domain/testing/run-fixtures.js';
import { toNewEvents } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import { BatchWriter, FencedOff } from '../../apps/worker/src/deliveries/batch-writer.js';
import { dueRecipients, isDone } from '../../apps/worker/src/deliveries/due.js';
import { phaseOf } from '../../apps/worker/src/deliveries/run-phase.js';
import { preparersBatch, type Work } from '../../apps/worker/src/queue/work.js';
import { workerContext } from '../../apps/worker/src/worker-context.js';
import type { SimulatedLease, SimulatedProcess, SimulatedProcesses } from './simulated-processes.js';

/** Everything that all processes share. */
export interface World {
  readonly processes: SimulatedProcesses;
  readonly random: (below: number) => number;
  readonly clock: () => Instant;
  /** Recipients of each batch of a run. */
  readonly batchesOf: (runId: string) => readonly number[];
  /** Messages that left, by the id of the communication. */
  readonly sent: Map<string, number>;
}

const policies = { ...manifestOf(0).policies, maxAttempts: 3 };

/** Decides on the stream as it is, again and again until nobody has come between. Answers whether it was legal. */
export const tell = async <C extends Message, E extends Message, S, R extends Rejection>(
  store: EventStore,
  decider: Decider<C, E, S, R>,
  stream: string,
  command: C,
  clock: () => Instant,
): Promise<boolean> => {
  for (;;) {
    const events = await store.read(stream);
    const decision = decider.decide(command, fold(decider, events as unknown as readonly E[]), clock());
    if (isRejection(decision)) return false;
    if (decision.length === 0) return true;
    const context = workerContext({ worker: 'simulated', part: 'run-manager', about: stream, now: clock });
    const result = await store.append(stream, events.at(-1)?.revision ?? 'none', toNewEvents(decision, context));
    if (result.ok) return true;
  }
};

/** One job as a worker carries it out: the deciders, the writer of batches and the leases are those of the product. */
export class SimulatedWork {
  constructor(
    private readonly world: World,
    private readonly process: SimulatedProcess,
    private readonly store: EventStore,
  ) {}

  async carryOut(work: Work): Promise<void> {
    const { runId } = work;
    if (work.kind === 'deliver') return this.deliver(runId, work.batch);
    const isStarted = await this.underLease(`run:${runId}`, () => this.prepare(runId));
    if (isStarted === true) await this.deliver(runId, preparersBatch);
  }

  private async underLease<T>(name: string, work: (lease: SimulatedLease) => Promise<T>): Promise<T | null> {
    const { processes } = this.world;
    const lease = processes.acquire(this.process, name);
    if (lease === null) return null;
    const result = await work(lease);
    processes.release(name, lease);
    return result;
  }

  private async runNow(runId: string): Promise<RunState> {
    return fold(runDecider, (await this.store.read(`run-${runId}`)) as never);
  }

  private command(runId: string, command: RunCommand): Promise<boolean> {
    return tell(this.store, runDecider, `run-${runId}`, command, this.world.clock);
  }

  private async prepare(runId: string): Promise<boolean> {
    const sizes = this.world.batchesOf(runId);
    await this.command(runId, { type: 'PrepareRun', data: {} });
    const { status } = await this.runNow(runId);
    if (status === 'cancelling') {
      // What was planned belongs to nobody: closed, and the run ends with what its batches say.
      for (const [at] of sizes.entries()) await this.closeUnless(runId, at + 1);
      await this.command(runId, { type: 'ConfirmCancellation', data: {} });
      return false;
    }
    if (status !== 'preparing') return false;
    let people = 0;
    for (const [at, size] of sizes.entries()) {
      const contactIds = Array.from({ length: size }, () => `k${(people += 1)}`);
      const plan = { type: 'PlanBatch', data: { runId, batch: at + 1, contactIds, digest: 'd' } } as const;
      await tell(this.store, batchDecider, `runbatch-${runId}.${at + 1}`, plan, this.world.clock);
    }
    const manifest = { ...manifestOf(people), policies };
    return this.command(runId, { type: 'StartRun', data: { manifest, batches: sizes.length } });
  }

  private async closeUnless(runId: string, batch: number): Promise<void> {
    const stream = `runbatch-${runId}.${batch}`;
    await tell(this.store, batchDecider, stream, { type: 'CloseBatch', data: { abandon: true } }, this.world.clock);
    const state = fold(batchDecider, (await this.store.read(stream)) as never);
    if (state.status !== 'closed') return;
    await this.command(runId, { type: 'SettleBatches', data: { batches: [{ batch, totals: state.totals }] } });
  }

  private async deliver(runId: string, batch: number): Promise<void> {
    const name = `batch:${runId}.${batch}`;
    await this.underLease(name, async (lease) => {
      try {
        await this.deliverUnder(name, lease, runId, batch);
      } catch (error) {
        if (!(error instanceof FencedOff)) throw error;
      }
    });
  }

  private async deliverUnder(name: string, lease: SimulatedLease, runId: string, batch: number): Promise<void> {
    const { clock, random } = this.world;
    const context = workerContext({ worker: this.process.name, part: 'deliveries', about: runId, now: clock });
    const writer = await BatchWriter.open(this.store, `runbatch-${runId}.${batch}`, context);
    if (writer.state.status !== 'open') return;
    await writer.record([{ type: 'TakeOver', data: { fence: lease.fence, worker: this.process.name } }]);
    let settles: readonly BatchCommand[] = [];
    for (;;) {
      const phase = phaseOf(await this.runNow(runId));
      const { state } = writer;
      const due = state.status === 'open' && phase === 'go' ? dueRecipients(state, policies, clock(), new Set()) : [];
      const chunk = due.slice(0, 1 + random(3));
      const claims = chunk.map((recipient) => claimOf(recipient, lease.fence));
      const refused = await writer.record([...settles, ...claims], (after) =>
        after.status === 'open' && isDone(after, policies, new Set())
          ? [{ type: 'CloseBatch', data: { abandon: false } }]
          : [],
      );
      const granted = chunk.filter((_, at) => refused[settles.length + at] === null);
      settles = await this.sendAll(name, lease, granted);
      if (granted.length > 0) continue;
      if (phase === 'abandon') await writer.record([{ type: 'CloseBatch', data: { abandon: true } }]);
      return;
    }
  }

  private async sendAll(
    name: string,
    lease: SimulatedLease,
    recipients: readonly Recipient[],
  ): Promise<readonly BatchCommand[]> {
    const { processes, random, sent } = this.world;
    const settles: BatchCommand[] = [];
    for (const { communicationId, attempt } of recipients) {
      await processes.sleep(this.process, random(30));
      // Whoever slept past its lease has lost the batch.
      const isOwn = processes.isHeld(name, lease);
      const outcome = isOwn ? this.outcome() : this.deferred(0);
      if (outcome.kind === 'accepted') sent.set(communicationId, (sent.get(communicationId) ?? 0) + 1);
      const data = { communicationId, attempt: attempt + 1, fence: lease.fence, outcome, maxAttempts: 3 };
      settles.push({ type: 'Settle', data });
      await processes.sleep(this.process, random(30));
    }
    return settles;
  }

  private outcome(): Outcome {
    const dice = this.world.random(100);
    if (dice < 4) return { kind: 'refused', code: '550', answer: 'no such user' };
    return dice < 12 ? this.deferred(1_000 + this.world.random(15_000)) : { kind: 'accepted', answer: '250 ok' };
  }

  private deferred(ms: number): Outcome {
    const until = instantOf(millisOf(this.world.clock()) + ms);
    return { kind: 'deferred', code: '450', answer: 'later', until };
  }
}

const claimOf = ({ communicationId }: Recipient, fence: number): BatchCommand => ({
  type: 'Claim',
  data: {
    communicationId,
    fence,
    messageId: `<${communicationId}@x>`,
    contentHash: 'h1',
    addressHash: 'a1',
    resend: policies.onUnknown === 'resend',
  },
});
