import type { VersionedCommand, VersionedEvent } from '../versioned/messages.js';
import type { ReplyClass } from '../thread/messages.js';

/** What counts towards a goal. */
export type Measure =
  /** The provider took the message. */
  | { readonly kind: 'accepted' }
  /** A reply of this class came back. */
  | { readonly kind: 'reply'; readonly class: ReplyClass }
  /** A service reported that the contact did this (`POST /v1/contact-events`). */
  | { readonly kind: 'contact-event'; readonly type: string };

/** What a campaign is trying to achieve, reusable across campaigns. Without a measure, attainment reads "not measured". */
export interface GoalDefinition {
  readonly name: string;
  /** The objective in plain words; templates may use it as `goal.statement`. */
  readonly statement: string;
  readonly measure?: Measure;
  /** How many contacts, or which share of the accepted ones (0 < share ≤ 1). */
  readonly target?: { readonly count: number } | { readonly share: number };
  /** Hours after acceptance within which it counts; absent = for ever. */
  readonly windowHours?: number;
  /** Which run gets the credit when several could: the last one that was accepted before the event. */
  readonly attribution: 'last';
}

export type GoalCommand = VersionedCommand<GoalDefinition>;
export type GoalEvent = VersionedEvent<'Goal', GoalDefinition>;
