import { type Decider, fold, isRejection, type Rejection } from '../kernel/decider.js';
import type { Instant, Message } from '../kernel/message.js';

/** Given these events, when this command comes, then these events follow (or it is refused with this code). */
export const specFor =
  <Command extends Message, Event extends Message, State, R extends Rejection>(
    decider: Decider<Command, Event, State, R>,
    now: Instant = '2026-11-22T09:00:00.000Z',
  ) =>
  (...given: readonly Event[]) => ({
    when: (command: Command) => {
      const decision = decider.decide(command, fold(decider, given), now);
      return {
        then: (...expected: readonly Event[]) => {
          expect(decision).toEqual(expected);
        },
        /** Only the names of the events: for where the data is the business of another test. */
        thenTypes: (...types: readonly Event['type'][]) => {
          expect(isRejection(decision) ? decision : decision.map((event) => event.type)).toEqual(types);
        },
        /** With this code, and with a reason that a person can read. */
        thenRejects: (code: R['rejected']) => {
          expect(decision).toEqual({ rejected: code, detail: expect.stringMatching(/\w+ \w+/) });
        },
      };
    },
    state: () => fold(decider, given),
  });
