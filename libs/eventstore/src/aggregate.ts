import { type Decider, fold } from '#domain/kernel/decider.js';
import type { Message } from '#domain/kernel/message.js';
import { type EventStore, type ExpectedRevision, type Position, type RecordedEvent, start } from './port.js';

export interface Aggregate<State, E extends Message> {
  readonly state: State;
  readonly events: readonly RecordedEvent<E>[];
  /** What an append that decided on this state must expect. */
  readonly revision: ExpectedRevision;
  /** Of the last event; `start` when there is none. */
  readonly position: Position;
}

/**
 * Folds a stream; one that does not exist gives the initial state. Throws `UnknownEventVersion` when a later release
 * wrote one of its events, and whatever `evolve` throws for a type it does not know.
 */
export const loadAggregate = async <State, E extends Message>(
  store: Pick<EventStore, 'read'>,
  decider: Pick<Decider<never, E, State>, 'initial' | 'evolve'>,
  stream: string,
): Promise<Aggregate<State, E>> => {
  const events = (await store.read(stream)) as readonly RecordedEvent<E>[];
  const last = events.at(-1);
  return {
    state: fold(decider, events as Iterable<RecordedEvent<E> & E>),
    events,
    revision: last?.revision ?? 'none',
    position: last?.position ?? start,
  };
};

/** What a stream gives that does not exist yet. */
export const nothingYet = <State, E extends Message>({
  initial,
}: Pick<Decider<never, E, State>, 'initial'>): Aggregate<State, E> => ({
  state: initial,
  events: [],
  revision: 'none',
  position: start,
});
