import type { Sql } from '#platform/database/pool.js';

export const outcomes = ['waiting', 'inFlight', 'accepted', 'refused', 'skipped', 'unknown', 'notAttempted'] as const;

/** Recipients of all runs together, by the column of the ledger they stand in. */
export type OutcomeTotals = { readonly [outcome in (typeof outcomes)[number]]: number };

/** Every ledger balances, so that the skipped ones are the rest. */
export const outcomeTotals = async (sql: Sql): Promise<OutcomeTotals> => {
  const { rows } = await sql.query<OutcomeTotals>(
    `with sums as (
       select coalesce(sum(audience), 0)::float8 as audience, coalesce(sum(waiting), 0)::float8 as waiting,
         coalesce(sum(in_flight), 0)::float8 as "inFlight", coalesce(sum(accepted), 0)::float8 as accepted,
         coalesce(sum(refused), 0)::float8 as refused, coalesce(sum(unknown), 0)::float8 as unknown,
         coalesce(sum(not_attempted), 0)::float8 as "notAttempted"
       from rm_runs.ledgers)
     select *, audience - waiting - "inFlight" - accepted - refused - unknown - "notAttempted" as skipped from sums`,
  );
  const row = rows[0];
  if (row === undefined) throw new Error('an aggregate gives one row');
  return row;
};
