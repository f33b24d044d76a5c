import type pg from 'pg';
import { connectionTo } from './eventstoredb/connection.js';
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
  const connection = connectionTo(eventStoreUrl, 10_000);
  try {
    return await openInEventStore(connection, above);
  } finally {
    await connection.close();
  }
};
