import fc from 'fast-check';
import { checkDecider, checkFold } from '../testing/decider-properties.js';
import { specFor } from '../testing/spec-for.js';
import { holdDecider } from './decide.js';
import type { HoldCommand, HoldEvent } from './messages.js';

const given = specFor(holdDecider);
const data = { scope: 'sender:e1' } as const;
const placed: HoldEvent = { type: 'HoldPlaced', data };
const lifted: HoldEvent = { type: 'HoldLifted', data };
const place: HoldCommand = { type: 'PlaceHold', data };
const lift: HoldCommand = { type: 'LiftHold', data };

describe('a hold', () => {
  it('is placed once and lifted once', () => {
    given().when(place).then(placed);
    given(placed).when(place).then();
    given(placed).when(lift).then(lifted);
    given(placed, lifted).when(lift).then();
    given().when(lift).then();
    given(placed, lifted).when(place).then(placed);
  });

  it('alternates between placed and lifted, whatever is asked', () => {
    checkDecider(holdDecider, fc.constantFrom(place, lift), (events, state) => {
      expect(events.map(({ type }) => type)).toEqual(
        events.map((_, index) => (index % 2 === 0 ? 'HoldPlaced' : 'HoldLifted')),
      );
      expect(state.held).toBe(events.length % 2 === 1);
    });
    checkFold(holdDecider, fc.constantFrom(placed, lifted));
  });
});
