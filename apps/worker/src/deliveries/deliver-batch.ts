import { setTimeout as pause } from 'node:timers/promises';
import type { BatchCommand, BatchEvent } from '#domain/batch/messages.js';
import type { BatchState, Recipient } from '#domain/batch/state.js';
import type { ChannelKind } from '#domain/campaign/messages.js';
import type { EventStore } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import type { Lease } from '#platform/leases/leases.js';
import { take } from '#platform/rate-limit/rate-limit.js';
import type { Channel } from '../channels/channel.js';
import { type KnownRun, knownRun, lookAtRun } from '../runs/run-looks.js';
import { workerContext } from '../worker-context.js';
import { BatchWriter, FencedOff } from './batch-writer.js';
import { type GateDeps, passGate } from './claim-gate.js';
import { knownClosed, rememberClosed } from './closed-batches.js';
import { commandFor } from './command-for.js';
import { compose, type ComposeDeps, type Composed, type Skipped } from './compose.js';
import { dueRecipients, isDone, undrafted } from './due.js';
import { keepEvidence, settledSince } from './evidence.js';
import { Flight, type Settle } from './flight.js';
import { type Plan, planOf } from './plan.js';
import { lookAtClocks, type QuietLook } from './quiet-hours.js';
import { ReadyMessages } from './ready-messages.js';
import { type Phase, phaseOf } from './run-phase.js';
import { Places, type Slots } from './slots.js';

interface Carrier {
  readonly channel: Channel;
  readonly slots: Slots;
}

export interface DeliveryDeps extends GateDeps, ComposeDeps {
  readonly channels: Readonly<Record<ChannelKind, Carrier>>;
  readonly worker: string;
  readonly now: Clock;
}

export interface BatchName {
  readonly runId: string;
  readonly batch: number;
}

export type BatchVerdict =
  /** Every recipient has an outcome. */
  | 'closed'
  /** For a time, a decision, a hold or the run: the reconciler brings it back. */
  | 'waiting'
  /** Another worker has it. */
  | 'elsewhere';

/**
 * A batch's stream, for whoever wants to know how far it is before it is carried out. `planned`: as this process has just
 * planned it; what others wrote to it since the first append finds out.
 */
export const openBatch = async (
  deps: Pick<DeliveryDeps, 'store' | 'worker' | 'now'>,
  { runId, batch }: BatchName,
  planned: BatchEvent | null = null,
): Promise<BatchWriter> => {
  const stream = `runbatch-${runId}.${batch}`;
  const known = knownClosed(deps.store, stream);
  if (known !== undefined) return known;
  const context = workerContext({ worker: deps.worker, part: 'deliveries', about: runId, now: deps.now });
  if (planned !== null) return BatchWriter.planned(deps.store, stream, context, planned);
  const writer = await BatchWriter.open(deps.store, stream, context);
  rememberClosed(deps.store, stream, writer);
  return writer;
};

/** The lease that whoever carries the batch out holds. */
export const deliveryLease = ({ runId, batch }: BatchName): string => `batch:${runId}.${batch}`;

/**
 * Carries out one batch as far as it goes: claim, send, settle, close. Safe to run twice and at the same time
 * anywhere: the lease's fence, written into the stream, decides who may send. The lease stays its holder's to give back;
 * nothing is claimed in a closed batch, so of one of those no fence needs to be remembered.
 */
export const deliverBatch = async (
  deps: DeliveryDeps,
  lease: Lease,
  { name, writer }: { readonly name: BatchName; readonly writer: BatchWriter },
  stop: AbortSignal,
): Promise<BatchVerdict> => {
  if (writer.state.status === 'closed') return 'closed';
  try {
    return await deliverUnder(deps, lease, name, writer, stop);
  } finally {
    rememberClosed(deps.store, `runbatch-${name.runId}.${name.batch}`, writer);
  }
};

const deliverUnder = async (
  deps: DeliveryDeps,
  lease: Lease,
  name: BatchName,
  writer: BatchWriter,
  stop: AbortSignal,
): Promise<BatchVerdict> => {
  try {
    const { state: run } = await runToBeginWith(deps.store, name.runId);
    const plan = await planOf(deps.store, deps.sql, run);
    return await new Delivery(deps, name, lease, { plan, writer, phase: phaseOf(run) }, stop).carryOut();
  } catch (error) {
    if (error instanceof FencedOff) return 'elsewhere';
    throw error;
  }
};

/** A run that went on when this process saw it last may have been stopped since: the look before a claim will tell. */
const runToBeginWith = async (store: EventStore, runId: string): Promise<KnownRun> => {
  const known = knownRun(store, runId);
  return phaseOf(known.state) === 'go' ? known : lookAtRun(store, runId);
};

/** What a step leads to: another one, one after a fresh look at the run, or none for now. */
type Next = 'on' | 'look' | 'done';

class Delivery {
  private readonly flight = new Flight();
  private readonly plan: Plan | null;
  private readonly writer: BatchWriter;
  private readonly ready: ReadyMessages | null;
  private readonly places: Places | null;
  private readonly over: AbortSignal;
  private phase: Phase;
  /** Messages of unknown fate that are left as they are: later evidence has settled them, or they may not be sent any more. */
  private readonly settled = new Set<string>();
  /**
   * What cannot be claimed as things stand. Asked again at once it would be refused at once, without end: the batch
   * waits, and its run says that it stalls.
   */
  private readonly leftAlone = new Set<string>();

  constructor(
    private readonly deps: DeliveryDeps,
    private readonly about: BatchName,
    private readonly lease: Lease,
    { plan, writer, phase }: { readonly plan: Plan | null; readonly writer: BatchWriter; readonly phase: Phase },
    stop: AbortSignal,
  ) {
    // Made once: `stop` remembers every signal that was made of it for as long as the process lives.
    this.over = AbortSignal.any([stop, lease.signal]);
    this.plan = plan;
    this.writer = writer;
    this.phase = phase;
    this.ready = plan === null ? null : new ReadyMessages(deps, plan);
    this.places = plan === null ? null : new Places(this.carrierOf(plan).slots);
  }

  async carryOut(): Promise<BatchVerdict> {
    const { fence } = this.lease;
    await this.writer.record([
      { type: 'TakeOver', data: { fence, worker: this.deps.worker } },
      { type: 'ExpireDrafts', data: {} },
    ]);
    await this.readEvidence();
    try {
      for (let next: Next = 'on'; next !== 'done' && this.phase === 'go' && !this.halted;) {
        next = await this.step();
        if (next === 'look') await this.look();
      }
      while (!this.flight.empty) await this.settle();
      return await this.finish();
    } catch (error) {
      // What is on the wire gets an answer all the same, and whatever went wrong here, the log must have it.
      while (!this.flight.empty) await this.settle();
      throw error;
    } finally {
      // Nothing is left unless the settling failed too: what flies keeps its places until it has landed.
      while (!this.flight.empty) {
        await this.landed();
        this.places?.keep(this.flight.size);
      }
    }
  }

  private get halted(): boolean {
    return this.over.aborted;
  }

  private async look(): Promise<void> {
    this.phase = phaseOf((await lookAtRun(this.deps.store, this.about.runId)).state);
  }

  /** Only where a message of unknown fate would be sent again does it matter whether evidence has told its fate. */
  private async readEvidence(): Promise<void> {
    const { state } = this.writer;
    const resends = this.plan?.manifest.policies.onUnknown === 'resend';
    if (!resends || state.status !== 'open') return;
    const unknown = state.recipients.filter(({ standing }) => standing.is === 'unknown');
    if (unknown.length === 0) return;
    const ids = unknown.map(({ communicationId }) => communicationId);
    for (const communicationId of await settledSince(this.deps.store, this.about, ids))
      this.settled.add(communicationId);
  }

  /** The provider `noop` stands in for any: rendered, claimed, recorded, and nothing leaves. */
  private carrierOf({ manifest, sender }: Plan): Carrier {
    return this.deps.channels[sender.provider === 'noop' ? 'noop' : manifest.channel];
  }

  private async landed(): Promise<ReturnType<Flight['take']>> {
    await this.flight.someLanded();
    return this.flight.take();
  }

  /** One round: outcomes of the last and claims of the next in one append. */
  private async step(): Promise<Next> {
    const { plan, ready, places } = this;
    const { state } = this.writer;
    if (plan === null || ready === null || places === null || state.status !== 'open') return 'done';
    const { policies } = plan.manifest;
    const drafts = undrafted(state, policies);
    if (drafts.length > 0) return this.draft(plan, drafts.slice(0, draftsAtOnce));
    const due = dueRecipients(state, policies, this.deps.now(), this.settled).filter(
      ({ communicationId }) => !this.leftAlone.has(communicationId),
    );
    if (due.length === 0) return this.settleOrEnd();
    const { open, openUntil, commands } = await lookAtClocks(this.deps.sql, plan, due, this.deps.now());
    if (commands.length > 0) {
      await this.record(this.flight.take(), commands);
      return 'look';
    }
    if (open.length === 0) return this.settleOrEnd();
    const room = places.take(Math.min(open.length, places.share), this.flight.onTheWire);
    if (room === 0) return this.makeRoom(plan);
    try {
      const granted = await this.withinLimit(plan, room);
      if (granted === 0) return 'look';
      const gated = await passGate(this.deps, plan, await ready.take(open, granted));
      if (!gated.open) return 'done';
      for (const { recipient } of gated.undecided) this.leftAlone.add(recipient.communicationId);
      // The gates may have taken their time: whoever stopped the run meanwhile was told that it is stopped.
      this.phase = gated.phase;
      if (this.phase === 'go' && !this.halted) await this.claim(plan, this.withoutDoubtful(gated.messages), openUntil);
      return 'on';
    } finally {
      places.keep(this.flight.size);
    }
  }

  private async settleOrEnd(): Promise<Next> {
    if (this.flight.empty) return 'done';
    await this.settle();
    return 'on';
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
  ): Promise<void> {
    const { channel } = this.carrierOf(plan);
    const settles = this.flight.take();
    const { fence } = this.lease;
    const commands = messages.map((one) => commandFor(one, { plan, channel, fence, openUntil }));
    const refused = await this.record(settles, commands);
    messages.forEach((message, i) => {
      if (message.kind === 'message' && refused[i] === null) this.launch(plan, channel, message);
      if (refused[i]?.rejected === 'other-content') this.leftAlone.add(message.recipient.communicationId);
    });
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
   * Outcomes and further commands in one append, with the batch's end when nothing is left; answers for the further
   * ones. Once fenced off, outcomes are evidence for whoever owns the batch now, and so are those of what is still on
   * the wire.
   */
  private async record(
    settles: readonly Settle[],
    commands: readonly BatchCommand[],
  ): ReturnType<BatchWriter['record']> {
    try {
      const refused = await this.writer.record([...settles, ...commands], (state) => this.closing(state));
      return refused.slice(settles.length);
    } catch (error) {
      if (error instanceof FencedOff) await this.handOver(settles);
      throw error;
    } finally {
      const claims = commands.filter(({ type }) => type === 'Claim').length;
      this.places?.keep(this.flight.size + claims);
    }
  }

  private closing(state: BatchState): readonly BatchCommand[] {
    const isOver =
      this.plan !== null && state.status === 'open' && isDone(state, this.plan.manifest.policies, this.settled);
    return isOver ? [{ type: 'CloseBatch', data: { abandon: false } }] : [];
  }

  private async handOver(settles: readonly Settle[]): Promise<void> {
    await keepEvidence(this.deps, this.about, settles);
    while (!this.flight.empty) {
      const late = await this.landed();
      this.places?.keep(this.flight.size);
      await keepEvidence(this.deps, this.about, late);
    }
  }

  private async draft(plan: Plan, recipients: readonly Recipient[]): Promise<Next> {
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
    return 'look';
  }

  /** What has landed makes room for further claims in the append that records it. */
  private async makeRoom(plan: Plan): Promise<Next> {
    const { slots } = this.carrierOf(plan);
    if (this.flight.empty) await slots.free(this.over);
    else await this.flight.someLanded();
    return 'on';
  }

  /** As many as the sender's limit lets go now; when that is none, waits (or lands what flies) first. */
  private async withinLimit({ sender }: Plan, wanted: number): Promise<number> {
    if (!Number.isFinite(sender.limits.perSecond)) return wanted;
    const { perSecond } = sender.limits;
    const { granted, retryInMs } = await take(this.deps.sql, `sender:${sender.id}`, { perSecond, wanted });
    if (granted > 0) return granted;
    // A slow sender's rest must keep neither the channel's places from others, nor a pause or the end of the run waiting.
    this.places?.keep(this.flight.size);
    if (!this.flight.empty) await this.settle();
    else await pause(Math.min(retryInMs, longestRestMs), undefined, { signal: this.over }).catch(() => undefined);
    return 0;
  }

  private async finish(): Promise<BatchVerdict> {
    const { state } = this.writer;
    if (state.status !== 'open') return 'closed';
    const ends = this.closing(state);
    if (ends.length === 0 && this.phase !== 'abandon') await this.look();
    if (ends.length === 0 && this.phase !== 'abandon') return 'waiting';
    await this.writer.record([{ type: 'CloseBatch', data: { abandon: this.phase === 'abandon' } }]);
    return this.writer.state.status === 'closed' ? 'closed' : 'waiting';
  }
}

/** Between two looks at the run while the sender's limit lets nothing go, ms. */
const longestRestMs = 1_000;

/** Renderings of one round of drafts are one statement and their events one append. */
const draftsAtOnce = 100;
