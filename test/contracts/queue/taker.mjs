// A foreign process that takes one job from the queue and never lets go of it: `node taker.mjs <postgres|redis> <url>`.
import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';

const [backend, url] = process.argv.slice(2);
const [factory, options] =
  backend === 'redis'
    ? [createRedisBackend, { connection: new Redis(url, { maxRetriesPerRequest: null }), prefix: '{sortie}' }]
    : [createPostgresBackend, { connection: { connectionString: url, schema: 'bullmq' } }];
const { Worker } = withBackend(factory);
const worker = new Worker('work', null, { ...options, autorun: false, lockDuration: 4_000 });
await worker.waitUntilReady();
const job = await worker.getNextJob('a-token');
process.stdout.write(job ? 'taken\n' : 'nothing\n');
setInterval(() => {}, 1_000);
