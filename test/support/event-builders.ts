import { createHash } from 'node:crypto';
import { batchDecider } from '#domain/batch/decide.js';
import type { BatchCommand, Outcome, SkipReason } from '#domain/batch/messages.js';
import { communicationIdOf } from '#domain/batch/state.js';
import type { AnyEvent } from '#domain/events.js';
import { type Decider, isRejection, type Rejection } from '#domain/kernel/decider.js';
import type { EventMetadata, Instant, Message } from '#domain/kernel/message.js';
import { runDecider } from '#domain/run/decide.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { BatchTotals, RunCommand, RunRequest } from '#domain/run/messages.js';
import { manifestOf, requestOf } from '#domain/testing/run-fixtures.js';
import type { EventStore, NewEvent, Position, RecordedEvent } from '#eventstore/port.js';

/** An event that has found its stream but not its place in the log. */
export interface Fact {
  readonly stream: string;
  readonly event: AnyEvent;
  readonly at: Instant;
  readonly actor: string;
  readonly reason?: string;
}

export const fact = (stream: string, event: AnyEvent, at: Instant, actor = 'ann'): Fact => ({
  stream,
  event,
  at,
  actor,
});

/** A UUID that follows from a text, so that the same test gives the same bytes twice. */
const uuidFrom = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const metadataOf = ({ at, actor, reason }: Fact, id: string): EventMetadata => ({
  $correlationId: id,
  $causationId: id,
  actor,
  source: 'api',
  ...(reason === undefined ? {} : { reason }),
  v: 1,
  occurredAt: at,
});

/** The facts as a log would hand them out, in this order. Positions have the form of the PostgreSQL log's. */
export const recorded = (facts: readonly Fact[]): readonly RecordedEvent[] => {
  const lengths = new Map<string, number>();
  return facts.map((one, at): RecordedEvent => {
    const revision = lengths.get(one.stream) ?? 0;
    lengths.set(one.stream, revision + 1);
    const id = uuidFrom(`${one.stream}@${revision}`);
    return {
      id,
      type: one.event.type,
      data: one.event.data,
      metadata: metadataOf(one, id),
      stream: one.stream,
      category: one.stream.slice(0, one.stream.indexOf('-')),
      revision,
      position: `1.${at + 1}.1` as Position,
      recordedAt: one.at,
    };
  });
};

/** Appends facts in this order, each on top of its stream. */
export const appendFacts = async (store: EventStore, facts: readonly Fact[]): Promise<Position> => {
  let position: Position | undefined;
  for (let at = 0; at < facts.length;) {
    const { stream } = facts[at] ?? { stream: '' };
    const last = (await store.readBackwards(stream, 1))[0]?.revision;
    const piece: NewEvent[] = [];
    for (let next = facts[at]; next?.stream === stream && piece.length < 200; next = facts[at]) {
      const id = uuidFrom(`${stream}@${(last ?? -1) + 1 + piece.length}`);
      piece.push({ id, type: next.event.type, data: next.event.data, metadata: metadataOf(next, id) });
      at += 1;
    }
    const result = await store.append(stream, last ?? 'none', piece);
    if (!result.ok) throw new Error(`${stream} stands at ${result.actual}`);
    position = result.position;
  }
  if (position === undefined) throw new Error('nothing to append');
  return position;
};

/** What becomes of one recipient. */
export type Fate =
  | 'accepted'
  | 'refused'
  | 'unknown'
  | 'deferred'
  | 'held'
  | 'planned'
  | 'claimed'
  | 'draft'
  | SkipReason;

export interface RunLife {
  readonly runId: string;
  /** Where the life ends. */
  readonly status: RunStatus;
  /** When it is asked for; every event comes a second after the one before. */
  readonly at?: Instant;
  readonly startAt?: Instant;
  readonly request?: Partial<Omit<RunRequest, 'runId'>>;
  readonly contacts?: readonly string[];
  /** Recipients to a batch; default all in one. */
  readonly batchSize?: number;
  /** Of each recipient by place in the audience; default accepted. Runs that end leave nobody waiting. */
  readonly fates?: readonly Fate[];
  readonly actor?: string;
}

/** All events of a run's life up to a status, as the deciders would have written them. */
export const runLife = (life: RunLife): readonly Fact[] => {
  const { runId, status, contacts = ['k1', 'k2', 'k3'], actor = 'ann' } = life;
  const story = storyOf(life.at ?? '2026-11-01T09:00:00.000Z', actor);
  const run = (command: RunCommand): void => story.command(runDecider, `run-${runId}`, command);
  const startAt = life.startAt ?? (status === 'scheduled' || status === 'missed' ? story.later(3_600) : null);
  const request = requestOf(runId, life.request ?? {});

  story.command(runDecider, `run-${runId}`, { type: 'RequestRun', data: { ...request, startAt } });
  if (status === 'requested') return story.facts.slice(0, 1);
  if (status === 'scheduled') return story.facts;
  if (status === 'missed') {
    run({ type: 'MissRun', data: { detail: 'the worker was down' } });
    return story.facts;
  }
  if (startAt !== null) run({ type: 'QueueRun', data: { early: true } });
  if (status === 'queued') return story.facts;
  run({ type: 'PrepareRun', data: {} });
  if (status === 'failed') {
    run({ type: 'FailRun', data: { failure: 'segment-unreadable', detail: 'the filter names no attribute' } });
    return story.facts;
  }
  const batches = batchesOf(life, contacts);
  for (const [at, recipients] of batches.entries()) {
    const data = { runId, batch: at + 1, contactIds: recipients.map(({ contactId }) => contactId), digest: 'dd' };
    story.command(batchDecider, `runbatch-${runId}.${at + 1}`, { type: 'PlanBatch', data });
  }
  if (status === 'preparing') return story.facts;
  const reviewer = status === 'awaiting_approval' ? 'human' : 'none';
  const manifest = manifestOf(contacts.length);
  const policies = { ...manifest.policies, reviewer } as const;
  run({
    type: 'StartRun',
    data: { manifest: { ...manifest, ...request.pins, channel: request.channel, policies }, batches: batches.length },
  });
  for (const [at, recipients] of batches.entries()) deliver(story, runId, at + 1, recipients, status);
  finish(story, run, runId, batches.length, status);
  return story.facts;
};

interface Planned {
  readonly contactId: string;
  readonly fate: Fate;
}

const batchesOf = (life: RunLife, contacts: readonly string[]): readonly (readonly Planned[])[] => {
  const size = life.batchSize ?? contacts.length;
  const planned = contacts.map((contactId, at) => ({ contactId, fate: life.fates?.[at] ?? defaultFate(life, at) }));
  return planned.length === 0
    ? []
    : Array.from({ length: Math.ceil(planned.length / size) }, (_, at) => planned.slice(at * size, (at + 1) * size));
};

const defaultFate = ({ status }: RunLife, place: number): Fate => {
  if (status === 'awaiting_approval') return 'draft';
  if (status === 'completed_with_failures' && place === 0) return 'refused';
  if ((status === 'running' || status === 'cancelled' || status === 'cancelling' || status === 'paused') && place > 0)
    return 'planned';
  if (status === 'pausing') return place === 0 ? 'claimed' : 'planned';
  return 'accepted';
};

type Story = ReturnType<typeof storyOf>;

const deliver = (
  story: Story,
  runId: string,
  batch: number,
  recipients: readonly Planned[],
  status: RunStatus,
): void => {
  const stream = `runbatch-${runId}.${batch}`;
  const batchCommand = (command: BatchCommand): void => story.command(batchDecider, stream, command);
  for (const [index, { fate }] of recipients.entries()) {
    const communicationId = communicationIdOf(runId, batch, index);
    for (const command of commandsFor(communicationId, fate, story)) batchCommand(command);
  }
  const ends = status === 'completed' || status === 'completed_with_failures' || status === 'cancelled';
  if (ends) batchCommand({ type: 'CloseBatch', data: { abandon: status === 'cancelled' } });
};

const commandsFor = (communicationId: string, fate: Fate, story: Story): readonly BatchCommand[] => {
  switch (fate) {
    case 'planned':
      return [];
    case 'held':
      return [{ type: 'Hold', data: { communicationId, reason: 'hold', rule: 'hold', version: 1 } }];
    case 'draft':
    case 'draft-rejected':
    case 'draft-expired': {
      const prepare: BatchCommand = {
        type: 'PrepareDraft',
        data: {
          communicationId,
          contentHash: 'h1',
          expiresAt: fate === 'draft-expired' ? story.later(0) : story.later(72 * 3_600),
        },
      };
      if (fate === 'draft') return [prepare];
      if (fate === 'draft-expired') return [prepare, { type: 'ExpireDrafts', data: {} }];
      return [prepare, { type: 'RejectDraft', data: { communicationId, contentHash: 'h1', note: 'too loud' } }];
    }
    case 'accepted':
    case 'refused':
    case 'unknown':
    case 'deferred':
    case 'claimed': {
      const claim: BatchCommand = {
        type: 'Claim',
        data: {
          communicationId,
          fence: 1,
          messageId: `<${communicationId}@sortie.test>`,
          contentHash: 'h1',
          addressHash: 'a1',
          resend: false,
        },
      };
      if (fate === 'claimed') return [claim];
      const outcome = outcomeOf(fate, story);
      return [claim, { type: 'Settle', data: { communicationId, attempt: 1, fence: 1, outcome, maxAttempts: 5 } }];
    }
    default:
      return [{ type: 'Skip', data: { communicationId, reason: fate, rule: `rule-of-${fate}`, version: 1 } }];
  }
};

const outcomeOf = (fate: 'accepted' | 'refused' | 'unknown' | 'deferred', story: Story): Outcome => {
  switch (fate) {
    case 'accepted':
      return { kind: 'accepted', answer: '250 queued' };
    case 'refused':
      return { kind: 'refused', code: '5.1.1', answer: '550 no such user' };
    case 'deferred':
      return { kind: 'deferred', code: '4.2.1', answer: '450 later', until: story.later(900) };
    default:
      return { kind: 'unknown', detail: 'the connection broke' };
  }
};

const finish = (
  story: Story,
  run: (command: RunCommand) => void,
  runId: string,
  batches: number,
  status: RunStatus,
): void => {
  if (status === 'awaiting_approval') run({ type: 'RequestApproval', data: { drafts: 1 } });
  if (status === 'pausing' || status === 'paused') run({ type: 'PauseRun', data: {} });
  if (status === 'paused') run({ type: 'ConfirmPause', data: {} });
  if (status === 'cancelling' || status === 'cancelled') run({ type: 'CancelRun', data: {} });
  if (status !== 'completed' && status !== 'completed_with_failures' && status !== 'cancelled') return;
  const settled = Array.from({ length: batches }, (_, at) => ({
    batch: at + 1,
    totals: story.totals(`runbatch-${runId}.${at + 1}`),
  }));
  run({ type: 'SettleBatches', data: { batches: settled } });
};

/** Streams that are written by deciders, with a clock that moves a second for each event. */
const storyOf = (begin: Instant, actor: string) => {
  const facts: Fact[] = [];
  const states = new Map<string, unknown>();
  const closed = new Map<string, BatchTotals>();
  let now = Date.parse(begin);
  const instant = (seconds: number): Instant => new Date(now + seconds * 1_000).toISOString();

  return {
    facts,
    later: instant,
    totals: (stream: string): BatchTotals => {
      const totals = closed.get(stream);
      if (totals === undefined) throw new Error(`${stream} is not closed`);
      return totals;
    },
    command: <C extends Message, E extends AnyEvent, S, R extends Rejection>(
      decider: Decider<C, E, S, R>,
      stream: string,
      command: C,
    ): void => {
      const state = (states.get(stream) as S | undefined) ?? decider.initial;
      const decision = decider.decide(command, state, instant(0));
      if (isRejection(decision)) throw new Error(`${stream}: ${command.type} is refused: ${decision.detail}`);
      let after = state;
      for (const event of decision) {
        facts.push(fact(stream, event, instant(0), actor));
        if (event.type === 'BatchClosed') closed.set(stream, event.data.totals);
        after = decider.evolve(after, event);
        now += 1_000;
      }
      states.set(stream, after);
    },
  };
};

/** Lives that went on at the same time: each keeps its order, `pick` says whose turn it is. */
export const interleaved = (lives: readonly (readonly Fact[])[], pick: (open: number) => number): readonly Fact[] => {
  const left = lives.filter((life) => life.length > 0).map((life) => [...life]);
  const facts: Fact[] = [];
  while (left.length > 0) {
    const at = pick(left.length);
    const next = left[at]?.shift();
    if (next !== undefined) facts.push(next);
    if (left[at]?.length === 0) left.splice(at, 1);
  }
  return facts;
};
