import type { Instant, Message } from '../kernel/message.js';

export const skipReasons = ['paused', 'overlap', 'limit', 'exclusion'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Which planner wrote it: a later epoch of the log, then a greater fence of the planner's lease, is the later planner. */
export interface PlannerTerm {
  readonly epoch: number;
  readonly fence: number;
}

/** What becomes of one occurrence. `dueAt` names it: the moment that the schedule says, before any jitter. */
export type Verdict =
  /** `latenessMs`: how much later than planned (jitter included) it was started. */
  | { readonly kind: 'fire'; readonly dueAt: Instant; readonly latenessMs: number }
  | { readonly kind: 'skip'; readonly dueAt: Instant; readonly reason: SkipReason; readonly detail: string }
  | { readonly kind: 'miss'; readonly dueAt: Instant; readonly detail: string }
  /** It waits until the run before it has ended. */
  | { readonly kind: 'buffer'; readonly dueAt: Instant };

/** Which occurrence of which schedule, and how far the stream has come with it. */
export interface OccurrenceFacts {
  readonly scheduleId: string;
  readonly dueAt: Instant;
  /** The last planned occurrence of this stream that is accounted for; null when none is. */
  readonly through: Instant | null;
  /** The occurrence that waits for the end of a run; null when none does. */
  readonly waiting: Instant | null;
  /** Of the last planner that wrote to the stream; null when none did. */
  readonly planner: PlannerTerm | null;
}

export type OccurrenceCommand =
  | Message<'Account', { scheduleId: string; verdicts: readonly Verdict[]; planner: PlannerTerm }>
  | Message<'FireTriggered', { scheduleId: string; dueAt: Instant; latenessMs: number }>
  | Message<'Backfill', { scheduleId: string; dueAt: readonly Instant[]; requestedAs: string }>;

/** Stream `occurrence-<schedule>.<day>`, the day that `dueAt` has in UTC. The run's id derives from schedule and `dueAt`. */
export type OccurrenceEvent =
  | Message<'OccurrenceFired', OccurrenceFacts & { latenessMs: number; by: 'plan' | 'trigger' }>
  | Message<'OccurrenceSkipped', OccurrenceFacts & { reason: SkipReason; detail: string }>
  /** Nobody was there to start it in time. There is no run. */
  | Message<'OccurrenceMissed', OccurrenceFacts & { detail: string }>
  | Message<'OccurrenceBuffered', OccurrenceFacts>
  /** `requestedAs`: id of the event that asked for it. */
  | Message<'OccurrenceBackfilled', OccurrenceFacts & { requestedAs: string }>;
