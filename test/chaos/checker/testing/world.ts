import { createHash } from 'node:crypto';
import type { BatchCommand, Outcome } from '#domain/batch/messages.js';
import { batchDecider } from '#domain/batch/decide.js';
import { reportDecider } from '#domain/batch/report.js';
import { communicationIdOf } from '#domain/batch/state.js';
import type { AnyEvent } from '#domain/events.js';
import { type Decider, isRejection, type Rejection } from '#domain/kernel/decider.js';
import type { Actor, Instant, Message } from '#domain/kernel/message.js';
import { runDecider } from '#domain/run/decide.js';
import type { Manifest, RunCommand, RunRequest } from '#domain/run/messages.js';
import { manifestOf, requestOf } from '#domain/testing/run-fixtures.js';
import { threadDecider } from '#domain/thread/decide.js';
import type { Position, RecordedEvent } from '#eventstore/port.js';
import type { Attempt, Operation, Receipt } from '../history.js';

/** Who writes: a client's operation, or a part of a worker. */
export type By =
  | { readonly operation: string; readonly cause?: string }
  | { readonly worker: string; readonly source?: 'planner' };

export const worker: By = { worker: 'deliveries@w1' };
export const planner: By = { worker: 'planner@w1', source: 'planner' };

export interface Started {
  readonly runId: string;
  readonly contacts: readonly string[];
}

/**
 * A service told event by event, as its processes would write it: deciders decide, the clock goes on by a few
 * milliseconds, operations and receipts are noted as the harness would.
 */
export class World {
  readonly events: RecordedEvent[] = [];
  readonly operations: Operation[] = [];
  readonly receipts: Receipt[] = [];
  now = Date.parse('2026-11-22T09:00:00.000Z');
  private readonly states = new Map<string, unknown>();
  private readonly lengths = new Map<string, number>();

  get instant(): Instant {
    return new Date(this.now).toISOString();
  }

  pass(ms: number): void {
    this.now += ms;
  }

  append(stream: string, event: AnyEvent, by: By): void {
    const revision = this.lengths.get(stream) ?? 0;
    this.lengths.set(stream, revision + 1);
    const id = createHash('sha256').update(`${stream}@${revision}`).digest('hex').slice(0, 32);
    const [actor, source, cause]: [string, Actor['source'], string] =
      'operation' in by
        ? ['ann', 'api', by.cause ?? `command of ${by.operation}`]
        : [by.worker, by.source ?? 'worker', `step ${id}`];
    this.events.push({
      id,
      type: event.type,
      data: event.data,
      metadata: {
        $correlationId: 'operation' in by ? by.operation : stream,
        $causationId: cause,
        actor,
        source,
        v: 1,
        occurredAt: this.instant,
      },
      stream,
      category: stream.slice(0, stream.indexOf('-')),
      revision,
      position: `1.${this.events.length + 1}.1` as Position,
      recordedAt: this.instant,
    });
    this.pass(10);
  }

  /** An operation that was accepted at its first attempt, and what it led to. */
  asked(
    id: string,
    events: (by: By) => void,
    changes: Partial<Operation> & { answered?: Partial<Attempt> } = {},
  ): void {
    const invokedAt = this.now;
    const before = new Map(this.lengths);
    events({ operation: id });
    const [stream, length] = [...this.lengths].find(([name, now]) => before.get(name) !== now) ?? [undefined, 0];
    const promises = stream === undefined ? {} : { promises: { stream, revision: length - 1 } };
    const { answered, ...rest } = changes;
    this.pass(5);
    const attempt: Attempt = {
      invokedAt,
      endedAt: this.now,
      result: 'ok',
      status: 202,
      answerHash: `answer to ${id}`,
      ...promises,
      ...answered,
    };
    this.operations.push({
      id,
      client: 'c1',
      name: 'command',
      route: 'POST /v1/runs/r/command',
      idempotencyKey: `key ${id}`,
      bodyHash: `body of ${id}`,
      changes: 'always',
      trace: { by: 'correlation' },
      attempts: [attempt],
      ...rest,
    });
  }

  run(runId: string, command: RunCommand, by: By): void {
    this.decide(runDecider, `run-${runId}`, command, by);
  }

  batch(runId: string, batch: number, command: BatchCommand, by: By = worker): void {
    this.decide(batchDecider, `runbatch-${runId}.${batch}`, command, by);
  }

  report(runId: string, batch: number, command: Parameters<typeof reportDecider.decide>[0], by: By = worker): void {
    this.decide(reportDecider, `report-${runId}.${batch}`, command, by);
  }

  thread(id: string, command: Parameters<typeof threadDecider.decide>[0], by: By = { worker: 'inbound@w1' }): void {
    this.decide(threadDecider, `thread-${id}`, command, by);
  }

  /** Requested by an operation and, unless it is scheduled, prepared and started with one batch. */
  start(runId: string, contacts: readonly string[], policies: Partial<Manifest['policies']> = {}): Started {
    const data = { ...emailRequest(runId), startAt: null };
    this.asked(`start ${runId}`, (by) => this.run(runId, { type: 'RequestRun', data }, by));
    return this.prepare(runId, contacts, policies);
  }

  prepare(runId: string, contacts: readonly string[], policies: Partial<Manifest['policies']> = {}): Started {
    this.run(runId, { type: 'PrepareRun', data: {} }, worker);
    this.batch(runId, 1, { type: 'PlanBatch', data: { runId, batch: 1, contactIds: contacts, digest: 'dd' } });
    const manifest = emailManifest(contacts.length, policies);
    this.run(runId, { type: 'StartRun', data: { manifest, batches: 1 } }, worker);
    return { runId, contacts };
  }

  claim(runId: string, index: number, { fence = 1, resend = false } = {}): void {
    const communicationId = communicationIdOf(runId, 1, index);
    const messageId = messageIdOf(runId, index);
    const data = { communicationId, fence, messageId, contentHash: 'h1', addressHash: 'a1', resend };
    this.batch(runId, 1, { type: 'Claim', data });
  }

  settle(runId: string, index: number, outcome: Outcome, { attempt = 1, fence = 1 } = {}): void {
    const communicationId = communicationIdOf(runId, 1, index);
    this.batch(runId, 1, { type: 'Settle', data: { communicationId, attempt, fence, outcome, maxAttempts: 5 } });
  }

  receive(runId: string, index: number, answer: Receipt['answer'] = 'accepted'): void {
    const messageId = messageIdOf(runId, index);
    const to = `${runId}-${index}@example.com`;
    this.receipts.push({ sink: 'smtp', channel: 'email', messageId, to, at: this.now, connection: 1, answer });
    this.pass(10);
  }

  /** Claimed, sent and accepted. */
  deliver(runId: string, index: number): void {
    this.claim(runId, index);
    this.receive(runId, index);
    this.settle(runId, index, accepted);
  }

  /** Closes the batch and settles the run with it. */
  end(runId: string, abandon = false): void {
    this.batch(runId, 1, { type: 'CloseBatch', data: { abandon } });
    const closed = this.events.findLast(({ type }) => type === 'BatchClosed');
    if (closed === undefined || !('totals' in closed.data)) throw new Error('the batch did not close');
    const { totals } = closed.data as Extract<AnyEvent, { type: 'BatchClosed' }>['data'];
    this.run(runId, { type: 'SettleBatches', data: { batches: [{ batch: 1, totals }] } }, worker);
  }

  private decide<C extends Message, E extends AnyEvent, S, R extends Rejection>(
    decider: Decider<C, E, S, R>,
    stream: string,
    command: C,
    by: By,
  ): void {
    // A stream has one decider, so that what is kept under its name is that decider's state.
    let state = (this.states.get(stream) as S | undefined) ?? decider.initial;
    const decision = decider.decide(command, state, this.instant);
    if (isRejection(decision)) throw new Error(`${stream}: ${command.type} is refused: ${decision.detail}`);
    for (const event of decision) {
      this.append(stream, event, by);
      state = decider.evolve(state, event);
    }
    this.states.set(stream, state);
  }
}

export const accepted: Outcome = { kind: 'accepted', answer: '250 queued' };

export const messageIdOf = (runId: string, index: number): string => `<${communicationIdOf(runId, 1, index)}@x.test>`;

export const emailRequest = (runId: string): RunRequest => requestOf(runId, { channel: 'email' });

export const emailManifest = (count: number, policies: Partial<Manifest['policies']> = {}): Manifest => {
  const plain = manifestOf(count);
  const provider = { name: 'smtp', hash: 'ff' };
  return { ...plain, channel: 'email', provider, policies: { ...plain.policies, ...policies } };
};
