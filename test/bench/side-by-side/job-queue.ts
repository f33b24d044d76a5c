import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import { connectRedis } from '#platform/redis/redis-client.js';
import type { Stack } from '../../support/stacks.js';

/** BullMQ as it comes, on the store that the stack has for it. */
export interface JobQueue<Data> {
  readonly where: 'Redis' | 'PostgreSQL';
  add(data: readonly Data[]): Promise<void>;
  close(): Promise<void>;
}

interface Adding<Data> {
  add(name: string, data: Data, opts: typeof adding): Promise<unknown>;
  addBulk(jobs: { name: string; data: Data; opts: typeof adding }[]): Promise<unknown>;
}

const adding = { removeOnComplete: true, removeOnFail: true } as const;

export const openJobs = async <Data extends object>(
  { settings: { REDIS_URL: url } }: Stack,
  databaseUrl: string,
  part: string,
  concurrency: number,
  carryOut: (data: Data) => Promise<void>,
): Promise<JobQueue<Data>> => {
  const name = `bench-${part}`;
  const process = async ({ data }: { data: Data }): Promise<void> => carryOut(data);
  /** One by itself goes the way that is meant for one, which is the cheaper. */
  const addTo = async (queue: Adding<Data>, data: readonly Data[]): Promise<void> => {
    const [first] = data;
    if (data.length === 1 && first !== undefined) await queue.add('do', first, adding);
    else await queue.addBulk(data.map((one) => ({ name: 'do', data: one, opts: adding })));
  };
  if (url === undefined) {
    const { Queue, Worker } = withBackend(createPostgresBackend);
    const connection = () => ({ connectionString: databaseUrl, max: 10, schema: 'bench_bullmq', migrate: true });
    const queue = new Queue(name, { connection: connection() });
    await queue.waitUntilReady();
    const worker = new Worker(name, process, { connection: connection(), concurrency });
    await worker.waitUntilReady();
    return {
      where: 'PostgreSQL',
      add: (data) => addTo(queue, data),
      close: async () => {
        await worker.close();
        await queue.close();
      },
    };
  }
  const { Queue, Worker } = withBackend(createRedisBackend);
  const connect = (commandMs: number | null) =>
    connectRedis(url, { name: 'bench', commandMs, onError: () => undefined });
  const [forQueue, forWorker] = [await connect(60_000), await connect(null)];
  const queue = new Queue(name, { connection: forQueue });
  const worker = new Worker(name, process, { connection: forWorker, concurrency });
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  return {
    where: 'Redis',
    add: (data) => addTo(queue, data),
    close: async () => {
      await worker.close();
      await queue.close();
      for (const client of [forQueue, forWorker]) client.disconnect();
    },
  };
};
