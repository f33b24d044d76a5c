import type { Message } from '../kernel/message.js';

/** What a hold stops: everything, what leaves by one sender, campaign or channel, or the messages of one run. */
export type HoldScope = 'all' | `sender:${string}` | `campaign:${string}` | `channel:${string}` | `run:${string}`;

export type HoldCommand = Message<'PlaceHold', { scope: HoldScope }> | Message<'LiftHold', { scope: HoldScope }>;

/** Stream of a hold: its scope with `:` written as `.`. */
export const holdStream = (scope: HoldScope): string => `hold-${scope.replaceAll(':', '.')}`;

/** No worker claims a message under a hold; what is claimed may still leave. */
export type HoldEvent = Message<'HoldPlaced', { scope: HoldScope }> | Message<'HoldLifted', { scope: HoldScope }>;
