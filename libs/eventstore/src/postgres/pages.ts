import type { FeedFilter } from '../port.js';
import type { Row, Run, Statement } from './connections.js';
import { beginning, laterOf, type Place } from './place.js';
import { columns, text } from './rows.js';

/** A page of the feed: its rows, and how far it looked. */
export interface RowPage {
  readonly rows: readonly Row[];
  /** Nothing that passes the filter will ever appear at or before this place any more. */
  readonly to: Place;
  readonly short: boolean;
}

/**
 * Transactions below the oldest one still running are final: in the current epoch the feed ends there, or an
 * event of a slow transaction would appear behind readers that have passed it. Older epochs are complete, and
 * their transaction ids belong to a cluster that is gone.
 */
const bound = '(select max(epoch) from log.epochs), pg_snapshot_xmin(pg_current_snapshot())';
const final = `(epoch, tx) < (${bound})`;
const after = `(epoch, tx, position) > ($1::int, $2::xid8, $3::bigint)`;

export const wholePage: Statement = {
  name: 'log-page',
  text: `select ${columns} from log.events where ${after} and ${final} order by epoch, tx, position limit $4::int`,
};

/** The first rows of these categories, by one branch for each. */
const firstOf = (categories: number, selected: string): string => {
  const branch = (category: string): string => `(
    select ${selected} from log.events
    where (category, epoch, tx, position) > (${category}, $1::int, $2::xid8, $3::bigint)
      and (category, epoch, tx) < (${category}, ${bound})
    order by category, epoch, tx, position limit $4::int)`;
  const branches = Array.from({ length: categories }, (_, n) => branch(`$${n + 5}::text`)).join(' union all ');
  return `select * from (${branches}) as places order by epoch, tx, position limit $4::int`;
};

/**
 * One branch per category, each of which ends at the limit. The category stands inside the row comparisons and the
 * order, not in an equation: else a planner that knows one big category reads all of it, in feed order, for the first
 * event of a small one. Of several categories the places are put in order first, which the index alone knows, and only
 * the page's own rows are read: each branch may find as many.
 */
export const filteredPage = (categories: number): Statement => {
  const text =
    categories === 1
      ? firstOf(categories, columns)
      : `select event.* from (${firstOf(categories, 'epoch, tx, position')}) as page
         cross join lateral (
           -- The first from its place on, which is itself: so no other index is thought of.
           select ${columns} from log.events as e
           where (e.epoch, e.tx, e.position) >= (page.epoch, page.tx, page.position)
           order by e.epoch, e.tx, e.position limit 1
         ) as event
         order by page.epoch, page.tx, page.position`;
  return { name: `log-page-${categories}`, text };
};

/**
 * How many events such a page has, where it begins and ends, and whether it is close: then most of what stands between is its
 * own, and can be read as it lies. The index alone knows it.
 */
export const span = (categories: number): Statement => ({
  name: `log-span-${categories}`,
  text: `
    with page as materialized (${firstOf(categories, 'epoch, tx, position')})
    select events, first.*, last.*, wide < ${closeWithin} * events
    from (select count(*) as events, max(position) - min(position) as wide from page) as sums,
      (select * from page order by epoch, tx, position limit 1) as first,
      (select * from page order by epoch desc, tx desc, position desc limit 1) as last`,
});

/** Positions for each event of a close page, at most. */
const closeWithin = 4;

export const readPage = async (run: Run, from: Place, limit: number, { categories }: FeedFilter): Promise<RowPage> => {
  const values = [from.epoch, from.tx.toString(), from.position.toString(), limit];
  if (!categories) {
    const rows = await run(wholePage, values);
    return { rows, to: placeOfRow(rows.at(-1)) ?? from, short: rows.length < limit };
  }
  const names = [...new Set(categories)];
  // Read first: a page that ends early has seen at least everything up to an edge of an earlier snapshot.
  const newestShown = await readEdge(run);
  const rows = names.length === 0 ? [] : await run(filteredPage(names.length), [...values, ...names]);
  const last = placeOfRow(rows.at(-1)) ?? from;
  const short = rows.length < limit;
  return { rows, to: short ? laterOf(newestShown, last) : last, short };
};

/** The newest event that the feed shows. */
export const edge: Statement = {
  name: 'log-edge',
  text: `select epoch, tx, position from log.events where ${final} order by epoch desc, tx desc, position desc limit 1`,
};

const readEdge = async (run: Run): Promise<Place> => placeOfRow((await run(edge))[0]) ?? beginning;

/** What follows a place, and whether more is to come: near the end of the log, all there is to ask. */
export const news: Statement = {
  name: 'log-news',
  text: `
    select e.*, h.held from (
      select (
        -- In order, so that no other index is thought of.
        select true from log.events where (epoch, tx) >= (${bound}) order by epoch, tx, position limit 1
      ) is not null as held) as h
    left join lateral (${wholePage.text}) as e on true
    order by e.epoch, e.tx, e.position`,
};

export interface News extends RowPage {
  /** True when committed events wait behind the page for a slow transaction. */
  readonly held: boolean;
}

/** One page of the whole log strictly after a place. */
export const readNews = async (run: Run, from: Place, limit: number): Promise<News> => {
  const found = await run(news, [from.epoch, from.tx.toString(), from.position.toString(), limit]);
  // Where nothing follows, the flag stands alone.
  const rows = found.filter(([epoch]) => epoch !== null);
  return { rows, to: placeOfRow(rows.at(-1)) ?? from, short: rows.length < limit, held: found[0]?.[heldAt] === 't' };
};

/** Where a row bears the flag. */
const heldAt = columns.split(',').length;

export const newest: Statement = {
  name: 'log-newest',
  text: 'select epoch, tx, position from log.events order by epoch desc, tx desc, position desc limit 1',
};

export const newestOf: Statement = {
  name: 'log-newest-of',
  text: `
    select e.epoch, e.tx, e.position from unnest($1::text[]) as c (category), lateral (
      select epoch, tx, position from log.events
      where (category, epoch) >= (c.category, 0) and (category, epoch) <= (c.category, 2147483647)
      order by category desc, epoch desc, tx desc, position desc limit 1
    ) as e
    order by e.epoch desc, e.tx desc, e.position desc limit 1`,
};

/**
 * The committed event that comes last in feed order; not the one committed last, which may stand before it when
 * its transaction began earlier, and not bounded by slow transactions. Whoever waits until a checkpoint has
 * reached this place has been given every event acknowledged before the call: each of them is visible to this
 * snapshot, so none stands behind the place, and the feed reaches a place only when all before it is final.
 */
export const readNewest = async (run: Run, { categories }: FeedFilter): Promise<Place> => {
  const [row] = categories ? await run(newestOf, [[...new Set(categories)]]) : await run(newest);
  return placeOfRow(row) ?? beginning;
};

export const placeOfRow = (row: Row | undefined): Place | undefined =>
  row && row[0] !== null
    ? { epoch: Number(row[0]), tx: BigInt(text(row[1])), position: BigInt(text(row[2])) }
    : undefined;
