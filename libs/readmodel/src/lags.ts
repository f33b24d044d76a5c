import type { Instant } from '#domain/kernel/message.js';
import type { EventStore } from '#eventstore/port.js';
import type { Sql } from '#platform/database/pool.js';
import { listProjections } from './projection-state.js';
import { projections as all } from './projections.js';
import type { Projection } from './projection.js';

export interface Lag {
  readonly name: string;
  /** Age of the oldest event that the tables lack, ms; 0 when they lack none. */
  readonly behindMs: number;
  readonly parkedStreams: number;
}

/** How far each read model is behind the log at `now`. One that was never started is as old as the log. */
export const lags = async (
  sql: Sql,
  store: Pick<EventStore, 'readAll'>,
  now: Instant,
  projections: readonly Projection[] = all,
): Promise<readonly Lag[]> => {
  const states = new Map((await listProjections(sql)).map((state) => [state.name, state]));
  const result: Lag[] = [];
  for (const { name, categories } of projections) {
    const state = states.get(name);
    if (state === undefined) continue;
    const { events } = await store.readAll(state.checkpoint, 1, { categories });
    const oldest = events[0];
    const behindMs = oldest === undefined ? 0 : Math.max(0, Date.parse(now) - Date.parse(oldest.recordedAt));
    result.push({ name, behindMs, parkedStreams: state.parkedStreams });
  }
  return result;
};
