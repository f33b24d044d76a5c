import type pg from 'pg';
import type { EventStore } from './port.js';
import { openPostgresEventStore } from './postgres/store.js';

export interface LogLocation {
  /** Null: the log is in the database. */
  readonly eventStoreUrl: string | null;
  readonly databaseUrl: string;
}

export interface OpenOptions extends LogLocation {
  /** The process's pool, of the database. */
  readonly pool: pg.Pool;
  /** Most connections to the database beside the one that listens; default 8. */
  readonly connections?: number;
  /** Trouble that mends itself, for a log: every call and subscription still answers or goes on. */
  readonly onTrouble?: (error: Error) => void;
}

/** The log, wherever the settings say it is. Throws `LogUnavailable` when it cannot be reached. */
export const openEventStore = async ({
  eventStoreUrl,
  databaseUrl,
  pool,
  ...options
}: OpenOptions): Promise<EventStore> => {
  if (eventStoreUrl === null) return openPostgresEventStore({ pool, url: databaseUrl, ...options });
  const { onTrouble } = options;
  // Only where it is used: its client takes memory in every thread that opens a log.
  const { openEventStoreDb } = await import('./eventstoredb/store.js');
  return openEventStoreDb({ url: eventStoreUrl, ...(onTrouble ? { onTrouble } : {}) });
};
