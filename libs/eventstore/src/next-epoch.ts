import type pg from 'pg';
import { eventStoreAddress } from '#platform/config/event-store-address.js';
import { Connection } from './eventstoredb/connection.js';
import { openNextEpoch as openInEventStore } from './eventstoredb/epochs.js';
import { openNextEpoch as openInDatabase } from './postgres/epochs.js';

/**
 * Begins the next life of the log, wherever it is, with a number above `above` too; answers the number. Every process
 * must have stopped, and whoever has the log open has to open it again.
 */
export const openNextEpoch = async (
  { eventStoreUrl, pool }: { readonly eventStoreUrl: string | null; readonly pool: pg.Pool },
  above = 0,
): Promise<number> => {
  if (eventStoreUrl === null) return openInDatabase(pool, above);
  const address = eventStoreAddress(eventStoreUrl);
  if (!address.ok) throw new RangeError(`EVENTSTORE_URL ${address.fault}`);
  const connection = new Connection(address.value, 10_000, () => undefined);
  try {
    return await openInEventStore(connection, above);
  } finally {
    await connection.close();
  }
};
