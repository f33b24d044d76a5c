import type { BulkJobOptions, JobType } from 'bullmq';
import type { JobStore, JobTaker, TakenJob } from './backend.js';

/** Name of the one queue. */
export const queueName = 'work';

/** How long `next` waits for a job, s: also how late a job is found whose announcement was lost. */
const waitSeconds = 2;
/** A taken job whose taker has not said for so long that it lives comes back, ms. */
const lockMs = 4_000;

/** Of every worker. BullMQ's own loop does not run: it spins on errors, and its connections have hung for ever. */
export const workerOptions = {
  autorun: false,
  drainDelay: waitSeconds,
  lockDuration: lockMs,
  stalledInterval: 1_500,
  // A job may come back as often as it likes: giving up is decided from the log.
  maxStalledCount: 1_000_000,
} as const;

/** A stored job blocks its own return, so none is kept; what failed is known from the log. */
const jobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;
const atOnce = 500;

/** What we use of a BullMQ queue on either store. */
interface BullQueue {
  add(name: string, data: object, opts: BulkJobOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: object; opts: BulkJobOptions }[]): Promise<unknown>;
  getJobCounts(...types: JobType[]): Promise<Record<string, number>>;
  getJobState(id: string): Promise<string>;
  getJobs(
    types: JobType[],
    start: number,
    end: number,
  ): Promise<readonly ({ readonly id?: string | undefined } | undefined)[]>;
  remove(id: string): Promise<number>;
}

interface BullJob {
  readonly id?: string | undefined;
  readonly data: unknown;
  moveToCompleted(value: null, token: string, fetchNext: false): Promise<unknown>;
}

interface BullWorker {
  getNextJob(token: string, options: { block: true }): Promise<BullJob | undefined>;
  extendJobLocks(ids: string[], tokens: string[], ms: number): Promise<unknown>;
  startStalledCheckTimer(): Promise<void>;
  getBackend(): { disconnectBlocking(wait: boolean): Promise<void> };
}

/** States in which somebody will get the job, or has it. */
const living: readonly string[] = ['waiting', 'active', 'delayed', 'prioritized', 'waiting-children'];

/** What differs between the places that a queue can be in. */
interface Place extends Pick<JobStore, 'troubles' | 'close'> {
  /** From so many jobs on, adding in bulk is less work than adding one after the other. */
  readonly bulkFrom: number;
}

export const storeOn = (queue: BullQueue, { troubles, close, bulkFrom }: Place): JobStore => ({
  add: async (jobs) => {
    const bullJobs = jobs.map(({ id, name, data, urgent = false }) => ({
      name,
      data,
      opts: { ...jobOptions, jobId: id, lifo: urgent },
    }));
    if (jobs.length >= bulkFrom)
      for (let from = 0; from < jobs.length; from += atOnce) await queue.addBulk(bullJobs.slice(from, from + atOnce));
    // One after the other, for they are handed out in the order in which they were added.
    else for (const { name, data, opts } of bullJobs) await queue.add(name, data, opts);
  },
  removeDead: async (ids) => {
    for (const id of ids) if (!living.includes(await queue.getJobState(id))) await queue.remove(id);
  },
  handedOut: async () => (await queue.getJobs(['active'], 0, -1)).flatMap((job) => job?.id ?? []),
  counts: async () => {
    const { waiting = 0, active = 0, delayed = 0 } = await queue.getJobCounts('waiting', 'active', 'delayed');
    return { waiting, active, delayed };
  },
  troubles,
  close,
});

/** Keeps what it has handed out locked until it is complete or the taker closed. */
export const takerOn = async (
  worker: BullWorker,
  { onTrouble, close }: { readonly onTrouble: (error: Error) => void; readonly close: () => Promise<void> },
): Promise<JobTaker> => {
  const held = new Map<string, string>();
  let taken = 0;
  await worker.startStalledCheckTimer();
  const renewing = setInterval(() => {
    if (held.size > 0) worker.extendJobLocks([...held.keys()], [...held.values()], lockMs).catch(onTrouble);
  }, lockMs / 3);
  return {
    next: async () => {
      const token = `${process.pid}-${(taken += 1)}`;
      const job = await worker.getNextJob(token, { block: true });
      return job === undefined || job === null ? null : heldJob(job, token, held);
    },
    interrupt: () => worker.getBackend().disconnectBlocking(false),
    close: async () => {
      clearInterval(renewing);
      await close();
    },
  };
};

const heldJob = (job: BullJob, token: string, held: Map<string, string>): TakenJob => {
  const { id, data } = job;
  if (id !== undefined) held.set(id, token);
  return {
    id,
    data,
    complete: async () => {
      // First let go: the lock of a job that is gone cannot be renewed.
      if (id !== undefined) held.delete(id);
      await job.moveToCompleted(null, token, false);
    },
  };
};
