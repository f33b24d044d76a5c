import type { ChannelKind } from '../campaign/messages.js';
import { assertNever, type Decider } from '../kernel/decider.js';
import type { SuppressionCommand, SuppressionEvent, SuppressionReason } from './messages.js';

/** Why nothing leaves to this address, by channel: every reason that was given since it was last released. */
export interface SuppressionState {
  readonly reasons: { readonly [channel in ChannelKind]?: readonly SuppressionReason[] };
}

export const isSuppressed = (state: SuppressionState, channel: ChannelKind): boolean =>
  state.reasons[channel] !== undefined;

/** A further reason is a further fact (a complaint after a bounce); the same reason again is a repetition. */
const decide = (command: SuppressionCommand, state: SuppressionState): readonly SuppressionEvent[] => {
  switch (command.type) {
    case 'Suppress': {
      const { channel, reason } = command.data;
      return state.reasons[channel]?.includes(reason) ? [] : [{ type: 'AddressSuppressed', data: command.data }];
    }
    case 'Release':
      return Object.keys(state.reasons).length === 0 ? [] : [{ type: 'AddressReleased', data: command.data }];
    default:
      return assertNever(command);
  }
};

const evolve = (state: SuppressionState, event: SuppressionEvent): SuppressionState => {
  switch (event.type) {
    case 'AddressSuppressed': {
      const { channel, reason } = event.data;
      return { reasons: { ...state.reasons, [channel]: [...(state.reasons[channel] ?? []), reason] } };
    }
    case 'AddressReleased':
      return suppressionDecider.initial;
    default:
      return assertNever(event);
  }
};

export const suppressionDecider: Decider<SuppressionCommand, SuppressionEvent, SuppressionState, never> = {
  initial: { reasons: {} },
  decide,
  evolve,
};
