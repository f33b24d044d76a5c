import { filterNames, type RunsSearch } from './runs-search.js';

/** That everything was chosen which the filters let through at a moment, instead of rows. */
export interface AllThatMatch {
  readonly asOf: string;
  /** The filters as they were, and the rows that were chosen: with others of either, it was not said. */
  readonly filters: string;
  readonly rows: ReadonlySet<string>;
}

const filtersOf = (search: RunsSearch): string =>
  JSON.stringify([search.time, ...filterNames.map((name) => search[name] ?? null)]);

export const allThatMatch = (asOf: string, search: RunsSearch, rows: ReadonlySet<string>): AllThatMatch => ({
  asOf,
  filters: filtersOf(search),
  rows,
});

/** The moment that is meant; null once the rows or the filters are others, by a key as well as by a press. */
export const stillAll = (all: AllThatMatch | null, search: RunsSearch, rows: ReadonlySet<string>): string | null =>
  all !== null && all.rows === rows && all.filters === filtersOf(search) ? all.asOf : null;
