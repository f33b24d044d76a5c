import type pg from 'pg';
import type { Position, RecordedEvent } from '#eventstore/port.js';
import { openPool } from '#platform/database/pool.js';
import type { Projection } from '#readmodel/projection.js';
import { projections as all } from '#readmodel/projections.js';
import { swiftCopy } from '#readmodel/runner/copy.js';
import { type ParkedEvent, takePage } from '#readmodel/runner/take-page.js';
import { copyTarget } from '#readmodel/runner/target.js';
import { freshDatabase } from './database.js';
import { type Fact, recorded } from './event-builders.js';

export interface ReadModels {
  readonly pool: pg.Pool;
  /** Takes events into the live tables; an event that a projection cannot take in fails the test. */
  feed(facts: readonly Fact[], projections?: readonly Projection[]): Promise<void>;
  close(): Promise<void>;
}

/** A database of its own with empty read models. */
export const freshReadModels = async (): Promise<ReadModels> => {
  const database = await freshDatabase();
  const pool = openPool(database.url, { max: 4, name: 'read-models' });
  return {
    pool,
    feed: async (facts, projections = all) => {
      for (const projection of projections)
        await fold(pool, projection, `rm_${projection.name}`, recorded(facts), 1_000);
    },
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
};

/** Folds events into a schema, so many to a page. */
export const fold = async (
  pool: pg.Pool,
  projection: Projection,
  schema: string,
  events: readonly RecordedEvent[],
  pageSize: number,
): Promise<void> => {
  for (const page of pagesOf(projection, events, pageSize))
    await takePage(pool, copyTarget(projection, schema), page, failAtParked);
};

/** The same as a rebuild does it, with so many rows of each table kept in memory. */
export const foldSwiftly = async (
  pool: pg.Pool,
  projection: Projection,
  schema: string,
  events: readonly RecordedEvent[],
  { page: pageSize, kept }: { readonly page: number; readonly kept: number },
): Promise<void> => {
  const copy = swiftCopy({ pool, onParked: failAtParked }, copyTarget(projection, schema), kept);
  for (const page of pagesOf(projection, events, pageSize)) await copy.take(page);
  await copy.flush();
};

const pagesOf = (projection: Projection, events: readonly RecordedEvent[], pageSize: number) => {
  const wanted = events.filter(({ category }) => projection.categories.some((one) => one === category));
  return Array.from({ length: Math.ceil(wanted.length / pageSize) }, (_, at) => ({
    events: wanted.slice(at * pageSize, (at + 1) * pageSize),
    checkpoint: 'start' as Position,
  }));
};

const failAtParked = ({ projection, stream, type, error }: ParkedEvent): void => {
  throw new Error(`${projection} parked ${stream} at ${type}: ${error}`);
};
