import { recordedAtKey } from '#eventstore/eventstoredb/events.js';
import { openEventStoreDb } from '#eventstore/eventstoredb/store.js';
import { openNextEpoch } from '#eventstore/next-epoch.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { importEvents } from '#eventstore/postgres/import-events.js';
import { openPool } from '#platform/database/pool.js';
import { importByAppends } from './import-by-appends.js';
import type { Installation } from './installation.js';

/** Where an installation keeps what it knows. */
export interface StoreAddresses {
  readonly databaseUrl: string;
  /** Null: the log is in the database. */
  readonly eventStoreUrl: string | null;
  readonly dataDir: string;
}

/** The stores of an installation, on either stack. Nothing but the pool is open between calls: end that at last. */
export const installationAt = ({ databaseUrl, eventStoreUrl, dataDir }: StoreAddresses): Installation => {
  const pool = openPool(databaseUrl, { name: 'sortie-transfer', max: 4 });
  const asStored = (raw: boolean) => (raw ? { upcasters: {} } : {});
  return {
    pool,
    dataDir,
    openLog: ({ raw }) =>
      eventStoreUrl === null
        ? openPostgresEventStore({ pool, url: databaseUrl, connections: 2, ...asStored(raw) })
        : openEventStoreDb({ url: eventStoreUrl, ...asStored(raw) }),
    importEvents: (store, events) =>
      eventStoreUrl === null
        ? importEvents(pool, events)
        : importByAppends(store, events, ({ metadata, recordedAt }) => ({ ...metadata, [recordedAtKey]: recordedAt })),
    openNextEpoch: (above) => openNextEpoch({ eventStoreUrl, pool }, above),
  };
};
