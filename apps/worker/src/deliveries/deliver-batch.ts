import { setTimeout as pause } from 'node:timers/promises';
import type { BatchCommand } from '#domain/batch/messages.js';
import type { Recipient } from '#domain/batch/state.js';
import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Clock } from '#platform/clock.js';
import type { Lease, Leases } from '#platform/leases/leases.js';
import { take } from '#platform/rate-limit/rate-limit.js';
import type { Channel } from '../channels/channel.js';
import { workerContext } from '../worker-context.js';
import { BatchWriter, FencedOff } from './batch-writer.js';
import { type GateDeps, passGate } from './claim-gate.js';
import { compose, type ComposeDeps, type Composed, type Skipped } from './compose.js';
import { dueRecipients, isDone, undrafted } from './due.js';
import { keepEvidence, settledSince } from './evidence.js';
import { Flight, type Settle } from './flight.js';
import { type Plan, planOf } from './plan.js';
import { lookAtClocks, type QuietLook } from './quiet-hours.js';
import { type Phase, RunWatch } from './run-watch.js';
import type { Slots } from './slots.js';

interface Carrier {
  readonly channel: Channel;
  readonly slots: Slots;
}

export interface DeliveryDeps extends GateDeps, ComposeDeps {
  readonly leases: Leases;
  readonly channels: Readonly<Record<ChannelKind, Carrier>>;
  readonly worker: string;
  readonly now: Clock;
  /** How long a silent worker keeps a batch, ms. */
  readonly leaseMs: number;
}

export interface BatchName {
  readonly runId: string;
  readonly batch: number;
}

/** A batch as its stream stands, and what its messages are made of: null until the run has started. */
interface Opened {
  readonly plan: Plan | null;
  readonly writer: BatchWriter;
  /** Communications whose fate later evidence or an operator has told. */
  readonly settled: ReadonlySet<string>;
}

export type BatchVerdict =
  /** Every recipient has an outcome. */
  | 'closed'
  /** For a time, a decision, a hold or the run: the reconciler brings it back. */
  | 'waiting'
  /** Another worker has it. */
  | 'elsewhere';

/**
 * Carries out one batch as far as it goes: claim, send, settle, close. Safe to run twice and at the same time
 * anywhere: the lease's fence, written into the stream, decides who may send.
 */
export const deliverBatch = async (
  deps: DeliveryDeps,
  { runId, batch }: BatchName,
  stop: AbortSignal,
): Promise<BatchVerdict> => {
  const name = `batch:${runId}.${batch}`;
  const lease = await deps.leases.acquire(name, deps.leaseMs);
  if (lease === null) return 'elsewhere';
  let verdict: BatchVerdict = 'waiting';
  try {
    verdict = await deliverUnder(deps, lease, { runId, batch }, stop);
    return verdict;
  } finally {
    await lease.release();
    // Nothing is claimed in a closed batch, so no fence needs to be remembered.
    if (verdict === 'closed') await deps.leases.forget(name);
  }
};

const deliverUnder = async (
  deps: DeliveryDeps,
  lease: Lease,
  { runId, batch }: BatchName,
  stop: AbortSignal,
): Promise<BatchVerdict> => {
  try {
    const plan = await planOf(deps.store, deps.sql, runId);
    const context = workerContext({ worker: deps.worker, part: 'deliveries', about: runId, now: deps.now });
    const writer = await BatchWriter.open(deps.store, `runbatch-${runId}.${batch}`, context);
    const settled = await settledSince(deps.store, { runId, batch });
    return await new Delivery(deps, { runId, batch }, lease, { plan, writer, settled }, stop).carryOut();
  } catch (error) {
    if (error instanceof FencedOff) return 'elsewhere';
    throw error;
  }
};

class Delivery {
  private readonly flight = new Flight();
  private readonly watch: RunWatch;
  private readonly plan: Plan | null;
  private readonly writer: BatchWriter;
  /** Messages of unknown fate that are left as they are: later evidence has settled them, or they may not be sent any more. */
  private readonly settled: Set<string>;

  constructor(
    private readonly deps: DeliveryDeps,
    private readonly about: BatchName,
    private readonly lease: Lease,
    { plan, writer, settled }: Opened,
    private readonly stop: AbortSignal,
  ) {
    this.plan = plan;
    this.writer = writer;
    this.settled = new Set(settled);
    this.watch = new RunWatch(deps.store, about.runId);
  }

  async carryOut(): Promise<BatchVerdict> {
    if (this.writer.state.status !== 'open') return 'closed';
    const { fence } = this.lease;
    await this.writer.record([
      { type: 'TakeOver', data: { fence, worker: this.deps.worker } },
      { type: 'ExpireDrafts', data: {} },
    ]);
    try {
      let phase = await this.phase();
      while (phase === 'go' && (await this.step())) phase = await this.phase();
      while (!this.flight.empty) await this.settle();
      return await this.finish(phase);
    } catch (error) {
      // What is on the wire gets an answer all the same, and whatever went wrong here, the log must have it.
      while (!this.flight.empty) await this.settle();
      throw error;
    } finally {
      // Nothing is left unless the settling failed too: what flies keeps its places until it has landed.
      while (!this.flight.empty) this.slots?.release((await this.landed()).length);
    }
  }

  private get slots(): Slots | null {
    return this.plan === null ? null : this.carrierOf(this.plan).slots;
  }

  /** The provider `noop` stands in for any: rendered, claimed, recorded, and nothing leaves. */
  private carrierOf({ manifest, sender }: Plan): Carrier {
    return this.deps.channels[sender.provider === 'noop' ? 'noop' : manifest.channel];
  }

  private async landed(): Promise<ReturnType<Flight['take']>> {
    await this.flight.someLanded();
    return this.flight.take();
  }

  private async phase(): Promise<Phase> {
    const phase = await this.watch.phase();
    if (phase === 'abandon') return phase;
    return this.plan === null || this.stop.aborted || this.lease.signal.aborted ? 'wait' : phase;
  }

  /** One round: outcomes of the last and claims of the next in one append. False when nothing is left to do now. */
  private async step(): Promise<boolean> {
    const { plan } = this;
    const { state } = this.writer;
    if (plan === null || state.status !== 'open') return false;
    const { policies } = plan.manifest;
    const drafts = undrafted(state, policies);
    if (drafts.length > 0) return this.draft(plan, drafts.slice(0, draftsAtOnce));
    const due = dueRecipients(state, policies, this.deps.now(), this.settled);
    if (due.length === 0) return this.flight.empty ? false : (await this.settle(), true);
    const { open, openUntil, commands } = await lookAtClocks(this.deps.sql, plan, due, this.deps.now());
    if (commands.length > 0) {
      await this.record(this.flight.take(), commands);
      return true;
    }
    if (open.length === 0) return this.flight.empty ? false : (await this.settle(), true);
    const { slots } = this.carrierOf(plan);
    const room = slots.take(Math.min(open.length, Math.ceil(slots.size / 2)));
    if (room === 0) return this.makeRoom(slots);
    let unused = room;
    try {
      const granted = await this.withinLimit(plan, room);
      if (granted === 0) return true;
      const composed = await compose(this.deps, plan, open.slice(0, granted));
      const gated = await passGate(this.deps, plan, composed);
      if (!gated.open) return false;
      // The gates may have taken their time: whoever stopped the run meanwhile was told that it is stopped.
      if ((await this.phase()) !== 'go') return true;
      unused -= await this.claim(plan, this.withoutDoubtful(gated.messages), openUntil);
      return true;
    } finally {
      slots.release(unused);
    }
  }

  /** What may have been sent cannot be skipped any more. It is not sent again, and stays unknown for somebody to judge. */
  private withoutDoubtful(messages: readonly (Composed | Skipped)[]): readonly (Composed | Skipped)[] {
    const isDoubtful = ({ kind, recipient }: Composed | Skipped): boolean =>
      kind === 'skip' && recipient.standing.is === 'unknown';
    for (const { recipient } of messages.filter(isDoubtful)) this.settled.add(recipient.communicationId);
    return messages.filter((one) => !isDoubtful(one));
  }

  /** Records claims and skips together with the outcomes at hand, then puts the claimed ones on the wire. */
  private async claim(
    plan: Plan,
    messages: readonly (Composed | Skipped)[],
    openUntil: QuietLook['openUntil'],
  ): Promise<number> {
    const { channel } = this.carrierOf(plan);
    const settles = this.flight.take();
    const commands = messages.map((one) => this.commandFor(plan, channel, one, openUntil));
    const refused = await this.record(settles, commands);
    let launched = 0;
    messages.forEach((message, i) => {
      if (message.kind === 'skip' || refused[i] !== null) return;
      launched += 1;
      this.launch(plan, channel, message);
    });
    return launched;
  }

  private commandFor(
    plan: Plan,
    channel: Channel,
    one: Composed | Skipped,
    openUntil: QuietLook['openUntil'],
  ): BatchCommand {
    const { communicationId } = one.recipient;
    const until = openUntil.get(communicationId);
    if (one.kind === 'skip') {
      const { reason, rule, detail } = one;
      const version = plan.manifest.campaign.version;
      return {
        type: 'Skip',
        data: { communicationId, reason, rule, version, ...(detail === undefined ? {} : { detail }) },
      };
    }
    return {
      type: 'Claim',
      data: {
        communicationId,
        fence: this.lease.fence,
        messageId: channel.messageIdOf(communicationId, plan.sender),
        contentHash: one.contentHash,
        addressHash: one.addressHash,
        values: one.values,
        resend: plan.manifest.policies.onUnknown === 'resend',
        ...(until === undefined ? {} : { openUntil: until }),
      },
    };
  }

  private launch(plan: Plan, channel: Channel, { recipient, to, content }: Composed): void {
    const { communicationId } = recipient;
    const attempt = recipient.attempt + 1;
    const { fence, signal } = this.lease;
    const { maxAttempts } = plan.manifest.policies;
    this.flight.launch({ communicationId, attempt, fence, maxAttempts }, async () => {
      // A process that slept past its lease has lost the batch: the message is another worker's to judge.
      if (this.lease.remainingMs() === 0) {
        return { kind: 'deferred', code: 'lease-ended', answer: 'it was not sent', until: this.deps.now() };
      }
      const { sender, request } = plan;
      return channel.send(
        {
          communicationId,
          messageId: channel.messageIdOf(communicationId, sender),
          campaignId: request.campaignId,
          attempt,
          to,
          sender,
          content,
          idempotencyKey: communicationId,
        },
        signal,
      );
    });
  }

  private async settle(): Promise<void> {
    await this.record(await this.landed(), []);
  }

  /**
   * Outcomes and further commands in one append; answers for the further ones. Once fenced off, outcomes are
   * evidence for whoever owns the batch now, and so are those of what is still on the wire.
   */
  private async record(
    settles: readonly Settle[],
    commands: readonly BatchCommand[],
  ): ReturnType<BatchWriter['record']> {
    try {
      const refused = await this.writer.record([...settles, ...commands]);
      return refused.slice(settles.length);
    } catch (error) {
      if (error instanceof FencedOff) await this.handOver(settles);
      throw error;
    } finally {
      this.slots?.release(settles.length);
    }
  }

  private async handOver(settles: readonly Settle[]): Promise<void> {
    await keepEvidence(this.deps, this.about, settles);
    while (!this.flight.empty) {
      const late = await this.landed();
      this.slots?.release(late.length);
      await keepEvidence(this.deps, this.about, late);
    }
  }

  private async draft(plan: Plan, recipients: readonly Recipient[]): Promise<boolean> {
    const expiresAt = new Date(
      Date.parse(this.deps.now()) + plan.manifest.policies.draftHours * 3_600_000,
    ).toISOString();
    const composed = await compose(this.deps, plan, recipients);
    await this.writer.record(
      composed.map((one): BatchCommand => {
        const { communicationId } = one.recipient;
        if (one.kind === 'message')
          return {
            type: 'PrepareDraft',
            data: { communicationId, contentHash: one.contentHash, expiresAt, values: one.values },
          };
        const { reason, rule } = one;
        return { type: 'Skip', data: { communicationId, reason, rule, version: plan.manifest.campaign.version } };
      }),
    );
    return true;
  }

  private async makeRoom(slots: Slots): Promise<boolean> {
    if (this.flight.empty) await slots.free(AbortSignal.any([this.stop, this.lease.signal]));
    else await this.settle();
    return true;
  }

  /** As many as the sender's limit lets go now; when that is none, waits (or lands what flies) first. */
  private async withinLimit({ sender }: Plan, wanted: number): Promise<number> {
    if (!Number.isFinite(sender.limits.perSecond)) return wanted;
    const { perSecond } = sender.limits;
    const { granted, retryInMs } = await take(this.deps.sql, `sender:${sender.id}`, { perSecond, wanted });
    if (granted > 0) return granted;
    if (!this.flight.empty) await this.settle();
    else await pause(retryInMs, undefined, { signal: this.stop }).catch(() => undefined);
    return 0;
  }

  private async finish(phase: Phase): Promise<BatchVerdict> {
    const { state } = this.writer;
    if (state.status !== 'open') return 'closed';
    const over = phase === 'abandon';
    const done = this.plan !== null && isDone(state, this.plan.manifest.policies, this.settled);
    if (!over && !done) return 'waiting';
    await this.writer.record([{ type: 'CloseBatch', data: { abandon: over } }]);
    return this.writer.state.status === 'closed' ? 'closed' : 'waiting';
  }
}

/** Renderings of one round of drafts are one statement and their events one append. */
const draftsAtOnce = 100;
