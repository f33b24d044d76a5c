import { openEventStore } from '#eventstore/open.js';
import { type EventStore, type RecordedEvent, start } from '#eventstore/port.js';
import { openPool } from '#platform/database/pool.js';
import type { Stores } from './service.js';

/** The log of a service, wherever its stack keeps it, for as long as the work takes. */
export const withLog = async <T>(
  { databaseUrl, stack }: Pick<Stores, 'databaseUrl' | 'stack'>,
  work: (log: EventStore) => Promise<T>,
): Promise<T> => {
  const pool = openPool(databaseUrl, { max: 2, name: 'sortie-tests' });
  try {
    const log = await openEventStore({
      eventStoreUrl: stack?.settings.EVENTSTORE_URL ?? null,
      databaseUrl,
      pool,
    });
    try {
      return await work(log);
    } finally {
      await log.close();
    }
  } finally {
    await pool.end();
  }
};

/** Every event of these categories, or of all, in log order. */
export const everyEvent = (
  stores: Pick<Stores, 'databaseUrl' | 'stack'>,
  ...categories: readonly string[]
): Promise<readonly RecordedEvent[]> =>
  withLog(stores, async (log) => {
    const events: RecordedEvent[] = [];
    for (let after = start; ;) {
      const page = await log.readAll(after, 500, categories.length === 0 ? {} : { categories });
      events.push(...page.events);
      if (page.caughtUp) return events;
      after = page.checkpoint;
    }
  });
