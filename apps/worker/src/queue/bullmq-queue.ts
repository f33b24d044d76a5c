import { createPostgresBackend, type Job, withBackend } from 'bullmq';
import type { Logger } from 'pino';
import { jobIdOf, type Work, type WorkQueue } from './work.js';

const { Queue, Worker } = withBackend(createPostgresBackend);

export interface QueueOptions {
  readonly url: string;
  /** Of the log: jobs of other epochs are dropped unread. */
  readonly epoch: number;
  readonly log: Logger;
}

const name = 'work';
/** Each Queue and Worker has a pool and a listening connection of its own. */
const connectionOf = (url: string) => ({ connectionString: url, max: 3, schema: 'bullmq', migrate: true });
/** A stored job blocks its own return, so none is kept; what failed is known from the log. */
const jobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;

export const openQueue = async ({ url, epoch, log }: QueueOptions): Promise<WorkQueue> => {
  const queue = new Queue<Work>(name, { connection: connectionOf(url) });
  queue.on('error', (error: Error) => log.warn({ err: error.message }, 'queue connection'));
  await queue.waitUntilReady();
  return {
    add: async (works) => {
      for (let from = 0; from < works.length; from += 500) {
        await queue.addBulk(
          works.slice(from, from + 500).map((work) => ({
            name: work.kind,
            data: work,
            opts: { ...jobOptions, jobId: jobIdOf(epoch, work) },
          })),
        );
      }
    },
    counts: async () => {
      const { waiting = 0, active = 0, delayed = 0 } = await queue.getJobCounts('waiting', 'active', 'delayed');
      return { waiting, active, delayed };
    },
    close: () => queue.close(),
  };
};

/**
 * Takes jobs until closed. BullMQ's lock decides nothing, our lease does; so a stalled job may come back as often
 * as it likes, and giving up is decided from the log.
 */
export const startTaking = async (
  { url, epoch, log }: QueueOptions,
  concurrency: number,
  carryOut: (work: Work) => Promise<void>,
): Promise<{ close(): Promise<void> }> => {
  const worker = new Worker<Work>(
    name,
    async (job: Job<Work>) => {
      if (job.id === jobIdOf(epoch, job.data)) await carryOut(job.data);
    },
    {
      connection: connectionOf(url),
      concurrency,
      lockDuration: 10_000,
      stalledInterval: 5_000,
      maxStalledCount: 1_000_000,
    },
  );
  worker.on('error', (error: Error) => log.warn({ err: error.message }, 'queue connection'));
  worker.on('failed', (job, error) => log.error({ job: job?.id, err: error.message }, 'job failed'));
  await worker.waitUntilReady();
  return { close: () => worker.close() };
};
