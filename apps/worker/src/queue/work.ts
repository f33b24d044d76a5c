import { isUrgent, type RunType } from '#domain/run/messages.js';

/** What the queue carries: ids only. It is a hint: everything in it can be found again from the log. */
export type Work = (
  | { readonly kind: 'prepare'; readonly runId: string; readonly cause: string }
  /** `cause` tells what made it due; the same cause is queued once at a time. */
  | { readonly kind: 'deliver'; readonly runId: string; readonly batch: number; readonly cause: string }
) &
  Urgency;

/** Whoever has prepared a run goes on with this batch: most runs have no other, and need no second job. */
export const preparersBatch = 1;

/**
 * What is urgent is taken before everything that waits: test runs, for which a person sits there, and what a dead worker
 * left.
 */
export interface Urgency {
  readonly urgent?: true;
}

export const urgencyOf = (type: RunType): Urgency => (isUrgent(type) ? { urgent: true } : {});

export interface QueueCounts {
  readonly waiting: number;
  /** Somebody is carrying them out. */
  readonly active: number;
  readonly delayed: number;
}

/** Every call fails with `QueueUnavailable`, and within seconds, while the queue cannot be used; the next one tries anew. */
export interface WorkQueue {
  /** Adds what is not there yet. */
  add(works: readonly Work[]): Promise<void>;
  /** Adds also what the queue knows and nobody will ever get from it, because parts of the queue were lost. */
  addAnew(works: readonly Work[]): Promise<void>;
  /** Of these, what was handed out and is not complete: somebody has it, or died with it. */
  handedOut(works: readonly Work[]): Promise<readonly Work[]>;
  counts(): Promise<QueueCounts>;
  /** Why its store loses or refuses jobs, or soon will, although it answers. */
  troubles(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Takes jobs from the queue. */
export interface Taking {
  /** Takes nothing new and waits for what is being carried out. */
  close(): Promise<void>;
}

/** Nothing is lost: the log knows what is due, and the reconciler asks again. */
export class QueueUnavailable extends Error {
  override readonly name = 'QueueUnavailable';
}

/** Who the work is about, whatever caused it. */
export const subjectOf = (work: Work): string =>
  work.kind === 'prepare' ? `prepare ${work.runId}` : `deliver ${work.runId}.${work.batch}`;

/** The same once more, beside a job that nobody will bring to its end. */
export const onceMore = (work: Work): Work => ({ ...work, cause: `${work.cause}+` });

/** Job id: a log of another epoch has other ids, so that jobs of a restored queue are void. BullMQ allows no colon. */
export const jobIdOf = (epoch: number, work: Work): string =>
  work.kind === 'prepare'
    ? `e${epoch}-${work.runId}-${work.cause}`
    : `e${epoch}-${work.runId}.${work.batch}-${work.cause}`;

/** The work of a job, or null when it is void: of another epoch, or not of this program. */
export const workIn = (epoch: number, id: string | undefined, data: unknown): Work | null =>
  isWork(data) && id === jobIdOf(epoch, data) ? data : null;

const isWork = (data: unknown): data is Work => {
  if (typeof data !== 'object' || data === null || !('kind' in data) || !('runId' in data) || !('cause' in data))
    return false;
  if (typeof data.runId !== 'string' || typeof data.cause !== 'string') return false;
  return data.kind === 'prepare' || (data.kind === 'deliver' && 'batch' in data && typeof data.batch === 'number');
};
