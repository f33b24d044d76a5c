import { openBatches } from '#readmodel/due/queries.js';
import { openPool } from '#platform/database/pool.js';
import type { Work } from '../../../apps/worker/src/queue/work.js';
import { enqueue } from '../installation/queue.js';
import { hostileMail, replyTo } from '../workload/answers.js';
import { type Fault, harm } from './fault.js';

const times = 10;

export const workFaults = {
  'duplicate-jobs': {
    inject: async ({ installation, store, hold }) => {
      const pool = openPool(installation.databaseUrl, { max: 1 });
      try {
        const batches = await openBatches(pool, { now: new Date().toISOString(), limit: 3 });
        const works = batches.flatMap(({ runId, batch }) =>
          Array.from({ length: times }, (_, i): Work => ({ kind: 'deliver', runId, batch, cause: `again${i}` })),
        );
        await enqueue(installation, store.epoch, works);
      } finally {
        await pool.end();
      }
      await hold(500);
      return harm('queue');
    },
  },
  'duplicate-mail': {
    inject: async ({ scene, client }) => {
      await replyTo(client, scene, times);
      return harm('inbound mail');
    },
  },
  'hostile-mail': {
    inject: async ({ scene, client }) => {
      await Promise.all(Array.from({ length: 5 }, () => hostileMail(client, scene)));
      return harm('inbound mail');
    },
  },
} satisfies Record<string, Fault>;
