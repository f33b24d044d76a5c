import type { Instant, Message } from '../kernel/message.js';

/** One rule of when. A schedule may have several; a moment that several name is one occurrence. */
export type ScheduleSpec =
  | { readonly kind: 'once'; readonly at: Instant }
  /** Whole seconds since 1970 that leave the remainder `phaseSeconds` when divided by `everySeconds`. */
  | { readonly kind: 'interval'; readonly everySeconds: number; readonly phaseSeconds?: number }
  /** Minute, hour, day of month, month, day of week, by the clocks of the schedule's zone. */
  | { readonly kind: 'cron'; readonly expression: string };

/** Days of the schedule's zone, both included, on which nothing is started. */
export interface Exclusion {
  /** As `2026-12-24`. */
  readonly from: string;
  /** Absent: the one day. */
  readonly to?: string;
}

export const gapPolicies = ['shift', 'skip'] as const;
export const repeatedPolicies = ['first', 'last', 'both'] as const;
export const overlapPolicies = ['skip', 'buffer-one', 'allow'] as const;

/** When a campaign is run, and what happens when that does not go smoothly. */
export interface ScheduleDefinition {
  readonly name: string;
  readonly campaignId: string;
  /** Which version of the campaign each run takes. */
  readonly campaignVersion: 'latest' | number;
  /** IANA name. */
  readonly timeZone: string;
  readonly specs: readonly ScheduleSpec[];
  readonly exclusions: readonly Exclusion[];
  /** Nothing before it. */
  readonly startsAt?: Instant;
  /** Nothing at it or later. */
  readonly endsAt?: Instant;
  /** Each occurrence is late by up to so many seconds, always by the same; never as far as the next one. */
  readonly jitterSeconds: number;
  /** A time that the clocks leave out: as much later, or not at all. */
  readonly gap: (typeof gapPolicies)[number];
  /** A time that the clocks show twice. */
  readonly repeated: (typeof repeatedPolicies)[number];
  /** What is due while a run of this schedule has not ended. */
  readonly overlap: (typeof overlapPolicies)[number];
  /** With `allow`: more open runs than this are not started. */
  readonly mostOpenRuns: number;
  /** What could not be started for longer than this is missed. */
  readonly catchUpSeconds: number;
  /** A run that has not started so long after it was queued is missed; absent: as the campaign says. */
  readonly startWithinSeconds?: number;
  /** A run that fails pauses the schedule. */
  readonly pauseOnFailure: boolean;
}

export type ScheduleCommand =
  /** `expectedVersion` absent means: whatever is there now. */
  | Message<'SetSchedule', { scheduleId: string; definition: ScheduleDefinition; expectedVersion?: number }>
  /** `overdueToo`: from the first edition on, so that nothing is started either that is due and not accounted for. */
  | Message<'PauseSchedule', { overdueToo?: true }>
  | Message<'UnpauseSchedule', object>
  | Message<'ArchiveSchedule', object>
  | Message<'TriggerSchedule', object>
  | Message<'RequestBackfill', { from: Instant; to: Instant; count: number }>;

export type ScheduleEvent =
  /** The whole of it, at creation and with every change; `from` is when it counts from on. */
  | Message<'ScheduleSet', { scheduleId: string; version: number; definition: ScheduleDefinition; from: Instant }>
  /** `at`: what is due from then on is not started; before the event's own time when it stops what is overdue too. */
  | Message<'SchedulePaused', { scheduleId: string; at: Instant }>
  | Message<'ScheduleUnpaused', { scheduleId: string; at: Instant }>
  | Message<'ScheduleArchived', { scheduleId: string; at: Instant }>
  /** One run now, beside what is planned. */
  | Message<'ScheduleTriggered', { scheduleId: string; at: Instant }>
  /** Occurrences from `from` on and before `to` that did not run. `count`: how many that were when it was asked for. */
  | Message<'BackfillRequested', { scheduleId: string; from: Instant; to: Instant; count: number }>;
