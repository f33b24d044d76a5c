import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '#eventstore/port.js';
import { databaseClock } from '#platform/database/clock.js';
import { openPool } from '#platform/database/pool.js';
import { Leases } from '#platform/leases/leases.js';
import type { QueueLook } from '../checker/history.js';
import type { Installation } from '../installation/installation.js';
import { withQueuedWork } from '../installation/queue.js';

/** Longer than the reconciler rests: what is due at both ends must be seen in between. */
const lookMs = 6_000;
const everyMs = 200;

/** What was queued or leased at any time of the look. */
export const lookAtQueue = async (installation: Installation, store: EventStore): Promise<QueueLook> => {
  const pool = openPool(installation.databaseUrl, { max: 1, name: 'chaos' });
  try {
    const leases = new Leases(pool, 'chaos');
    const [queued, leased] = [new Set<string>(), new Set<string>()];
    const now = await databaseClock(pool);
    const from = await store.head();
    const until = performance.now() + lookMs;
    await withQueuedWork(installation, store.epoch, async (queuedNow) => {
      while (performance.now() < until) {
        for (const name of await queuedNow()) queued.add(name);
        for (const prefix of ['batch:', 'run:']) for (const { name } of await leases.active(prefix)) leased.add(name);
        await pause(everyMs);
      }
    });
    return { at: Date.now(), from, to: await store.head(), now, queued: [...queued], leased: [...leased] };
  } finally {
    await pool.end();
  }
};
