import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { RunType } from '#domain/run/messages.js';
import type { Sql } from '#platform/database/pool.js';
import { type Conditions, conditions, type TimeRange } from '../conditions.js';
import { isRefused, type Listed, pageOf, type Place, placeOfCursor } from '../cursor.js';
import { stalledSql } from '../due/queries.js';
import { isoSql } from '../table.js';
import { type RunSummary, summaryJoins, summarySql } from './run-summary.js';

/** Lists mean: any of these. */
export interface RunFilters {
  readonly created?: TimeRange;
  readonly scheduled?: TimeRange;
  readonly started?: TimeRange;
  readonly ended?: TimeRange;
  readonly campaigns?: readonly string[];
  readonly channels?: readonly ChannelKind[];
  readonly statuses?: readonly RunStatus[];
  readonly types?: readonly RunType[];
  readonly goals?: readonly string[];
  readonly triggers?: readonly string[];
  /** The run carries all of these. */
  readonly metadata?: { readonly [name: string]: string };
  /** Children of this run. */
  readonly parent?: string;
  readonly test?: boolean;
  /** The campaign has another version now than the run pinned. */
  readonly differsFromCampaign?: boolean;
  /** No progress and nothing known to wait for. */
  readonly stalled?: boolean;
}

export const runSorts = ['created', 'scheduled', 'started', 'ended', 'duration', 'campaign', 'status'] as const;
export type RunSort = (typeof runSorts)[number];

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
  const rows =
    sort === 'campaign' ? await byCampaign(sql, asked, after) : await byColumn(sql, asked, sorts[sort], after);
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
const byColumn = async (sql: Sql, asked: RunsAsked, column: Column, after: Place | null): Promise<readonly Row[]> => {
  const wanted = asked.limit + 1;
  const inNulls = after !== null && after[0] === null;
  const rows = inNulls ? [] : await part(sql, asked, column, after, wanted);
  if (!column.nullable || rows.length === wanted) return rows;
  return [...rows, ...(await nullPart(sql, asked, column, inNulls ? after : null, wanted - rows.length))];
};

const part = (sql: Sql, asked: RunsAsked, column: Column, after: Place | null, limit: number) => {
  const where = filtered(asked);
  const sorted = `r.${column.name}`;
  if (column.nullable) where.and(`${sorted} is not null`);
  if (after !== null) {
    const [value, id] = [where.value(after[0]), where.value(after[1])];
    where.and(`(${sorted}, r.id) ${beyond(asked)} (${value}::${column.type}, ${id})`);
  }
  return fetch(sql, where, {
    from: fromFor(asked),
    sorted: [sorted, 'r.id'],
    place: [column.read(sorted), 'r.id'],
    asked,
    limit,
  });
};

const nullPart = (sql: Sql, asked: RunsAsked, column: Column, after: Place | null, limit: number) => {
  const where = filtered(asked);
  where.and(`r.${column.name} is null`);
  if (after !== null) where.and(`r.id ${beyond(asked)} ${where.value(after[1])}`);
  return fetch(sql, where, { from: fromFor(asked), sorted: ['r.id'], place: ['null', 'r.id'], asked, limit });
};

const fromFor = ({ filters }: RunsAsked): string =>
  filters.differsFromCampaign === undefined
    ? 'rm_runs.runs r'
    : 'rm_runs.runs r join rm_runs.campaigns c on c.id = r.campaign_id';

/** Campaign by campaign in the order of names, and from each at most a page: never all runs of a large one. */
const byCampaign = async (sql: Sql, asked: RunsAsked, after: Place | null): Promise<readonly Row[]> => {
  const where = filtered(asked);
  const limit = asked.limit + 1;
  const { direction } = asked;
  let campaigns = 'true';
  if (after !== null) {
    const [name, campaign, id] = after.map((part) => where.value(part));
    campaigns = `(name, id) ${beyond(asked)}= (${name}, ${campaign})`;
    where.and(`(c.name, c.id, r.id) ${beyond(asked)} (${name}, ${campaign}, ${id})`);
  }
  const from = `
    (select id, name, version from rm_runs.campaigns where ${campaigns} order by name ${direction}, id ${direction}) c
    cross join lateral (
      select r.* from rm_runs.runs r where r.campaign_id = c.id and ${where.text()} order by r.id ${direction} limit ${limit}
    ) r`;
  const sorted = ['c.name', 'c.id', 'r.id'];
  const bare = { ...where, text: () => 'true' };
  return fetch(sql, bare, { from, sorted, place: sorted, asked, limit });
};

const beyond = ({ direction }: RunsAsked): '>' | '<' => (direction === 'asc' ? '>' : '<');

interface Fetch {
  readonly from: string;
  readonly sorted: readonly string[];
  readonly place: readonly string[];
  readonly asked: RunsAsked;
  readonly limit: number;
}

/** The page is cut before anything is joined to it. */
const fetch = async (sql: Sql, where: Conditions, { from, sorted, place, asked, limit }: Fetch): Promise<Row[]> => {
  const order = sorted.map((column) => `${column} ${asked.direction}`).join(', ');
  const { rows } = await sql.query(
    `select ${summarySql}, r.place from (
       select r.*, row_number() over (order by ${order}) as nr, array[${place.join(', ')}] as place
       from ${from} where ${where.text()} order by ${order} limit ${limit}) r ${summaryJoins}
     order by r.nr`,
    where.values,
  );
  return rows as unknown as Row[];
};

const filtered = ({ filters, now }: RunsAsked): Conditions => {
  const where = conditions();
  where.between('r.created_at', filters.created);
  where.between('r.start_at', filters.scheduled);
  where.between('r.started_at', filters.started);
  where.between('r.ended_at', filters.ended);
  where.oneOf('r.campaign_id', filters.campaigns);
  where.oneOf('r.channel', filters.channels);
  where.oneOf('r.status', filters.statuses);
  where.oneOf('r.type', filters.types);
  where.oneOf('r.goal_id', filters.goals);
  where.oneOf('r.trigger', filters.triggers);
  where.when(filters.metadata && JSON.stringify(filters.metadata), (p) => `r.metadata @> ${p}::jsonb`);
  where.when(filters.parent, (p) => `r.parent_id = ${p}`);
  if (filters.test !== undefined) where.and(filters.test ? `r.type = 'test'` : `r.type <> 'test'`);
  if (filters.differsFromCampaign !== undefined) {
    where.and(`${filters.differsFromCampaign ? '' : 'not '}(c.version > 0 and c.version <> r.campaign_version)`);
  }
  if (filters.stalled !== undefined) {
    where.and(`r.id ${filters.stalled ? '' : 'not '}in (${stalledSql(where.value(now))})`);
  }
  return where;
};
