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

/** The filters as conditions on run `r` (and its campaign `c`, for `differsFromCampaign`). */
export const filtered = (filters: RunFilters, now: Instant): Conditions => {
  const where = conditions();
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
const few = { inTimeRange: 30_000, ofCampaigns: 5_000 };

/**
 * Whether so few runs pass that it pays to fetch them all. Asked only where the walk can be long: a range of one
 * time seen in the order of another, and any filter in the order of campaigns.
 */
export const isNarrow = async (sql: Sql, filters: RunFilters, now: Instant, sort: RunSort): Promise<boolean> => {
  if (filters.stalled === true) return true;
  const { created, scheduled, started, ended } = filters;
  const ranges = Object.entries({ created, scheduled, started, ended }).filter(([, range]) => range !== undefined);
  // Times go together: a walk along one of them may pass all other runs before it meets the range of another.
  const sortedByTime = sort === 'created' || sort === 'scheduled' || sort === 'started' || sort === 'ended';
  const otherRange = sortedByTime && ranges.length > 0 && !ranges.some(([name]) => name === sort);
  const anyFilter = Object.values(filters).some((filter) => filter !== undefined);
  const most = otherRange ? few.inTimeRange : sort === 'campaign' && anyFilter ? few.ofCampaigns : 0;
  if (most === 0) return false;
  const where = filtered(filters, now);
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from (select from ${runsFor(filters)} where ${where.text()} limit ${most + 1}) few`,
    where.values,
  );
  return (rows[0]?.count ?? 0) <= most;
};
