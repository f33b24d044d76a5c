import { createPostgresBackend, withBackend } from 'bullmq';
import type { Work } from '../../../apps/worker/src/queue/work.js';
import type { Installation } from './installation.js';

const { Queue } = withBackend(createPostgresBackend);

/** The queue of the workers, looked at from beside. */
export const withQueue = async <T>(
  { databaseUrl }: Pick<Installation, 'databaseUrl'>,
  use: (queue: InstanceType<typeof Queue>) => Promise<T>,
): Promise<T> => {
  const connection = { connectionString: databaseUrl, max: 1, schema: 'bullmq', migrate: false };
  const queue = new Queue<Work>('work', { connection });
  queue.on('error', () => undefined); // what goes wrong is thrown where it is asked for
  try {
    await queue.waitUntilReady();
    return await use(queue);
  } finally {
    await queue.close();
  }
};
