// A foreign process that takes one job from the queue and never lets go of it: `node taker.mjs <postgres|redis> <url> <ms>`,
// with a clock that is so many ms ahead.
import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';

const [backend, url, aheadMs] = process.argv.slice(2);
const { now } = Date;
Date.now = () => now() + Number(aheadMs);
const [factory, options] =
  backend === 'redis'
    ? [createRedisBackend, { connection: new Redis(url, { maxRetriesPerRequest: null }), prefix: '{sortie}' }]
    : [createPostgresBackend, { connection: { connectionString: url, schema: 'bullmq' } }];
const { Worker } = withBackend(factory);
const worker = new Worker('work', null, { ...options, autorun: false, lockDuration: 4_000, stalledInterval: 1_500 });
await worker.waitUntilReady();
await worker.startStalledCheckTimer();
const job = await worker.getNextJob('a-token');
process.stdout.write(job ? 'taken\n' : 'nothing\n');
setInterval(() => {}, 1_000);
