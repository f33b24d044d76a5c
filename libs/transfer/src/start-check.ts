import { openEventStore } from '#eventstore/open.js';
import type { EventStore, Position } from '#eventstore/port.js';
import type { Config } from '#platform/config/config.js';
import { openPool, type Sql } from '#platform/database/pool.js';
import { unfinished } from './after/unfinished.js';

/**
 * Why API and worker must not start on these stores, with what to do; null when they may. Read models and reactors
 * that are ahead of the log would miss what comes next, and what they know was sent would be sent again.
 */
export const whyNotToStart = async (sql: Sql, store: Pick<EventStore, 'head' | 'compare'>): Promise<string | null> => {
  const begun = await unfinished(sql);
  if (begun !== null) {
    return `${words[begun.kind]} was begun at ${begun.begunAt.toISOString()} and has not ended: run the same command again`;
  }
  return (await whyAnotherLog(sql, store)) ?? whyBehind(sql, store);
};

/** Why this cannot be the log that the read models follow; null when it can. */
export const whyAnotherLog = async (sql: Sql, store: Pick<EventStore, 'compare'>): Promise<string | null> => {
  for (const { name, position } of await storedPositions(sql)) {
    if (isReadable(store, position)) continue;
    return (
      `${name} has followed another log than the one that is set up (EVENTSTORE_URL): set that one up again, or move ` +
      'it here with `sortie log export` and `sortie log import`'
    );
  }
  return null;
};

const whyBehind = async (sql: Sql, store: Pick<EventStore, 'head' | 'compare'>): Promise<string | null> => {
  // Before the head: whatever they have reached by now was in the log then.
  const positions = await storedPositions(sql);
  const head = await store.head();
  for (const { name, position } of positions) {
    if (store.compare(position, head) <= 0) continue;
    return (
      `the log ends at ${head}, and ${name} has been at ${position}: the log was put back to an older state. What was ` +
      'sent since then is not known to it. Run `sortie log adopt`, which puts every open run on hold'
    );
  }
  return null;
};

const storedPositions = async (
  sql: Sql,
): Promise<readonly { readonly name: string; readonly position: Position }[]> => {
  const { rows } = await sql.query<{ name: string; position: Position }>(
    `select name, checkpoint as position from work.projections union all select name, position from work.checkpoints
     order by name`,
  );
  return rows;
};

const words = { import: 'an import of a log', restore: 'a restore', adopt: '`sortie log adopt`' } as const;

/** A position that the adapter cannot read is another adapter's. */
const isReadable = (store: Pick<EventStore, 'compare'>, position: Position): boolean => {
  try {
    store.compare(position, position);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/**
 * The same for a process that is about to start with these settings, as a list of faults. Throws when it cannot look
 * (stores that do not answer, tables that are not there yet): who starts all the same may find that they answer again a
 * moment later, and sends what must not be sent.
 */
export const startFaults = async ({
  databaseUrl,
  eventStoreUrl,
}: Pick<Config, 'databaseUrl' | 'eventStoreUrl'>): Promise<readonly string[]> => {
  const pool = openPool(databaseUrl, { name: 'sortie-start', max: 1 });
  try {
    const store = await openEventStore({ pool, databaseUrl, eventStoreUrl, connections: 1 });
    try {
      const fault = await whyNotToStart(pool, store);
      return fault === null ? [] : [fault];
    } finally {
      await store.close();
    }
  } finally {
    await pool.end();
  }
};
