import fc from 'fast-check';
import { type Decider, fold, isRejection, type Rejection } from '../kernel/decider.js';
import type { Message } from '../kernel/message.js';

/**
 * What holds for every decider, whatever commands come: a refused command changes nothing, an accepted one that
 * is repeated at once adds nothing, and folding the stream again gives the same state.
 */
export const checkDecider = <Command extends Message, Event extends Message, State, R extends Rejection>(
  decider: Decider<Command, Event, State, R>,
  commands: fc.Arbitrary<Command>,
  /** What must hold of the stream after every command. */
  invariant: (events: readonly Event[], state: State) => void = () => undefined,
): void => {
  const now = '2026-11-22T09:00:00.000Z';
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 30 }), (sequence) => {
      const events: Event[] = [];
      let state = decider.initial;
      for (const command of sequence) {
        const decision = decider.decide(command, state, now);
        if (isRejection(decision)) continue;
        for (const event of decision) state = decider.evolve(state, event);
        events.push(...decision);
        expect(decider.decide(command, state, now)).toEqual([]);
        invariant(events, state);
      }
      expect(fold(decider, events)).toEqual(state);
      // Stored events come back as JSON.
      expect(fold(decider, JSON.parse(JSON.stringify(events)) as Event[])).toEqual(state);
    }),
  );
};

/** Every event in every order, also orders that no decision ever wrote: folding refuses none. */
export const checkFold = <Event extends Message, State>(
  decider: Pick<Decider<never, Event, State>, 'initial' | 'evolve'>,
  events: fc.Arbitrary<Event>,
  /** What no event may undo. */
  invariant: (before: State, after: State) => void = () => undefined,
): void => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 30 }), (sequence) => {
      let state = decider.initial;
      for (const event of sequence) {
        const before = JSON.stringify(state);
        const after = decider.evolve(state, event);
        expect(JSON.stringify(state)).toBe(before);
        invariant(state, after);
        state = after;
      }
    }),
  );
};
