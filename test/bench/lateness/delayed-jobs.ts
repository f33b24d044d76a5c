import { setTimeout as pause } from 'node:timers/promises';
import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import { connectRedis } from '#platform/redis/redis-client.js';
import { beginningIn, type Contestant, latenessOf } from './contestant.js';

/** Jobs carried out at a time. */
const concurrency = 50;
const queueName = 'bench-lateness';
const adding = { removeOnComplete: true, removeOnFail: true } as const;

interface Jobs {
  addBulk(jobs: { name: string; data: object; opts: object }[]): Promise<unknown>;
  close(): Promise<void>;
}

/** BullMQ's delayed jobs as they come, with nothing durable done in them: a start is late until it is taken. */
const delayedJobs = (
  where: string,
  open: (take: (id: string) => Promise<void>) => Promise<Jobs>,
): (() => Promise<Contestant>) => {
  const name = `BullMQ delayed jobs, ${where}`;
  return async () => {
    const started: { id: string; at: number }[] = [];
    const queue = await open((id) => {
      started.push({ id, at: Date.now() });
      return Promise.resolve();
    });
    let lastId = 0;
    return {
      name,
      carryOut: async (offsets) => {
        started.length = 0;
        const first = beginningIn(4_000);
        const due = new Map(offsets.map((offset, at) => [`n${lastId + at}`, first + offset]));
        lastId += offsets.length;
        const jobs = [...due].map(([jobId, at]) => ({
          name: 'start',
          data: {},
          opts: { ...adding, jobId, delay: at - Date.now() },
        }));
        await queue.addBulk(jobs);
        const last = Math.max(...due.values());
        while (Date.now() < last + 2_000 || (started.length < due.size && Date.now() < last + 60_000)) await pause(500);
        // The delay is reckoned from the moment of the call on, in whole ms.
        const early = ({ id, at }: { id: string; at: number }) => ({ id, at: Math.max(at, due.get(id) ?? at) });
        return latenessOf(name, due, started.map(early));
      },
      close: () => queue.close(),
    };
  };
};

export const onRedis = (url: string): Promise<Contestant> =>
  delayedJobs('Redis', async (take) => {
    const { Queue, Worker } = withBackend(createRedisBackend);
    const connect = (commandMs: number | null) =>
      connectRedis(url, { name: 'bench', commandMs, onError: () => undefined });
    const [forQueue, forWorker] = [await connect(5_000), await connect(null)];
    const queue = new Queue(queueName, { connection: forQueue });
    const worker = new Worker(queueName, ({ id }) => take(id ?? ''), { connection: forWorker, concurrency });
    await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
    const close = async (): Promise<void> => {
      await worker.close();
      await queue.close();
      for (const client of [forQueue, forWorker]) client.disconnect();
    };
    return { addBulk: (jobs) => queue.addBulk(jobs), close };
  })();

export const onPostgres = (databaseUrl: string): Promise<Contestant> =>
  delayedJobs('PostgreSQL', async (take) => {
    const { Queue, Worker } = withBackend(createPostgresBackend);
    const connection = () => ({ connectionString: databaseUrl, max: 10, schema: 'bench_bullmq', migrate: true });
    const queue = new Queue(queueName, { connection: connection() });
    await queue.waitUntilReady();
    const worker = new Worker(queueName, ({ id }) => take(id ?? ''), { connection: connection(), concurrency });
    await worker.waitUntilReady();
    const close = async (): Promise<void> => {
      await worker.close();
      await queue.close();
    };
    return { addBulk: (jobs) => queue.addBulk(jobs), close };
  })();
