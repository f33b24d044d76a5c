import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type pg from 'pg';
import { sweep } from '#platform/idempotency/idempotency.js';
import { beat, signOff } from '#platform/workers/workers.js';
import { conditionOf } from './queue/condition.js';
import type { WorkQueue } from './queue/work.js';

export interface HouseDeps {
  readonly pool: pg.Pool;
  readonly queue: WorkQueue;
  readonly channels: { readonly windows: Readonly<Record<string, number>> };
  readonly worker: string;
  readonly log: Logger;
}

const beatMs = 3_000;
/** Of the beats, every so many also sweeps what has expired. */
const sweepEvery = 20;

/** Says every few seconds that this worker lives and how full the queue is, and sweeps what has expired. */
export const keepHouse = async (deps: HouseDeps, stop: AbortSignal): Promise<void> => {
  const { pool, queue, channels, worker, log } = deps;
  let told: string | null = null;
  for (let turn = 0; !stop.aborted; turn += 1) {
    try {
      const { counts, trouble } = await conditionOf(queue);
      await beat(pool, { name: worker, queue: counts, queueTrouble: trouble, windows: channels.windows });
      if (trouble !== told) log[trouble === null ? 'info' : 'error']({ trouble }, 'condition of the queue');
      told = trouble;
      if (turn % sweepEvery === 0) await sweep(pool);
    } catch (error) {
      log.warn({ err: error instanceof Error ? error.message : String(error) }, 'heartbeat');
    }
    await pause(beatMs, undefined, { signal: stop }).catch(() => undefined);
  }
  await signOff(pool, worker).catch((error: unknown) => {
    log.warn({ err: error instanceof Error ? error.message : String(error) }, 'sign-off');
  });
};
