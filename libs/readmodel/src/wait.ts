import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, Position } from '#eventstore/port.js';
import type { Sql } from '#platform/database/pool.js';

/** The first looks come quickly, for most waits are for an event that was just written. */
const firstLookMs = 4;
const slowestLookMs = 50;

/**
 * Waits until the tables of all these projections hold everything up to `position`; false when the time ran out.
 * The position should be one of an event that the projections take in (`store.head({ categories })`, an append to
 * one of their streams): past others they move only now and then.
 */
export const waitUntilPassed = async (
  sql: Sql,
  store: Pick<EventStore, 'compare'>,
  names: readonly string[],
  position: Position,
  timeoutMs: number,
): Promise<boolean> => {
  const deadline = performance.now() + timeoutMs;
  for (let wait = firstLookMs; ; wait = Math.min(wait * 2, slowestLookMs)) {
    const { rows } = await sql.query<{ checkpoint: Position }>(
      'select checkpoint from work.projections where name = any($1)',
      [names],
    );
    const passed = rows.filter(({ checkpoint }) => store.compare(checkpoint, position) >= 0);
    if (passed.length === new Set(names).size) return true;
    const left = deadline - performance.now();
    if (left <= 0) return false;
    await pause(Math.min(wait, left));
  }
};
