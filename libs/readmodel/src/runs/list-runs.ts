import type { Instant } from '#domain/kernel/message.js';
import { isMissingTable } from '#platform/database/missing-table.js';
import type { Sql } from '#platform/database/pool.js';
import { type Conditions, conditions } from '../conditions.js';
import { isRefused, type Listed, pageOf, type Place, placeOfCursor } from '../cursor.js';
import { isoSql } from '../table.js';
import { piecesOf } from './pieces.js';
import { filtered, isNarrow, type RunFilters, runsFor, type RunSort, type Source, sourceOf } from './run-filters.js';
import { type RunSummary, summaryJoins, summarySql } from './run-summary.js';

export interface RunsAsked {
  readonly filters: RunFilters;
  /** `campaign`: by the campaign's name as it is now. Runs that lack the value come last, whatever the direction. */
  readonly sort: RunSort;
  readonly direction: 'asc' | 'desc';
  readonly cursor?: string;
  readonly limit: number;
  /** For the filter `stalled`. */
  readonly now: Instant;
}

/** A page of runs, in the order of (sort value, id): stable while runs arrive, whatever the order. */
export const listRuns = async (sql: Sql, asked: RunsAsked): Promise<Listed<RunSummary>> => {
  const { filters, sort, direction, cursor, limit } = asked;
  const binding = { list: 'runs', sort, direction, filters };
  const after = placeOfCursor(cursor, binding, sort === 'campaign' ? 3 : 2);
  if (isRefused(after)) return after;
  const narrow = await isNarrow(sql, filters, asked.now, sort);
  const rows = await (sort === 'campaign'
    ? byCampaign(sql, asked, narrow, after)
    : byColumn(sql, asked, sorts[sort], narrow, after));
  return pageOf(
    rows,
    limit,
    binding,
    ({ place }) => place,
    ({ place: _, ...item }) => item,
  );
};

type Row = RunSummary & { readonly place: Place };

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** The value as text, from which the cursor gives it back unchanged. */
  readonly read: (column: string) => string;
}

const time = (name: string, nullable: boolean): Column => ({ name, type: 'timestamptz', nullable, read: isoSql });
const plain = (column: string): string => `${column}::text`;

const sorts = {
  created: time('created_at', false),
  scheduled: time('start_at', true),
  started: time('started_at', true),
  ended: time('ended_at', true),
  duration: { name: 'duration_ms', type: 'float8', nullable: true, read: plain },
  status: { name: 'status', type: 'text', nullable: false, read: plain },
} as const satisfies Record<Exclude<RunSort, 'campaign'>, Column>;

/** First the runs that have the value, then those that lack it: each part is one walk along the same index. */
const byColumn = async (
  sql: Sql,
  asked: RunsAsked,
  column: Column,
  narrow: boolean,
  after: Place | null,
): Promise<readonly Row[]> => {
  const wanted = asked.limit + 1;
  const inNulls = after !== null && after[0] === null;
  const rows = inNulls ? [] : await part(sql, asked, column, narrow, after, wanted);
  if (!column.nullable || rows.length === wanted) return rows;
  const source = sourceOf(asked.filters, asked.now, narrow);
  return [...rows, ...(await nullPart(sql, asked, column, source, inNulls ? after : null, wanted - rows.length))];
};

const part = async (
  sql: Sql,
  asked: RunsAsked,
  column: Column,
  narrow: boolean,
  after: Place | null,
  limit: number,
): Promise<Row[]> => {
  const sorted = [`r.${column.name}`, 'r.id'];
  const place = [column.read(`r.${column.name}`), 'r.id'];
  const { filters, sort, direction, now } = asked;
  const within = (where: Conditions): Conditions => beyondPlace(where, asked, column, after);
  const inOneWalk = (): Promise<Row[]> => {
    const source = sourceOf(filters, now, narrow);
    within(source.where);
    return fetch(sql, asked, source, { sorted, place, limit });
  };
  if (narrow || sort === 'campaign') return inOneWalk();
  const values: unknown[] = [];
  const pieces = piecesOf({ filters, sort, direction, after: after?.[0] ?? null }, values);
  if (pieces === null) return inOneWalk();
  const where = within(filtered(pieces.filters, now, values));
  const from = `${pieces.from} cross join lateral (
    select r.* from ${runsFor(filters)} where ${pieces.match} and ${where.text()}
    order by ${orderOf(sorted, asked)} limit ${limit}) r`;
  const all = { from, where: conditions(values) };
  try {
    return await fetch(sql, asked, all, { sorted: [...pieces.sorted, ...sorted], place, limit });
  } catch (error) {
    if (pieces.of !== 'days' || !isMissingTable(error)) throw error;
    return inOneWalk();
  }
};

const beyondPlace = (where: Conditions, asked: RunsAsked, column: Column, after: Place | null): Conditions => {
  const sorted = `r.${column.name}`;
  if (column.nullable) where.and(`${sorted} is not null`);
  if (after !== null) {
    const [value, id] = [where.value(after[0]), where.value(after[1])];
    where.and(`(${sorted}, r.id) ${beyond(asked)} (${value}::${column.type}, ${id})`);
  }
  return where;
};

/** The order names the column too, for the sake of its index: that `is null` leaves but one value does not tell the planner. */
const nullPart = (sql: Sql, asked: RunsAsked, column: Column, source: Source, after: Place | null, limit: number) => {
  source.where.and(`r.${column.name} is null`);
  if (after !== null) source.where.and(`r.id ${beyond(asked)} ${source.where.value(after[1])}`);
  return fetch(sql, asked, source, { sorted: [`r.${column.name}`, 'r.id'], place: ['null', 'r.id'], limit });
};

/** Few runs: by their campaigns' names. Else campaign by campaign in that order, from each at most a page. */
const byCampaign = async (
  sql: Sql,
  asked: RunsAsked,
  narrow: boolean,
  after: Place | null,
): Promise<readonly Row[]> => {
  const { direction, filters, now } = asked;
  const limit = asked.limit + 1;
  const { from, where } = sourceOf(filters, now, narrow);
  const rest = conditions(where.values);
  const [name, campaign, id] = (after ?? []).map((part) => where.value(part));
  if (after !== null)
    (narrow ? rest : where).and(`(c.name, c.id, r.id) ${beyond(asked)} (${name}, ${campaign}, ${id})`);
  const begun = after === null ? 'true' : `(name, id) ${beyond(asked)}= (${name}, ${campaign})`;
  const walk = `
    (select id, name, version from rm_runs.campaigns where ${begun} order by name ${direction}, id ${direction}) c
    cross join lateral (
      select r.* from rm_runs.runs r where r.campaign_id = c.id and ${where.text()} order by r.id ${direction} limit ${limit}
    ) r`;
  const sorted = ['c.name', 'c.id', 'r.id'];
  const source = { from: narrow ? `${from} join rm_runs.campaigns c on c.id = r.campaign_id` : walk, where: rest };
  return fetch(sql, asked, source, { sorted, place: sorted, limit });
};

const beyond = ({ direction }: RunsAsked): '>' | '<' => (direction === 'asc' ? '>' : '<');

const orderOf = (sorted: readonly string[], { direction }: RunsAsked): string =>
  sorted.map((column) => `${column} ${direction}`).join(', ');

interface Cut {
  readonly sorted: readonly string[];
  readonly place: readonly string[];
  readonly limit: number;
}

/** The page is cut before anything is joined to it. */
const fetch = async (
  sql: Sql,
  asked: RunsAsked,
  { from, where }: Source,
  { sorted, place, limit }: Cut,
): Promise<Row[]> => {
  const order = orderOf(sorted, asked);
  const { rows } = await sql.query(
    `select ${summarySql}, r.place from (
       select r.*, row_number() over (order by ${order}) as nr, array[${place.join(', ')}] as place
       from ${from} where ${where.text()} order by ${order} limit ${limit}) r ${summaryJoins}
     order by r.nr`,
    where.values,
  );
  return rows as unknown as Row[];
};
