import type pg from 'pg';
import { projections } from '#readmodel/projections.js';
import { createMissing, dropSchema } from '#readmodel/runner/target.js';

/**
 * Forgets everything in PostgreSQL that refers to places of another log: the read models, which workers fold anew from
 * the beginning, and how far every reactor has got. Reactors go through the whole log again, which each of them bears.
 */
export const resetPositions = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname ~ '^rm_[a-z]' order by 1`,
  );
  for (const { name } of rows) await dropSchema(pool, name);
  await pool.query('delete from work.projections');
  await pool.query('delete from work.parked');
  await pool.query('delete from work.checkpoints');
  await createMissing(pool, projections);
};

/**
 * No lease of a batch begins below a fence that its stream has seen: whoever took the batch then would count as
 * somebody who had lost it.
 */
export const raiseFences = async (pool: pg.Pool, fences: ReadonlyMap<string, number>): Promise<void> => {
  const all = [...fences];
  for (let from = 0; from < all.length; from += 1_000) {
    const some = all.slice(from, from + 1_000);
    await pool.query(
      `insert into work.leases as held (name, owner, fence, until, acquired_at)
       select 'batch:' || batch, 'from the log', fence, clock_timestamp(), clock_timestamp()
       from unnest($1::text[], $2::bigint[]) as f (batch, fence)
       on conflict (name) do update set fence = greatest(held.fence, excluded.fence)`,
      [some.map(([batch]) => batch), some.map(([, fence]) => fence)],
    );
  }
};
