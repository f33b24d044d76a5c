import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { RunType } from '#domain/run/messages.js';
import type { Sql } from '#platform/database/pool.js';
import { type Conditions, conditions, type TimeRange } from '../conditions.js';
import { stalledSql } from '../due/queries.js';

/** Lists mean: any of these. */
export interface RunFilters {
  readonly ids?: readonly string[];
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

const times = ['created', 'scheduled', 'started', 'ended'] as const;
/** Orders by a time, each of which is also a range to filter by. */
export type TimeSort = (typeof times)[number];
export const isTime = (sort: RunSort): sort is TimeSort => times.some((time) => time === sort);

export const timeColumns = {
  created: 'created_at',
  scheduled: 'start_at',
  started: 'started_at',
  ended: 'ended_at',
} as const satisfies Record<TimeSort, string>;

/** The ranges of times that are asked for. */
export const timeRanges = (filters: RunFilters): readonly (readonly [TimeSort, TimeRange])[] =>
  times.flatMap((time) => {
    const range = filters[time];
    return range === undefined ? [] : [[time, range] as const];
  });

/** The filters as conditions on run `r` (and its campaign `c`, for `differsFromCampaign`); `values`: see `conditions`. */
export const filtered = (filters: RunFilters, now: Instant, values: unknown[] = []): Conditions => {
  const where = conditions(values);
  where.oneOf('r.id', filters.ids);
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

/** Where the rows that pass come from: a walk along an index of all runs, or the few that pass, fetched before. */
export interface Source {
  readonly from: string;
  /** What is still to be checked on the way. */
  readonly where: Conditions;
}

/** With the campaign where a filter looks at it. */
export const runsFor = ({ differsFromCampaign }: RunFilters): string =>
  differsFromCampaign === undefined
    ? 'rm_runs.runs r'
    : 'rm_runs.runs r join rm_runs.campaigns c on c.id = r.campaign_id';

/** `offset 0` keeps the planner from walking the order's index in the hope of meeting one that passes. */
export const sourceOf = (filters: RunFilters, now: Instant, narrow: boolean): Source => {
  const where = filtered(filters, now);
  if (!narrow) return { from: runsFor(filters), where };
  const few = `(select r.* from ${runsFor(filters)} where ${where.text()} offset 0) r`;
  return { from: few, where: conditions(where.values) };
};

/** Rows that are fetched and sorted faster than an index of another order is walked to them. */
const few = { inTimeRange: 2_000, ofCampaigns: 5_000 };

/**
 * Whether so few runs pass that it pays to fetch them all. Asked only where the walk can be long: a range of one
 * time seen in the order of another, and any filter in the order of campaigns.
 */
export const isNarrow = async (sql: Sql, filters: RunFilters, now: Instant, sort: RunSort): Promise<boolean> => {
  if (filters.stalled === true) return true;
  const ranges = timeRanges(filters);
  const [range] = isTime(sort) && !ranges.some(([name]) => name === sort) ? ranges.toSorted(byLength) : [];
  const anyFilter = Object.values(filters).some((filter) => filter !== undefined);
  const most = range !== undefined ? few.inTimeRange : sort === 'campaign' && anyFilter ? few.ofCampaigns : 0;
  if (most === 0) return false;
  const where = filtered(filters, now);
  // Along the range's index: a planner who thinks that most runs pass would read them as they lie, perhaps from the wrong end.
  const along = range === undefined ? '' : `order by r.${timeColumns[range[0]]}`;
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count
     from (select from ${runsFor(filters)} where ${where.text()} ${along} limit ${most + 1}) few`,
    where.values,
  );
  return (rows[0]?.count ?? 0) <= most;
};

/** Times go together: most of the shortest range is in the others, should there be any that is in all. */
const byLength = (a: readonly [TimeSort, TimeRange], b: readonly [TimeSort, TimeRange]): number =>
  lengthOf(a[1]) - lengthOf(b[1]);

/** Ms; of an open range more than of any other. */
const lengthOf = ({ from, to }: TimeRange): number =>
  from === undefined || to === undefined ? Number.MAX_VALUE : Date.parse(to) - Date.parse(from);
