import type { QueueCounts } from './work.js';

/** A job as the queue keeps it. */
export interface NewJob {
  readonly id: string;
  readonly name: string;
  readonly data: object;
  /** Before all that waits, and not after it. */
  readonly urgent?: boolean;
}

/** The producing side of one connection. After its first failure it is closed and another one is opened. */
export interface JobStore {
  /** Leaves alone what is there under the same id. */
  add(jobs: readonly NewJob[]): Promise<void>;
  /** Of these, what is there and can be neither taken nor is being carried out goes. */
  removeDead(ids: readonly string[]): Promise<void>;
  /** Ids of all that was handed out and is not complete. */
  handedOut(): Promise<readonly string[]>;
  counts(): Promise<QueueCounts>;
  troubles(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface TakenJob {
  readonly id: string | undefined;
  readonly data: unknown;
  /** Takes it out of the queue. */
  complete(): Promise<void>;
}

/** The taking side of one connection. After its first failure it is closed and another one is opened. */
export interface JobTaker {
  /** The next job, or null after waiting for one in vain for a moment. */
  next(): Promise<TakenJob | null>;
  /** Ends the wait of `next` at once. */
  interrupt(): Promise<void>;
  /** At once, whatever is under way. */
  close(): Promise<void>;
}

/**
 * Where the queue is. Each open is a new connection, and none outlives a failure. `onTrouble` hears of what goes wrong
 * beside the calls, the end of the connection above all: a call that was under way then may never be answered.
 */
export interface QueueBackend {
  openStore(onTrouble?: (error: Error) => void): Promise<JobStore>;
  openTaker(onTrouble: (error: Error) => void): Promise<JobTaker>;
}
