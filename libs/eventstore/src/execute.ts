import { createHash, randomUUID } from 'node:crypto';
import { type Decider, isRejection, type Rejection } from '#domain/kernel/decider.js';
import type { Actor, Message } from '#domain/kernel/message.js';
import type { Clock } from '#platform/clock.js';
import { type Aggregate, loadAggregate } from './aggregate.js';
import { backOffMs, waitOrAbort } from './back-off.js';
import { type AppendResult, type EventStore, LogUnavailable, type NewEvent, type Position } from './port.js';
import { currentVersion } from './upcasters.js';

/** Who asks, and in which conversation. */
export interface CommandContext {
  /**
   * Names one command on one stream. Executing the same type of command there again under this id answers with
   * the events of the first time; a loop over several commands gives each an id of its own (`partOf`).
   */
  readonly commandId: string;
  readonly actor: Actor;
  /** Why, in the actor's words. */
  readonly reason?: string;
  /** The first message of the conversation. */
  readonly correlationId: string;
  /** The message that led to the events when it is not the command itself: for a reaction, the event's id. */
  readonly causationId?: string;
  /** W3C Trace Context of the request. */
  readonly traceparent?: string;
  readonly now: Clock;
}

/** One of several commands that a request leads to. The same part of the same request has the same id. */
export const partOf = (context: CommandContext, part: string): CommandContext => ({
  ...context,
  commandId: `${context.commandId}/${part}`,
});

export type Executed<Code extends string = string, E extends Message = Message> =
  | {
      readonly ok: true;
      /** What happened, now or at the first execution; empty when the command changed nothing. */
      readonly events: readonly NewEvent<E>[];
      /** Of the stream after these events. */
      readonly revision: number;
      readonly position: Position;
    }
  | {
      readonly ok: false;
      /** `contended`: others wrote to the stream at every try; nothing was stored, and it may be tried again. */
      readonly rejection: { readonly rejected: Code | 'contended'; readonly detail: string };
      /** Of the stream that the command was refused on; -1 when there is none. */
      readonly revision: number;
    };

const mostConflicts = 30;
/** From the first failure on; longer outages are the caller's to wait out. */
const outagePatienceMs = 2_000;
const betweenConflicts = { first: 2, most: 50 };
const betweenOutages = { first: 50, most: 1_000 };

/**
 * Loads, folds, decides, appends at the loaded revision. A conflict is decided again on what others wrote; an append
 * with unknown result is repeated with the same event ids. Throws `LogUnavailable` when the log stays away.
 *
 * `known`: the stream as it was read before, which spares a question: when that leads to an append that nobody has
 * forestalled, it counts; whatever else comes of it is asked of the stream as it is.
 */
export const execute = async <C extends Message, E extends Message, State, R extends Rejection>(
  store: EventStore,
  decider: Decider<C, E, State, R>,
  stream: string,
  command: C,
  context: CommandContext,
  known?: Aggregate<State, E>,
): Promise<Executed<R['rejected'], E>> => {
  const idAt = (index: number): string => eventId(context.commandId, stream, command.type, index);
  let revision = -1;
  for (let conflicts = 0; conflicts < mostConflicts; conflicts += 1) {
    if (conflicts > 0) await waitOrAbort(backOffMs(conflicts, betweenConflicts));
    const fromMemory = conflicts === 0 ? known : undefined;
    const loaded = fromMemory ?? (await throughOutages(() => loadAggregate(store, decider, stream)));
    const before = earlierExecution(loaded, idAt);
    if (before) return before;

    revision = loaded.revision === 'none' ? -1 : loaded.revision;
    const now = context.now();
    const decision = decider.decide(command, loaded.state, now);
    if (fromMemory !== undefined && (isRejection(decision) || decision.length === 0)) continue;
    if (isRejection(decision)) return { ok: false, rejection: decision, revision };
    const events = toNewEvents(decision, { ...context, now: () => now }, idAt);
    if (events.length === 0) return { ok: true, events, revision, position: loaded.position };

    const result: AppendResult = await throughOutages(() => store.append(stream, loaded.revision, events));
    if (result.ok) return { ok: true, events, revision: result.revision, position: result.position };
  }
  return { ok: false, rejection: { rejected: 'contended', detail: `others keep writing to ${stream}` }, revision };
};

/**
 * Events as the log takes them, in the current version of their types. Ids are random unless `idAt` gives them: keep
 * the result for retries of the append.
 */
export const toNewEvents = <E extends Message>(
  events: readonly E[],
  context: CommandContext,
  idAt: (index: number) => string = () => randomUUID(),
): readonly NewEvent<E>[] => {
  const { commandId, actor, reason, correlationId, causationId, traceparent } = context;
  const occurredAt = context.now();
  /** Events of one version share what is said about them: a batch appends hundreds, and it is written as text once. */
  const byVersion = new Map<number, NewEvent['metadata']>();
  const metadataOf = (v: number): NewEvent['metadata'] => {
    const known = byVersion.get(v);
    if (known !== undefined) return known;
    const metadata = {
      $correlationId: correlationId,
      $causationId: causationId ?? commandId,
      actor: actor.name,
      source: actor.source,
      ...(reason === undefined ? {} : { reason }),
      v,
      occurredAt,
      ...(traceparent === undefined ? {} : { traceparent }),
    };
    byVersion.set(v, metadata);
    return metadata;
  };
  return events.map(({ type, data }, index) => ({
    id: idAt(index),
    type,
    data,
    metadata: metadataOf(currentVersion(type)),
  }));
};

/** The events of this command that an earlier execution left in the stream: they stand there in one piece. */
const earlierExecution = <State, E extends Message>(
  { events }: Aggregate<State, E>,
  idAt: (index: number) => string,
): Executed<never, E> | undefined => {
  const firstId = idAt(0);
  const from = events.findIndex(({ id }) => id === firstId);
  if (from < 0) return undefined;
  const rest = events.slice(from);
  const other = rest.findIndex(({ id }, index) => id !== idAt(index));
  const caused = other < 0 ? rest : rest.slice(0, other);
  const last = caused.at(-1);
  return last && { ok: true, events: caused, revision: last.revision, position: last.position };
};

/** A UUID (version 8, RFC 9562) that the same command gives to the same event at every execution. */
const eventId = (commandId: string, stream: string, type: string, index: number): string => {
  const hash = createHash('sha256').update([commandId, stream, type, index].join('\n')).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hash.charAt(16), 16) % 4);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};

/** Repeats what is safe to repeat while the log is away, for 2 s from the first failure on. */
export const throughOutages = async <T>(work: () => Promise<T>): Promise<T> => {
  let until: number | undefined;
  for (let outages = 0; ; outages += 1) {
    try {
      return await work();
    } catch (error) {
      until ??= performance.now() + outagePatienceMs;
      if (!(error instanceof LogUnavailable) || performance.now() >= until) throw error;
      await waitOrAbort(backOffMs(outages, betweenOutages));
    }
  }
};
