import { freshDatabase } from '../../../test/support/database.js';
import { startFaults } from './start-check.js';

it('lets nobody start on a log that it cannot look at', async () => {
  const database = await freshDatabase();
  try {
    const of = (eventStoreUrl: string | null) => startFaults({ databaseUrl: database.url, eventStoreUrl });
    expect(await of(null)).toEqual([]);
    await expect(of('esdb://127.0.0.1:1?tls=false')).rejects.toThrow('the log cannot be reached');
  } finally {
    await database.drop();
  }
});
