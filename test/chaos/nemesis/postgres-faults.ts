import pg from 'pg';
import { inDatabase } from '../../support/in-database.js';
import { type Fault, harm } from './fault.js';

export const postgresFaults = {
  'postgres-restart': {
    inject: async ({ installation, chance, hold }) => {
      await installation.postgres.crash();
      await hold(chance.below(2_000));
      await installation.postgres.start();
      return harm('postgres', installation.workers.length);
    },
  },
  'pool-exhausted': {
    inject: async ({ installation, chance, hold }) => {
      const client = new pg.Client({ connectionString: installation.databaseUrl });
      client.on('error', () => undefined);
      await client.connect();
      // Nobody reads or writes what every request touches, so that each waits with a connection of its pool.
      await client.query('begin; lock table access.keys, work.idempotency in access exclusive mode');
      await hold(2_000 + chance.below(2_000));
      await client.end();
      return harm('postgres', 0, true);
    },
  },
  'connections-refused': {
    inject: async ({ installation, hold }) => {
      const url = new URL(installation.databaseUrl);
      url.pathname = '/template1';
      const beside = (statement: string): Promise<unknown> => inDatabase(url.href, statement);
      await beside('alter database postgres allow_connections false');
      await beside(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'`);
      await hold(1_000);
      await beside('alter database postgres allow_connections true');
      return harm('postgres', installation.workers.length);
    },
  },
} satisfies Record<string, Fault>;
