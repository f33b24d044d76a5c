import type pg from 'pg';
import { createClient, type SortieClient } from '#client/client.js';
import { openPool } from '#platform/database/pool.js';
import { type Installation, install } from '../../../tools/bench/src/installation.js';
import { fillContacts } from '../../../tools/bench/src/setting.js';
import type { Stack } from '../../support/stacks.js';
import { countServerOf } from './processor.js';

/** A whole installation of its own, with people to write to. */
export interface Service {
  readonly installation: Installation;
  readonly pool: pg.Pool;
  readonly client: SortieClient;
  /** Most unsettled claims of a channel in one worker. */
  window(channel: string): Promise<number>;
  stop(): Promise<void>;
}

export const openService = async (
  stack: Stack,
  people: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<Service> => {
  const installation = await install(stack, settings);
  const pool = openPool(installation.databaseUrl, { max: 4, name: 'bench' });
  const stop = async (): Promise<void> => {
    await pool.end();
    await installation.stop();
  };
  try {
    const { rows: own } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    for (const { pid } of own) countServerOf(pid);
    await fillContacts(pool, people);
    const client = createClient({ baseUrl: installation.apiUrl, key: installation.key, source: 'cli' });
    const window = async (channel: string): Promise<number> => {
      const { rows } = await pool.query<{ most: number }>('select max((windows->>$1)::int) as most from work.workers', [
        channel,
      ]);
      return rows[0]?.most ?? Number.NaN;
    };
    return { installation, pool, client, window, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
