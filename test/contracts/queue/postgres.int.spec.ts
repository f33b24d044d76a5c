import { postgresBackend } from '../../../apps/worker/src/queue/postgres-backend.js';
import { freshDatabase } from '../../support/database.js';
import { inDatabase } from '../../support/in-database.js';
import { describeQueue } from './contract.js';
import { takeAndDie } from './take-and-die.js';

describeQueue('PostgreSQL', async () => {
  const database = await freshDatabase();
  return {
    backend: postgresBackend(database.url),
    loseEverything: async () => void (await inDatabase(database.url, 'drop schema if exists bullmq cascade')),
    loseOrder: async () => void (await inDatabase(database.url, `update bullmq.job set state = 'completed'`)),
    takeAndDie: (aheadMs) => takeAndDie('postgres', database.url, aheadMs),
    close: () => database.drop(),
  };
});
