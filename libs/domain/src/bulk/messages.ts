import type { Instant, Json, Message } from '../kernel/message.js';

/** What is done to each run of a selection, as if somebody did it to one after the other. */
export type BulkAction =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'start-now' }
  | { readonly kind: 'retry-failed' }
  | { readonly kind: 'reschedule'; readonly startAt: Instant }
  /** So many seconds later than planned; earlier when negative. */
  | { readonly kind: 'shift'; readonly bySeconds: number };

export const bulkActionKinds = [
  'cancel',
  'pause',
  'resume',
  'start-now',
  'retry-failed',
  'reschedule',
  'shift',
] as const satisfies readonly BulkAction['kind'][];

/** Who was meant. Which runs that were is frozen with the request; how many, and their digest, the event says. */
export type BulkSelection =
  | { readonly kind: 'chosen' }
  /** What the list of runs showed under this filter, without the runs that were created after `asOf`. */
  | { readonly kind: 'filter'; readonly filter: { readonly [name: string]: Json }; readonly asOf: Instant };

/** What became of the runs; together they are the selection. */
export interface BulkTotals {
  readonly done: number;
  /** By the run's own rules. */
  readonly refused: number;
  /** The service could not carry it out. */
  readonly failed: number;
  /** The job ended before their turn. */
  readonly notAttempted: number;
}

export interface BulkRequest {
  readonly bulkId: string;
  readonly action: BulkAction;
  readonly selection: BulkSelection;
  /** Of the selected runs: how many, and SHA-256 of their ids in order, one a line. */
  readonly count: number;
  readonly digest: string;
  /** Role of the key that asked. */
  readonly role: string;
}

export type BulkCommand =
  | Message<'RequestBulk', BulkRequest>
  | Message<'AbortBulk', object>
  /** The worker: nothing is left, it was told to stop, or (`lost`) the frozen selection is not there. */
  | Message<'FinishBulk', { totals: BulkTotals; lost?: string }>;

/** Stream `bulk-<id>`. What was done to a run stands in the run's own stream, under the actor and reason of the request. */
export type BulkEvent =
  | Message<'BulkRequested', BulkRequest>
  /** Nothing further is begun. */
  | Message<'BulkAbortRequested', { bulkId: string }>
  /** `detail`: what ended it, when it was not a person. */
  | Message<'BulkAborted', { bulkId: string; totals: BulkTotals; detail?: string }>
  | Message<'BulkCompleted', { bulkId: string; totals: BulkTotals }>;
