import type pg from 'pg';
import type { Instant } from '#domain/kernel/message.js';
import { type Position, type RecordedEvent, start } from '#eventstore/port.js';
import { inTransaction } from '#platform/database/pool.js';
import { RowsRefused } from '../kept/kept-rows.js';
import { projectionState } from '../projection-state.js';
import { type Projection, schemaOf } from '../projection.js';
import { type Copy, steadyCopy, swiftCopy } from './copy.js';
import { type Folding, foldTo } from './fold-to.js';
import {
  analyzeTables,
  copyTarget,
  createBareTables,
  createIndexes,
  dropSchema,
  tablesOf,
  type Target,
} from './target.js';
import type { Turns } from './turns.js';

export interface Rebuilt {
  /** Rows before and after, by table; a table that only one of both has counts 0 in the other. */
  readonly rows: { readonly [table: string]: { readonly before: number; readonly after: number } };
}

/** A rebuild that would replace a full read model by an empty one. Somebody has to look before it is forced. */
export class RebuildRefused extends Error {
  override readonly name = 'RebuildRefused';
}

/**
 * Builds the projection anew beside the live tables and swaps, while queries and live traffic go on. The copy ends
 * at exactly the place where the live tables stand, so that readers never see it move back or leap. Null: the
 * projection has another owner.
 */
export const rebuild = async (
  folding: Folding,
  projection: Projection,
  fence: number,
  turns: Turns,
): Promise<Rebuilt | null> => {
  const live = schemaOf(projection.name);
  const target = copyTarget(projection, `${live}_next_${fence}`);
  await dropLeftovers(folding, live);
  const rebuilt = await buildWith(swiftCopy, folding, target, fence, turns);
  if (rebuilt !== null) await dropLeftovers(folding, live);
  return rebuilt;
};

/** When a row is refused that was kept for a while, all begins anew in the way that finds out why. */
const buildWith = async (
  copyInto: typeof steadyCopy,
  folding: Folding,
  target: Target,
  fence: number,
  turns: Turns,
): Promise<Rebuilt | null> => {
  try {
    return await build(folding, copyInto(folding, target), fence, turns);
  } catch (error) {
    if (!(error instanceof RowsRefused)) throw error;
    return await buildWith(steadyCopy, folding, target, fence, turns);
  }
};

const build = async (folding: Folding, copy: Copy, fence: number, turns: Turns): Promise<Rebuilt | null> => {
  const { pool } = folding;
  const { projection, schema } = copy.target;
  const live = schemaOf(projection.name);
  await createBareTables(pool, copy.target);
  const { rows } = await pool.query<{ now: string }>('select now()::text as now');
  const note = await progressOf(pool, projection.name, fence);

  let place: Position = start;
  let folded = 0;
  const onPage = async (events: readonly RecordedEvent[]): Promise<void> => {
    folded += events.length;
    await note(events);
  };
  const catchUp = async (): Promise<Position> => {
    const to = (await projectionState(pool, projection.name))?.checkpoint ?? start;
    await foldTo({ ...folding, onPage }, copy, place, to);
    return to;
  };
  place = await catchUp();
  await createIndexes(pool, copy.target, folded < many ? 'at-once' : 'beside-others');
  await analyzeTables(pool, copy.target);
  // The second round takes in what came during the first, so that the last one, in which live traffic waits, is short.
  place = await catchUp();
  const counted = await compareCounts(folding, live, schema);
  const swapped = await turns.take(async () => {
    place = await catchUp();
    return swap(folding, projection, { copy: schema, fence, begun: rows[0]?.now ?? '' });
  });
  if (swapped) return { rows: counted };
  await dropSchema(pool, schema);
  return null;
};

/** Events from which on indexes take long enough to be noticed. */
const many = 5_000;

/** How often it is written down how far the copy has come, ms. */
const noteEveryMs = 250;

/** Keeps how far the copy has come, for those who wait for it. */
const progressOf = async (pool: pg.Pool, name: string, fence: number): Promise<NonNullable<Folding['onPage']>> => {
  await pool.query(
    'update work.projections set rebuild_events = 0, rebuild_from = null, rebuild_through = null where name = $1 and fence = $2',
    [name, fence],
  );
  const note = { events: 0, from: null as Instant | null, at: -Infinity };
  return async (events) => {
    note.events += events.length;
    note.from ??= events[0]?.metadata.occurredAt ?? null;
    if (performance.now() < note.at + noteEveryMs) return;
    note.at = performance.now();
    await pool.query(
      `update work.projections set rebuild_events = $3, rebuild_from = $4, rebuild_through = coalesce($5, rebuild_through)
       where name = $1 and fence = $2`,
      [name, fence, note.events, note.from, events.at(-1)?.metadata.occurredAt ?? null],
    );
  };
};

/** One short transaction. Names are resolved by each statement anew: it finds the old tables or the new ones. */
const swap = (
  { pool }: Folding,
  { name, version }: Projection,
  { copy, fence, begun }: { copy: string; fence: number; begun: string },
): Promise<boolean> =>
  inTransaction(pool, async (tx) => {
    const live = schemaOf(name);
    const { rowCount } = await tx.query(
      `update work.projections set version = $3, rebuilt_at = now(),
         rebuild_requested_at = case when rebuild_requested_at > $4 then rebuild_requested_at end,
         rebuild_events = null, rebuild_from = null, rebuild_through = null
       where name = $1 and fence = $2`,
      [name, fence, version, begun],
    );
    if (rowCount !== 1) return false;
    const { rows } = await tx.query<{ there: boolean }>('select to_regnamespace($1) is not null as there', [live]);
    if (rows[0]?.there) await tx.query(`alter schema ${live} rename to ${live}_old_${fence}`);
    await tx.query(`alter schema ${copy} rename to ${live}`);
    await tx.query('delete from work.parked where schema = $1', [live]);
    await tx.query('update work.parked set schema = $1 where schema = $2', [live, copy]);
    return true;
  });

/** Copies of earlier owners that were never swapped in, and tables that were swapped out. */
const dropLeftovers = async ({ pool }: Folding, live: string): Promise<void> => {
  const { rows } = await pool.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname ~ ('^' || $1 || '_(next|old)_[0-9]+$') order by 1`,
    [live],
  );
  for (const { name } of rows) await dropSchema(pool, name);
};

const compareCounts = async ({ pool }: Folding, live: string, copy: string): Promise<Rebuilt['rows']> => {
  const [before, after] = [await countRows(pool, live), await countRows(pool, copy)];
  const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
  if (sum(before) > 0 && sum(after) === 0) {
    throw new RebuildRefused(`${live} has ${sum(before)} rows and its rebuild has none: the log was not read`);
  }
  const tables = new Set([...before.keys(), ...after.keys()]);
  return Object.fromEntries(
    [...tables].map((table) => [table, { before: before.get(table) ?? 0, after: after.get(table) ?? 0 }]),
  );
};

const countRows = async (pool: Folding['pool'], schema: string): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>();
  for (const table of await tablesOf(pool, schema)) {
    const { rows } = await pool.query<{ count: string }>(`select count(*) from ${schema}.${table}`);
    counts.set(table, Number(rows[0]?.count ?? 0));
  }
  return counts;
};
