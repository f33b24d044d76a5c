import { createPostgresBackend, createRedisBackend, type JobType, withBackend } from 'bullmq';
import { queueName } from '../../../apps/worker/src/queue/bullmq.js';
import { queueBackend } from '../../../apps/worker/src/queue/open-queue.js';
import { jobIdOf, type Work, workIn } from '../../../apps/worker/src/queue/work.js';
import type { Installation } from './installation.js';

type Place = Pick<Installation, 'databaseUrl' | 'stack'>;

/** Puts works into the queue as a worker does. */
export const enqueue = async ({ databaseUrl, stack }: Place, epoch: number, works: readonly Work[]): Promise<void> => {
  const redis = { url: stack.redis?.url ?? null, allowNoPersistence: true };
  const store = await queueBackend({ databaseUrl, redis }).openStore();
  try {
    await store.add(works.map((work) => ({ id: jobIdOf(epoch, work), name: work.kind, data: work })));
  } finally {
    await store.close();
  }
};

interface Jobs {
  getJobs(types: JobType[]): Promise<readonly { readonly id?: string | undefined; readonly data: unknown }[]>;
}

/** Looks at the queue from beside, as often as is wished. */
export const withQueuedWork = async <T>(
  place: Place,
  epoch: number,
  use: (queued: () => Promise<readonly string[]>) => Promise<T>,
): Promise<T> => {
  const queue = open(place);
  queue.on('error', () => undefined); // what goes wrong is thrown where it is asked for
  try {
    await queue.waitUntilReady();
    return await use(() => namesIn(queue, epoch));
  } finally {
    await queue.close();
  }
};

const namesIn = async (queue: Jobs, epoch: number): Promise<readonly string[]> => {
  const jobs = await queue.getJobs(['waiting', 'active', 'delayed']);
  return jobs.flatMap(({ id, data }) => {
    const work = workIn(epoch, id, data);
    if (work === null) return [];
    return [work.kind === 'prepare' ? `run:${work.runId}` : `batch:${work.runId}.${work.batch}`];
  });
};

const PostgresQueue = withBackend(createPostgresBackend).Queue;
const RedisQueue = withBackend(createRedisBackend).Queue;

const open = ({ databaseUrl, stack: { redis } }: Place) =>
  redis
    ? new RedisQueue<object>(queueName, { connection: { url: redis.url }, prefix: '{sortie}' })
    : new PostgresQueue<object>(queueName, {
        connection: { connectionString: databaseUrl, max: 1, schema: 'bullmq', migrate: false },
      });
