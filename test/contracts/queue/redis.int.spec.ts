import { redisBackend } from '../../../apps/worker/src/queue/redis-backend.js';
import { startRedis } from '../../support/redis/redis-server.js';
import { describeQueue } from './contract.js';
import { takeAndDie } from './take-and-die.js';

describeQueue('Redis', async () => {
  const redis = await startRedis();
  return {
    backend: redisBackend({ url: redis.url, allowNoPersistence: false }),
    loseEverything: async () => void (await redis.cli('flushall')),
    loseOrder: async () => void (await redis.cli('del', '{sortie}:work:wait')),
    takeAndDie: (aheadMs) => takeAndDie('redis', redis.url, aheadMs),
    close: () => redis.stop(),
  };
});
