import { openEventStoreDb } from '#eventstore/eventstoredb/store.js';
import { startDouble } from '../../support/eventstoredb/start.js';
import { describeEventStore } from './contract.js';

/** A real server, as `EVENTSTORE_URL` would name it; the double without it. */
const given = process.env['EVENTSTORE_TEST_URL'];

describeEventStore(given ? 'EventStoreDB' : 'EventStoreDB, the test double', async (options) => {
  const double = given ? undefined : await startDouble({ firstPosition: 2n ** 53n });
  const store = await openEventStoreDb({ url: given ?? double?.url ?? '', ...options });
  return {
    store,
    close: async () => {
      await store.close();
      await double?.stop();
    },
  };
});
