import type { Instant, Message } from './message.js';

/** A command that must not be carried out in this state. `code` is stable API; `detail` is for people. */
export interface Rejection {
  readonly rejected: string;
  readonly detail: string;
}

export const reject = <Code extends string>(rejected: Code, detail: string): { rejected: Code; detail: string } => ({
  rejected,
  detail,
});

export const isRejection = (decision: readonly unknown[] | Rejection): decision is Rejection => 'rejected' in decision;

/**
 * The whole of an aggregate: three pure functions.
 * `decide` answers a legal command with events, a repeated one with `[]`, an illegal one with a Rejection.
 * `evolve` accepts every event that was ever recorded and refuses none.
 */
export interface Decider<Command extends Message, Event extends Message, State, R extends Rejection = Rejection> {
  readonly initial: State;
  readonly decide: (command: Command, state: State, now: Instant) => readonly Event[] | R;
  readonly evolve: (state: State, event: Event) => State;
}

export const fold = <Event extends Message, State>(
  decider: Pick<Decider<never, Event, State>, 'initial' | 'evolve'>,
  events: Iterable<Event>,
): State => {
  let state = decider.initial;
  for (const event of events) state = decider.evolve(state, event);
  return state;
};

/** For the compiler: a union that is not handled to its end does not build. At run time it fails loudly. */
export const assertNever = (value: never): never => {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
};
