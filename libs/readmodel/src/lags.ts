import type { Instant } from '#domain/kernel/message.js';
import type { EventStore, Position } from '#eventstore/port.js';
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

/**
 * How far each read model is behind the log at `now`. One that was never started is as old as the log. Asked for often,
 * by whoever watches: the log is read only for those that have not passed the newest event of theirs, for it may be a
 * long way from where a quiet one stands to its next event.
 */
export const lags = async (
  sql: Sql,
  store: Pick<EventStore, 'readAll' | 'head' | 'compare'>,
  now: Instant,
  projections: readonly Projection[] = all,
): Promise<readonly Lag[]> => {
  const states = new Map((await listProjections(sql)).map((state) => [state.name, state]));
  const behindMs = async ({ categories }: Projection, checkpoint: Position): Promise<number> => {
    if (store.compare(checkpoint, await store.head({ categories })) >= 0) return 0;
    const { events } = await store.readAll(checkpoint, 1, { categories });
    const oldest = events[0];
    return oldest === undefined ? 0 : Math.max(0, Date.parse(now) - Date.parse(oldest.recordedAt));
  };
  const found = projections.map(async (projection): Promise<readonly Lag[]> => {
    const state = states.get(projection.name);
    if (state === undefined) return [];
    const { name, parkedStreams } = state;
    return [{ name, behindMs: await behindMs(projection, state.checkpoint), parkedStreams }];
  });
  return (await Promise.all(found)).flat();
};
