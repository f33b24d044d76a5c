/** What the queue carries: ids only. It is a hint: everything in it can be found again from the log. */
export type Work =
  | { readonly kind: 'prepare'; readonly runId: string; readonly cause: string }
  /** `cause` tells what made it due; the same cause is queued once at a time. */
  | { readonly kind: 'deliver'; readonly runId: string; readonly batch: number; readonly cause: string };

export interface WorkQueue {
  /** Adds what is not there yet. */
  add(works: readonly Work[]): Promise<void>;
  counts(): Promise<{ readonly waiting: number; readonly active: number; readonly delayed: number }>;
  close(): Promise<void>;
}

/** Who the work is about, whatever caused it. */
export const subjectOf = (work: Work): string =>
  work.kind === 'prepare' ? `prepare ${work.runId}` : `deliver ${work.runId}.${work.batch}`;

/** Job id: a log of another epoch has other ids, so that jobs of a restored queue are void. BullMQ allows no colon. */
export const jobIdOf = (epoch: number, work: Work): string =>
  work.kind === 'prepare'
    ? `e${epoch}-${work.runId}-${work.cause}`
    : `e${epoch}-${work.runId}.${work.batch}-${work.cause}`;
