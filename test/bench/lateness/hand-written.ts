import { setTimeout as pause } from 'node:timers/promises';
import { openPool } from '#platform/database/pool.js';
import { beginningIn, type Contestant, latenessOf } from './contestant.js';

/** Longest sleep between two looks, ms. */
const pollMs = 250;
/** Claimed by one statement at most. */
const atOnce = 100;

const tables = `
  create schema hand;
  create table hand.due (id bigint primary key, due_at timestamptz not null, taken_at timestamptz);
  create index on hand.due (due_at) where taken_at is null;
  create table hand.events (
    id bigserial primary key, start_id bigint not null, type text not null,
    recorded_at timestamptz not null default clock_timestamp());`;

/** Takes what is due, writes an event for each, and says when the next is due: one statement, one commit. */
const take = `
  with claimed as (
    update hand.due set taken_at = clock_timestamp() where id in (
      select id from hand.due where taken_at is null and due_at <= clock_timestamp()
      order by due_at limit ${atOnce} for update skip locked)
    returning id),
  written as (insert into hand.events (start_id, type) select id, 'StartTaken' from claimed returning id)
  select (select count(*)::int from written) as taken,
    (select (extract(epoch from min(due_at) - clock_timestamp()) * 1000)::float8 from hand.due
      where taken_at is null and id not in (select id from claimed)) as "nextInMs"`;

/**
 * What somebody would write for it alone, in the same PostgreSQL: a table of what is due, a timer for the next of them,
 * and a durable event for each start.
 */
export const handWritten = async (databaseUrl: string): Promise<Contestant> => {
  const pool = openPool(databaseUrl, { max: 2, name: 'bench-hand-written' });
  await pool.query(tables);
  const stop = new AbortController();
  let lastId = 0;
  const taking = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const { rows } = await pool.query<{ taken: number; nextInMs: number | null }>({ name: 'take', text: take });
      const { taken = 0, nextInMs = null } = rows[0] ?? {};
      if (taken < atOnce) await pause(Math.min(pollMs, Math.max(1, Math.ceil(nextInMs ?? pollMs))));
    }
  };
  const name = 'hand-written due table';
  const running = taking();
  return {
    name,
    carryOut: async (offsets) => {
      const first = beginningIn(2_000);
      const from = lastId;
      const due = new Map(offsets.map((offset, at) => [String(from + at + 1), first + offset]));
      lastId += offsets.length;
      await pool.query(
        `insert into hand.due (id, due_at)
         select id, to_timestamp(at / 1000.0) from unnest($1::bigint[], $2::float8[]) as d (id, at)`,
        [[...due.keys()], [...due.values()]],
      );
      await pause(Math.max(...due.values()) + 2_000 - Date.now());
      const { rows } = await pool.query<{ id: string; at: number }>(
        `select start_id::text as id, (extract(epoch from recorded_at) * 1000)::float8 as at from hand.events
         where start_id > $1`,
        [from],
      );
      return latenessOf(name, due, rows);
    },
    close: async () => {
      stop.abort();
      await running;
      await pool.end();
    },
  };
};
