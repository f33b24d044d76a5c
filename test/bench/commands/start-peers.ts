import { setTimeout as pause } from 'node:timers/promises';
import { openPool } from '#platform/database/pool.js';
import { newId } from '#platform/ids.js';
import type { Stack } from '../../support/stacks.js';
import type { Contestant } from '../side-by-side/contest.js';
import { openJobs } from '../side-by-side/job-queue.js';
import { evenly } from './evenly.js';
import { startFigures } from './start-figures.js';

/** A row that is durable, then whatever is to be done in the same process. */
export const durableInsert = async (databaseUrl: string, starts: number): Promise<Contestant> => {
  const pool = openPool(databaseUrl, { max: 4, name: 'bench-durable' });
  await pool.query('create schema if not exists hand');
  await pool.query('create table if not exists hand.starts (id text primary key, at timestamptz default now())');
  return {
    name: 'durable INSERT, then in process',
    ours: false,
    carryOut: async () => {
      const times: number[] = [];
      await evenly(starts, async () => {
        const at = performance.now();
        await pool.query({ name: 'start', text: 'insert into hand.starts (id) values ($1)', values: [newId()] });
        times.push(performance.now() - at);
      });
      return { figures: startFigures(times), items: starts };
    },
    close: () => pool.end(),
  };
};

/** A job that is added and taken, durable or not. */
export const rawJobs = async (stack: Stack, databaseUrl: string, starts: number): Promise<Contestant> => {
  const times: number[] = [];
  const jobs = await openJobs<{ at: number }>(stack, databaseUrl, 'start', 50, ({ at }) => {
    times.push(performance.now() - at);
    return Promise.resolve();
  });
  return {
    name: `raw BullMQ, ${jobs.where}`,
    ours: false,
    carryOut: async () => {
      times.length = 0;
      await evenly(starts, () => jobs.add([{ at: performance.now() }]));
      for (let left = 600; times.length < starts && left > 0; left -= 1) await pause(50);
      if (times.length !== starts) throw new Error(`${times.length} of ${starts} jobs were taken`);
      return { figures: startFigures(times), items: starts };
    },
    close: () => jobs.close(),
  };
};
