import type { Instant } from '#domain/kernel/message.js';
import type { Position } from '#eventstore/port.js';
import type { Sql } from '#platform/database/pool.js';
import { type Conditions, conditions } from '../conditions.js';
import { isoSql } from '../table.js';

/** One event in the life of a run. Its data lie in the log, at `stream` and `revision`. */
export interface HistoryEntry {
  /** From 1, without gaps, the same for ever: what `?at=` and links mean. */
  readonly number: number;
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly actor: string;
  readonly source: string;
  readonly reason: string | null;
}

export interface HistoryAsked {
  readonly runId: string;
  /** Entries with greater numbers, ascending. */
  readonly after?: number;
  /** Entries with smaller numbers, descending. Neither of both: from the first. */
  readonly before?: number;
  /** Nothing above this number: the history as it was then. */
  readonly upTo?: number;
  /** Only these types of events. */
  readonly types?: readonly string[];
  readonly limit: number;
}

/** A page of a run's history; `more` tells whether there are further entries in this direction. */
export const historyOfRun = async (
  sql: Sql,
  { runId, after, before, upTo, types, limit }: HistoryAsked,
): Promise<{ readonly items: readonly HistoryEntry[]; readonly more: boolean }> => {
  const where = conditions();
  where.when(runId, (p) => `run_id = ${p}`);
  where.when(after, (p) => `number > ${p}`);
  where.when(before, (p) => `number < ${p}`);
  where.when(upTo, (p) => `number <= ${p}`);
  const way = before === undefined ? 'asc' : 'desc';
  const first = `order by number ${way} limit ${limit + 1}`;
  const { rows } = await sql.query(
    `select number, position, stream, revision, event_id as "eventId", type, ${isoSql('occurred_at')} as "occurredAt",
       actor, source, reason
     from ${types === undefined ? `rm_history.entries where ${where.text()}` : ofTypes(types, where, first)} ${first}`,
    where.values,
  );
  return { items: (rows as unknown as HistoryEntry[]).slice(0, limit), more: rows.length > limit };
};

/**
 * The first of each type, found one type by one: looked for together, a long history is walked whole for types of
 * which it has few.
 */
const ofTypes = (types: readonly string[], where: Conditions, first: string): string => {
  const wanted = `unnest(${where.value([...new Set(types)])}::text[])`;
  return `${wanted} wanted (name) cross join lateral (
    select * from rm_history.entries where type = wanted.name and ${where.text()} ${first}) entries`;
};

/** Number of the run's newest entry; 0 when there is none. */
export const lastNumber = async (sql: Sql, runId: string): Promise<number> => {
  const { rows } = await sql.query<{ number: number }>('select number from rm_history.heads where run_id = $1', [
    runId,
  ]);
  return rows[0]?.number ?? 0;
};

/** Number of the last entry that happened at or before a moment; 0 when all came later. */
export const numberAt = async (sql: Sql, runId: string, moment: Instant): Promise<number> => {
  const { rows } = await sql.query<{ number: number }>(
    `select number from rm_history.entries where run_id = $1 and occurred_at <= $2 order by number desc limit 1`,
    [runId, moment],
  );
  return rows[0]?.number ?? 0;
};

/** How often each type of event occurs in a run's history, for the filter. */
export const typesOfRun = async (sql: Sql, runId: string): Promise<readonly { type: string; count: number }[]> => {
  const { rows } = await sql.query<{ type: string; count: number }>(
    `select type, count(*)::int as count from rm_history.entries where run_id = $1 group by type order by type`,
    [runId],
  );
  return rows;
};

/** Numbers of these events in a run's history; those that are not written there yet are absent. */
export const numbersOf = async (
  sql: Sql,
  runId: string,
  places: readonly { readonly stream: string; readonly revision: number }[],
): Promise<readonly { readonly stream: string; readonly revision: number; readonly number: number }[]> => {
  if (places.length === 0) return [];
  const { rows } = await sql.query<{ stream: string; revision: number; number: number }>(
    `select stream, revision, number from rm_history.entries
     where run_id = $1 and (stream, revision) in (select * from unnest($2::text[], $3::int[]))`,
    [runId, places.map(({ stream }) => stream), places.map(({ revision }) => revision)],
  );
  return rows;
};
