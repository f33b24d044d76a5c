import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { openPool } from '#platform/database/pool.js';
import { freshDatabase } from '../../support/database.js';
import { describeEventStore } from './contract.js';

describeEventStore('PostgreSQL', async (options) => {
  const database = await freshDatabase();
  const pool = openPool(database.url);
  const store = await openPostgresEventStore({ pool, url: database.url, ...options });
  return {
    store,
    close: async () => {
      await store.close();
      await pool.end();
      await database.drop();
    },
  };
});
