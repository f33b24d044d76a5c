import type { Sql } from '../database/pool.js';

export interface Take {
  /** Per second over all processes; may be below 1. */
  readonly perSecond: number;
  /** How many the caller could use now. */
  readonly wanted: number;
}

export interface Taken {
  /** From 0 to `wanted`: these may go now. */
  readonly granted: number;
  /** Until the next one may go; 0 when all that was wanted was granted. */
  readonly retryInMs: number;
}

/**
 * What may go at once after a rest: a fifth of a second's worth, so that within any time t at most
 * `perSecond × t + burst` go, and at least one.
 */
export const burstOf = (perSecond: number): number => Math.max(1, perSecond / 5);

/**
 * Takes from the token bucket `key` that all processes share, by the database's clock, in one statement. What a
 * caller is granted and does not use is lost, which errs on the slow side.
 */
export const take = async (sql: Sql, key: string, { perSecond, wanted }: Take): Promise<Taken> => {
  if (!(perSecond > 0)) throw new RangeError(`a rate limit must be above zero, not ${perSecond}`);
  if (wanted < 1) return { granted: 0, retryInMs: 0 };
  const { rows } = await sql.query<{ granted: number; tokens: number }>(
    `insert into work.rate_limits as bucket (key, tokens, granted, refilled_at)
     values ($1, $2::float8 - least($4::int, floor($2)), least($4, floor($2)), clock_timestamp())
     on conflict (key) do update set (tokens, granted, refilled_at) = (
       select available - least($4, floor(available)), least($4, floor(available)), seen
       from (
         select least($2, bucket.tokens + $3::float8 * greatest(0, extract(epoch from seen - bucket.refilled_at))) as available, seen
         -- The volatile clock keeps this from being folded into the outer query: it is read once.
         from (select clock_timestamp() as seen) as clock
       ) as refilled
     )
     returning granted, tokens`,
    [key, burstOf(perSecond), perSecond, Math.floor(wanted)],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('an upsert returned no row');
  const { granted, tokens } = row;
  return {
    granted,
    retryInMs: granted >= Math.floor(wanted) ? 0 : Math.ceil((Math.max(0, 1 - tokens) / perSecond) * 1000),
  };
};
