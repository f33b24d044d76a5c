import type pg from 'pg';
import { createClient, type SortieClient } from '#client/client.js';
import { openPool } from '#platform/database/pool.js';
import { type Installation, install } from '../../../tools/bench/src/installation.js';
import { defineCampaign, fillContacts } from '../../../tools/bench/src/setting.js';
import type { Stack } from '../../support/stacks.js';

/** The service with a campaign that can be started. */
export interface Installed {
  readonly installation: Installation;
  readonly pool: pg.Pool;
  readonly client: SortieClient;
  readonly campaignId: string;
  readonly eventStoreUrl: string | null;
  stop(): Promise<void>;
}

/** Whoever is written to by each run: every start leads to a whole run, as it does in earnest. */
const recipients = 1;

export const installed = async (stack: Stack): Promise<Installed> => {
  const installation = await install(stack);
  const pool = openPool(installation.databaseUrl, { max: 2, name: 'bench' });
  const stop = async (): Promise<void> => {
    await pool.end();
    await installation.stop();
  };
  try {
    await fillContacts(pool, recipients);
    const client = createClient({ baseUrl: installation.apiUrl, key: installation.key, source: 'cli' });
    const { id: campaignId } = await defineCampaign(client);
    return { installation, pool, client, campaignId, eventStoreUrl: stack.settings.EVENTSTORE_URL ?? null, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
