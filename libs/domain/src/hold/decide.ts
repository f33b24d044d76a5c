import { assertNever, type Decider } from '../kernel/decider.js';
import type { HoldCommand, HoldEvent } from './messages.js';

export interface HoldState {
  readonly held: boolean;
}

const decide = ({ type, data: { scope } }: HoldCommand, state: HoldState): readonly HoldEvent[] => {
  switch (type) {
    case 'PlaceHold':
      return state.held ? [] : [{ type: 'HoldPlaced', data: { scope } }];
    case 'LiftHold':
      return state.held ? [{ type: 'HoldLifted', data: { scope } }] : [];
    default:
      return assertNever(type);
  }
};

const evolve = (_: HoldState, { type }: HoldEvent): HoldState => {
  switch (type) {
    case 'HoldPlaced':
      return { held: true };
    case 'HoldLifted':
      return { held: false };
    default:
      return assertNever(type);
  }
};

export const holdDecider: Decider<HoldCommand, HoldEvent, HoldState, never> = {
  initial: { held: false },
  decide,
  evolve,
};
