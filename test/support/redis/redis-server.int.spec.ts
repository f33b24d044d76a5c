import { eventually } from '../eventually.js';
import { type RedisServer, startRedis } from './redis-server.js';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

test('what it has acknowledged outlives a kill, an empty restart forgets it, and the address stays', async () => {
  expect(await redis.cli('set', 'a', '1')).toBe('OK');
  const { pid, url } = redis;
  await eventually(async () => (await redis.cli('info', 'persistence')).includes('aof_pending_bio_fsync:0'));
  await redis.restart();
  expect([await redis.cli('get', 'a'), redis.url]).toEqual(['1', url]);
  expect(redis.pid).not.toBe(pid);
  await redis.restart({ empty: true });
  expect(await redis.cli('get', 'a')).toBe('');
});
