import { redisBackend } from '../../../apps/worker/src/queue/redis-backend.js';
import { QueueUnavailable, type WorkQueue } from '../../../apps/worker/src/queue/work.js';
import { workQueue } from '../../../apps/worker/src/queue/work-queue.js';
import { eventually } from '../../support/eventually.js';
import { type RedisServer, startRedis } from '../../support/redis/redis-server.js';
import { type TcpProxy, tcpProxy } from '../../support/tcp-proxy.js';
import { deliver, watch, type Watched } from './contract.js';

let redis: RedisServer;
let proxy: TcpProxy;
let queue: WorkQueue;
let taken: Watched;

beforeAll(async () => {
  redis = await startRedis();
  proxy = await tcpProxy({ host: '127.0.0.1', port: redis.port });
  const backend = redisBackend({ url: `redis://127.0.0.1:${proxy.port}`, allowNoPersistence: false });
  queue = workQueue(backend, 1);
  taken = watch(backend);
});
afterAll(async () => {
  await Promise.all([taken.taking.close(), queue.close()]);
  await proxy.close();
  await redis.stop();
});

let batches = 0;
/** Once the queue takes jobs again, the same taker gets them. */
const untilHealed = async (): Promise<void> => {
  batches += 1;
  const batch = batches;
  await eventually(async () => {
    await queue.add([deliver(batch)]);
    return taken.done.includes(`${batch} r1`);
  });
};
const untilRefused = (): Promise<unknown> =>
  eventually(() =>
    queue.add([deliver(0, `again-${Math.random()}`)]).then(
      () => false,
      (error: unknown) => error instanceof QueueUnavailable,
    ),
  );

test('a restart, with what was written and with nothing', async () => {
  await untilHealed();
  for (const empty of [false, true, true]) {
    await redis.restart({ empty });
    await untilHealed();
  }
});

test('down for a while: calls fail instead of waiting', async () => {
  await redis.kill();
  await untilRefused();
  await expect(queue.counts()).rejects.toThrow(QueueUnavailable);
  await redis.restart();
  await untilHealed();
});

test('a network that swallows everything without a word', async () => {
  proxy.blackHole();
  await untilRefused();
  proxy.heal();
  await untilHealed();
});

test('full: it says so, refuses, and goes on when there is room', async () => {
  await redis.cli('config', 'set', 'maxmemory', '100kb');
  await untilRefused();
  await eventually(async () => (await queue.troubles()).some((trouble) => trouble.includes('is full')));
  await redis.cli('config', 'set', 'maxmemory', '0');
  await untilHealed();
  expect(await queue.troubles()).toEqual([]);
});

test('settings that someone makes unsafe while it runs', async () => {
  await redis.cli('config', 'set', 'maxmemory-policy', 'allkeys-lru');
  await redis.cli('config', 'set', 'appendonly', 'no');
  expect(await queue.troubles()).toEqual([
    expect.stringMatching(/^Redis may throw jobs away/),
    expect.stringMatching(/^Redis forgets its jobs/),
  ]);
  await redis.cli('config', 'set', 'maxmemory-policy', 'noeviction');
  await redis.cli('config', 'set', 'appendonly', 'yes');
  expect(await queue.troubles()).toEqual([]);
  await untilHealed();
});

test('scripts that are forgotten, and connections that are cut', async () => {
  await redis.cli('script', 'flush');
  await untilHealed();
  await redis.cli('client', 'kill', 'type', 'normal');
  await untilHealed();
});
