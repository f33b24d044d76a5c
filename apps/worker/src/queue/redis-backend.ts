import { createRedisBackend, withBackend } from 'bullmq';
import { lookAt, type RedisSettings } from '#platform/redis/redis-check.js';
import { connectRedis } from '#platform/redis/redis-client.js';
import type { QueueBackend } from './backend.js';
import { queueName, storeOn, takerOn, workerOptions } from './bullmq.js';

const { Queue, Worker } = withBackend(createRedisBackend);

/** The braces put all keys of the queue into one slot of a cluster. Version and settings are our own check's. */
const options = { prefix: '{sortie}', skipVersionCheck: true } as const;

/** The queue in Redis. It works on a server with unsafe settings too, and tells of them as troubles. */
export const redisBackend = (settings: RedisSettings): QueueBackend => ({
  openStore: async (onTrouble = () => undefined) => {
    const client = await connectRedis(settings.url, {
      name: 'sortie-queue',
      commandMs: 5_000,
      onError: onTrouble,
    });
    const queue = new Queue<object>(queueName, { connection: client, ...options });
    queue.on('error', onTrouble);
    const close = async () => {
      client.disconnect();
      await queue.close();
    };
    try {
      await queue.waitUntilReady();
    } catch (error) {
      await close();
      throw error;
    }
    const troubles = async (): Promise<readonly string[]> => {
      const { faults, troubles: now } = await lookAt(client, settings);
      return [...faults, ...now].map((fault) => `Redis ${fault}`);
    };
    // A bulk is one round trip, and so is a single one.
    return storeOn(queue, { bulkFrom: 2, troubles, close });
  },
  openTaker: async (onTrouble) => {
    const client = await connectRedis(settings.url, { name: 'sortie-worker', commandMs: null, onError: onTrouble });
    const worker = new Worker<object>(queueName, null, { connection: client, ...options, ...workerOptions });
    worker.on('error', onTrouble);
    const close = async () => {
      client.disconnect();
      await worker.close(true);
    };
    try {
      await worker.waitUntilReady();
      return await takerOn(worker, { onTrouble, close });
    } catch (error) {
      await close();
      throw error;
    }
  },
});
