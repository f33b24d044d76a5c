import { type EventStore, type Position, type RecordedEvent, start } from '#eventstore/port.js';
import { openEventStore } from '#eventstore/open.js';
import { openPool } from '#platform/database/pool.js';
import type { Installation } from '../installation/installation.js';

export interface OpenLog {
  readonly store: EventStore;
  close(): Promise<void>;
}

/** The log of an installation, as any process of it opens it. */
export const openLog = async ({
  databaseUrl,
  stack,
}: Pick<Installation, 'databaseUrl' | 'stack'>): Promise<OpenLog> => {
  const pool = openPool(databaseUrl, { max: 2, name: 'chaos' });
  const store = await openEventStore({ pool, databaseUrl, eventStoreUrl: stack.double?.url ?? null });
  return {
    store,
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
};

/** All of it, in its order. */
export const wholeLog = async (store: EventStore): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  let after: Position = start;
  for (;;) {
    const page = await store.readAll(after, 1_000);
    events.push(...page.events);
    after = page.checkpoint;
    if (page.caughtUp) return events;
  }
};
