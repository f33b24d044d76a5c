import type { Config } from '#platform/config/config.js';
import { checkRedis } from '#platform/redis/redis-check.js';
import type { QueueBackend } from './backend.js';
import { postgresBackend } from './postgres-backend.js';
import { redisBackend } from './redis-backend.js';

type QueueConfig = Pick<Config, 'databaseUrl' | 'redis'>;

/** In Redis where `REDIS_URL` is set, else in the database. */
export const queueBackend = ({ databaseUrl, redis: { url, allowNoPersistence } }: QueueConfig): QueueBackend =>
  url === null ? postgresBackend(databaseUrl) : redisBackend({ url, allowNoPersistence });

/**
 * Why the worker must not start with this queue; each says what to do. None while Redis cannot be reached: nothing
 * can be lost in it then, and everything but the queue works.
 */
export const queueFaults = async ({ redis: { url, allowNoPersistence } }: QueueConfig): Promise<readonly string[]> => {
  if (url === null) return [];
  const check = await checkRedis({ url, allowNoPersistence });
  if (check.kind === 'unreachable') return [];
  const faults = check.kind === 'refused' ? [`does not let us in: ${check.detail}`] : check.faults;
  return faults.map((fault) => `the Redis of REDIS_URL ${fault}`);
};
