import { type Conditions, conditions, type TimeRange } from '../conditions.js';
import { dayOf } from './days.js';
import { isTime, type RunFilters, type RunSort, timeColumns, timeRanges, type TimeSort } from './run-filters.js';

/** An order's index in pieces, in the order of the list, of which each can have runs that pass. */
export interface Pieces {
  readonly of: 'days' | 'statuses';
  /** Gives the pieces as `p`. */
  readonly from: string;
  /** Whether run `r` is of piece `p`. */
  readonly match: string;
  /** What the pieces are in order of; nothing: theirs is not the order of the list, which is put together from all of them. */
  readonly sorted: readonly string[];
  /** Filters that remain to be checked. */
  readonly filters: RunFilters;
}

export interface PiecesAsked {
  readonly filters: RunFilters;
  readonly sort: Exclude<RunSort, 'campaign'>;
  readonly direction: 'asc' | 'desc';
  /** What the list goes on after; null at its start. */
  readonly after: string | null;
}

/** Null: the index is walked as it is. `values`: of the statement that the pieces become part of. */
export const piecesOf = (asked: PiecesAsked, values: unknown[]): Pieces | null => {
  const { sort, filters } = asked;
  if (isTime(sort) && isElsewhere(filters, sort)) return byDays(asked, sort, conditions(values));
  return sort !== 'status' && (filters.statuses?.length ?? 0) > 1 && isWide(filters)
    ? byStatuses(filters, conditions(values))
    : null;
};

/** Whether the runs that pass may lie together, and far from where the order begins. */
const isElsewhere = (filters: RunFilters, sort: TimeSort): boolean =>
  timeRanges(filters).some(([name]) => name !== sort);

/** Only days of the order's time on which there are runs with the others in their ranges: see `days`. */
const byDays = ({ filters, direction, after }: PiecesAsked, sort: TimeSort, where: Conditions): Pieces => {
  where.and(`d.${sort} <> ''`);
  for (const [name, range] of timeRanges(filters)) withinDays(where, `d.${name}`, range);
  if (after !== null) where.and(`d.${sort} ${direction === 'asc' ? '>=' : '<='} ${where.value(dayOf(after))}`);
  const begins = `(p.day || 'T00:00:00Z')::timestamptz`;
  const column = timeColumns[sort];
  return {
    of: 'days',
    from: `(select distinct d.${sort} as day from rm_runs.days d where ${where.text()} order by day ${direction}) p`,
    match: `r.${column} >= ${begins} and r.${column} < ${begins} + interval '24 hours'`,
    sorted: ['p.day'],
    filters,
  };
};

const withinDays = (where: Conditions, column: string, { from, to }: TimeRange): void => {
  where.and(`${column} <> ''`);
  if (from !== undefined) where.and(`${column} >= ${where.value(dayOf(from))}`);
  if (to !== undefined) where.and(`${column} <= ${where.value(dayOf(to))}`);
};

/** Each status is a piece, which has an index in every order; the page is the best of all pages. */
const byStatuses = ({ statuses, ...filters }: RunFilters, where: Conditions): Pieces => ({
  of: 'statuses',
  from: `unnest(${where.value(statuses)}::text[]) p(status)`,
  match: 'r.status = p.status',
  sorted: [],
  filters,
});

/** Whether nothing beside the statuses narrows the list so much that to look for it in each of them costs more. */
const isWide = ({ ids, campaigns, goals, triggers, metadata, parent, differsFromCampaign, stalled }: RunFilters) =>
  [ids, campaigns, goals, triggers, metadata, parent, differsFromCampaign, stalled].every((one) => one === undefined);
