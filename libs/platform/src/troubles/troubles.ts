import { errorText } from '../database/error-text.js';
import type { Sql } from '../database/pool.js';
import { grouped } from '../grouped.js';

/** After so many tries without an end an item waits: for a person when an error was seen, else for its time. */
const enough = 5;
/**
 * Whoever takes the process along may be another: what nobody saw fail is tried again by itself, after 5 s and each time
 * twice as long, at most 5 minutes.
 */
const patience = `least(interval '5 seconds' * power(2, least(t.tries - $3, 10)), interval '5 minutes')`;

const isSame = 't.progress = excluded.progress';
const waits = `(${isSame} and t.tries >= $3 and (t.error is not null or t.tried_at + ${patience} > now()))`;

/** What is tried, and how far it has got so far (any text that changes with progress). */
export interface Item {
  readonly item: string;
  readonly progress: string;
  /** Whether an error says nothing of the item: then the try does not count, and the error is thrown. Default: none. */
  readonly isOutage?: (error: unknown) => boolean;
  /** Tries that ended with their process before anything was written down. Default: 0. */
  readonly unseen?: number;
}

/**
 * Runs `work` that nobody has tried before, and writes nothing down unless it fails. Only under a lease whose next owner
 * will know that somebody had it: a try that kills the process is `unseen` to that one, who counts it.
 */
export const firstTry = async (
  sql: Sql,
  { item, progress }: Pick<Item, 'item' | 'progress'>,
  work: () => Promise<void>,
  onTrouble: (error: unknown, parked: boolean) => void,
): Promise<'done' | 'failed'> => {
  try {
    await work();
    return 'done';
  } catch (error) {
    await sql.query(
      `insert into work.troubles as t (item, progress, tries, error) values ($1, $2, 1, $3)
       on conflict (item) do update set tries = t.tries + 1, error = excluded.error, updated_at = now()`,
      [item, progress, errorText(error)],
    );
    onTrouble(error, false);
    return 'failed';
  }
};

/**
 * Runs `work` unless it is parked. The try is written down before it begins, so that work which kills the process
 * is parked too, and its neighbours go on; tries count only while nothing moves, and parked work whose end nobody saw is
 * tried again by and by. Answers what became of it; an error is stored and handed to `onTrouble`, not thrown.
 */
export const withTroubleCounted = async (
  sql: Sql,
  { item, progress, isOutage = () => false, unseen = 0 }: Item,
  work: () => Promise<void>,
  onTrouble: (error: unknown, parked: boolean) => void,
): Promise<'done' | 'failed' | 'parked'> => {
  const { rows } = await sql.query<{ parked: boolean; tries: number }>({
    name: 'trouble-begins',
    text: `insert into work.troubles as t (item, progress, tries) values ($1, $2, 1 + $4)
     on conflict (item) do update set
       tries = case when ${waits} then t.tries when ${isSame} then t.tries + 1 else 1 end,
       tried_at = case when ${waits} then t.tried_at else now() end,
       error = case when ${waits} then t.error end,
       parked_at = case when ${waits} then coalesce(t.parked_at, now()) end,
       progress = excluded.progress, updated_at = now()
     returning parked_at is not null as parked, tries`,
    values: [item, progress, enough, unseen],
  });
  if (rows[0]?.parked === true) return 'parked';
  try {
    await work();
  } catch (error) {
    if (isOutage(error)) {
      await sql.query('update work.troubles set tries = tries - 1, updated_at = now() where item = $1 and tries > 0', [
        item,
      ]);
      throw error;
    }
    await sql.query('update work.troubles set error = $2, updated_at = now() where item = $1', [
      item,
      errorText(error),
    ]);
    onTrouble(error, (rows[0]?.tries ?? 1) >= enough);
    return 'failed';
  }
  await over(sql)(item);
  return 'done';
};

/** Items that come to their end at the same time are deleted together. */
const over = (sql: Sql): ((item: string) => Promise<void>) => {
  const known =
    ends.get(sql) ??
    grouped<string, void>({ atOnce: 1, most: 500, weightOf: () => 1 }, async (items) => {
      await sql.query({
        name: 'troubles-over',
        text: 'delete from work.troubles where item = any($1)',
        values: [items],
      });
      return items.map(() => undefined);
    });
  ends.set(sql, known);
  return known;
};
const ends = new WeakMap<Sql, (item: string) => Promise<void>>();

export interface Trouble {
  readonly item: string;
  readonly tries: number;
  readonly error: string | null;
  readonly parkedAt: Date;
}

export const parkedItems = async (sql: Sql): Promise<readonly Trouble[]> => {
  const { rows } = await sql.query<{ item: string; tries: number; error: string | null; parked_at: Date }>(
    'select item, tries, error, parked_at from work.troubles where parked_at is not null order by item',
  );
  return rows.map(({ item, tries, error, parked_at }) => ({ item, tries, error, parkedAt: parked_at }));
};

/** Lets an item be tried anew: the reconciler finds a job again by itself, a reactor by `askedAgain`. */
export const retryParked = async (sql: Sql, item: string): Promise<boolean> => {
  const { rowCount } = await sql.query(
    'update work.troubles set parked_at = null, tries = 0, updated_at = now() where item = $1 and parked_at is not null',
    [item],
  );
  return rowCount === 1;
};

/** Items whose name starts with `prefix` that a person wants tried again. */
export const askedAgain = async (sql: Sql, prefix: string): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ item: string }>(
    'select item from work.troubles where tries = 0 and parked_at is null and starts_with(item, $1) order by item',
    [prefix],
  );
  return rows.map(({ item }) => item);
};
