import { createPostgresBackend, withBackend } from 'bullmq';
import type pg from 'pg';
import type { QueueBackend } from './backend.js';
import { ignoreLastWords } from './last-words.js';
import { queueName, storeOn, takerOn, workerOptions } from './bullmq.js';

const { Queue, Worker } = withBackend(createPostgresBackend);

/**
 * Each side has a pool and a listening connection of its own. Opening makes the tables where they are missing, so
 * that a queue which was dropped is there again with the next attempt.
 */
const connectionOf = (url: string) => ({
  connectionString: url,
  application_name: 'sortie-queue',
  max: 3,
  schema: 'bullmq',
  migrate: true,
  connectionTimeoutMillis: 5_000,
  query_timeout: 10_000,
  keepAlive: true,
  // A connection that ends while it is lent out and idle, between two statements of a transaction, would otherwise end
  // the process. Whoever has it learns of it from the next statement.
  onConnect: (client: pg.ClientBase): void => void client.on('error', () => undefined),
});

/** Adding in bulk makes two tables each time and drops them, which is as much work as adding so many jobs one by one. */
const bulkFrom = 8;

/** The queue in the database, schema `bullmq`. */
export const postgresBackend = (url: string): QueueBackend => {
  ignoreLastWords();
  return backendOf(url);
};

const backendOf = (url: string): QueueBackend => ({
  openStore: async (onTrouble = () => undefined) => {
    const queue = new Queue<object>(queueName, { connection: connectionOf(url) });
    queue.on('error', onTrouble);
    try {
      await queue.waitUntilReady();
    } catch (error) {
      await queue.close();
      throw error;
    }
    // What could be wrong with the database is wrong with everything.
    return storeOn(queue, { bulkFrom, troubles: () => Promise.resolve([]), close: () => queue.close() });
  },
  openTaker: async (onTrouble) => {
    const worker = new Worker<object>(queueName, null, { connection: connectionOf(url), ...workerOptions });
    worker.on('error', onTrouble);
    const close = () => worker.close(true);
    try {
      await worker.waitUntilReady();
      return await takerOn(worker, { onTrouble, close });
    } catch (error) {
      await close();
      throw error;
    }
  },
});
