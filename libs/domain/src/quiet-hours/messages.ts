import type { ChannelKind } from '../campaign/messages.js';

/** In the order of the calendar's count: 0 is Sunday. */
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

/** A time of every day, or of some weekdays, by the clock on the recipient's wall. */
export interface QuietWindow {
  /** `21:00` or `21:00:30`; quiet from here on. */
  readonly from: string;
  /** The first moment that is not quiet any more; `24:00` is midnight. At or before `from`: on the day after. */
  readonly to: string;
  /** Weekdays on which the window begins; absent: every day. */
  readonly days?: readonly Weekday[];
  /** Channels that it silences; absent: every one. */
  readonly channels?: readonly ChannelKind[];
}

/** When a campaign's messages do not leave, in the recipient's own zone. */
export interface QuietHours {
  readonly windows: readonly QuietWindow[];
  /** `hold` keeps a message back until the windows end; `skip` gives it up. */
  readonly policy: 'hold' | 'skip';
  /** Who would be held for longer gets nothing, h; absent: up to `longestHoldHours`. */
  readonly holdAtMostHours?: number;
  /**
   * For contacts whose zone is not known: it is quiet for them while it is quiet in any of these. Absent: the
   * installation's zone.
   */
  readonly zones?: readonly string[];
}

/** As a run pins them: every choice made. */
export interface QuietPolicy extends QuietHours {
  readonly holdAtMostHours: number;
  readonly zones: readonly string[];
}

/** Nothing is held for longer than two weeks, h. */
export const longestHoldHours = 336;
