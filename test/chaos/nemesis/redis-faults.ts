import type { RedisServer } from '../../support/redis/redis-server.js';
import { type Fault, harm, type Victim } from './fault.js';

const withRedis = (inject: (redis: RedisServer, victim: Victim) => Promise<void>): Fault => ({
  lacks: ({ stack }) => (stack.redis ? null : 'a queue in Redis'),
  inject: async (victim) => {
    const { redis } = victim.installation.stack;
    if (redis) await inject(redis, victim);
    return harm('redis');
  },
});

export const redisFaults = {
  'redis-flush': withRedis(async (redis) => {
    await redis.cli('FLUSHALL');
  }),
  'redis-restart': withRedis((redis) => redis.restart()),
  'redis-restart-empty': withRedis((redis) => redis.restart({ empty: true })),
  'redis-full': withRedis(async (redis, { hold }) => {
    await redis.cli('CONFIG', 'SET', 'maxmemory', '1');
    await hold(3_000);
    await redis.cli('CONFIG', 'SET', 'maxmemory', '0');
  }),
  'redis-evicts': withRedis(async (redis, { hold }) => {
    await redis.cli('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-random');
    await redis.cli('CONFIG', 'SET', 'maxmemory', '1');
    await hold(2_000);
    await redis.cli('CONFIG', 'SET', 'maxmemory', '0');
    await redis.cli('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
  }),
  'redis-pause': withRedis(async (redis, { hold }) => {
    await redis.kill('SIGSTOP');
    await hold(4_000);
    await redis.kill('SIGCONT');
  }),
  'redis-down': withRedis(async (redis, { hold }) => {
    await redis.kill();
    await hold(60_000);
    await redis.restart();
  }),
} satisfies Record<string, Fault>;
