import type pg from 'pg';
import type { Position, RecordedEvent } from '#eventstore/port.js';
import { errorText } from '#platform/database/error-text.js';
import { inTransaction, type Sql } from '#platform/database/pool.js';
import { prepared } from '#platform/database/prepared.js';
import { grouped } from '#platform/grouped.js';
import { rowsOf } from '../rows.js';
import { park, parkedStreams } from './parking.js';
import { isOfTheEvent } from './poison.js';
import { advance, type Move, type Target } from './target.js';

/** Events taken in one by one in one transaction, after a larger piece failed. */
const fewEvents = 50;

/** An event that could not be taken in: its stream waits until it can. */
export interface ParkedEvent {
  readonly projection: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly error: string;
}

export interface Page {
  readonly events: readonly RecordedEvent[];
  readonly checkpoint: Position;
}

/**
 * Takes a page of the log into the tables, in transactions that each move the checkpoint too. An event that fails
 * is found and parked with everything that follows it in its stream, while other streams go on. False: the
 * projection has another owner. Throws when the database is the trouble: try again later, from the checkpoint.
 */
export const takePage = async (
  pool: pg.Pool,
  target: Target,
  page: Page,
  onParked: (event: ParkedEvent) => void,
): Promise<boolean> => {
  for (const slice of slicesOf(page, (event) => target.projection.weight?.(event) ?? 1, target.mostWeight)) {
    const taken = await takeSlice(pool, target, slice);
    if (taken === 'not-ours') return false;
    if (taken === 'failed') {
      for (const few of slicesOf(slice, () => 1, fewEvents)) {
        if (!(await takeOneByOne(pool, target, few, onParked))) return false;
      }
    }
  }
  return true;
};

/** Cuts a page so that each piece weighs at most so much, or is a single event. */
export const slicesOf = (page: Page, weightOf: (event: RecordedEvent) => number, most: number): readonly Page[] => {
  const slices: RecordedEvent[][] = [[]];
  let weight = 0;
  for (const event of page.events) {
    const own = weightOf(event);
    if (weight > 0 && weight + own > most) {
      slices.push([]);
      weight = 0;
    }
    weight += own;
    slices.at(-1)?.push(event);
  }
  return slices.map((events, at) => {
    const last = events.at(-1);
    return { events, checkpoint: at === slices.length - 1 || last === undefined ? page.checkpoint : last.position };
  });
};

interface SliceFor {
  readonly target: Target;
  readonly slice: Page;
}

const takeSlice = async (pool: pg.Pool, target: Target, slice: Page): Promise<'taken' | 'not-ours' | 'failed'> => {
  try {
    if (target.fence !== null) return await inSharedTransaction(pool)({ target, slice });
    const [answer = 'not-ours'] = await inTransaction(pool, (tx) => takeSlices(tx, [{ target, slice }]));
    return answer;
  } catch (error) {
    if (isOfTheEvent(error)) return 'failed';
    throw error;
  }
};

const moveOf = ({ target, slice: { events, checkpoint } }: SliceFor): Move => ({
  target,
  to: checkpoint,
  asOf: events.at(-1)?.recordedAt ?? null,
});

/** Checkpoints of all are one statement, and so is what is parked: most pages are a few events for each of many tables. */
const takeSlices = async (tx: Sql, slices: readonly SliceFor[]): Promise<('taken' | 'not-ours')[]> => {
  const ours = await advance(tx, slices.map(moveOf));
  const filled = slices.filter(({ target, slice }) => ours.has(target) && slice.events.length > 0);
  if (filled.length > 0) {
    const parked = await parkedStreams(
      tx,
      filled.map(({ target }) => target.schema),
    );
    for (const one of filled) await fold(tx, one, parked(one.target.schema));
  }
  return slices.map(({ target }) => (ours.has(target) ? 'taken' : 'not-ours'));
};

const fold = async (tx: Sql, { target, slice }: SliceFor, parked: ReadonlySet<string>): Promise<void> => {
  const { projection, schema } = target;
  await park(
    tx,
    target,
    slice.events.filter(({ stream }) => parked.has(stream)),
  );
  const events = slice.events.filter(({ stream }) => !parked.has(stream));
  if (events.length > 0) await projection.apply(events, rowsOf(target.fence === null ? tx : prepared(tx), schema));
};

/** Rows that one shared transaction may write, so that it stays short. */
const mostShared = 1_000;

/**
 * The same events come to all projections at the same moment, and what a small page costs is mostly its commit: pages that
 * come while others are being written share the next transaction. Where one fails, each is tried by itself.
 */
const inSharedTransaction = (pool: pg.Pool): ((slice: SliceFor) => Promise<'taken' | 'not-ours'>) => {
  const known =
    shared.get(pool) ??
    grouped<SliceFor, 'taken' | 'not-ours'>(
      {
        atOnce: 2,
        most: mostShared,
        weightOf: ({ target, slice }) =>
          1 + slice.events.reduce((sum, event) => sum + (target.projection.weight?.(event) ?? 1), 0),
        keyOf: ({ target }) => target.schema,
        isOfOne: isOfTheEvent,
      },
      (slices) => inTransaction(pool, (tx) => takeSlices(tx, slices)),
    );
  shared.set(pool, known);
  return known;
};
const shared = new WeakMap<pg.Pool, (slice: SliceFor) => Promise<'taken' | 'not-ours'>>();

const takeOneByOne = (
  pool: pg.Pool,
  target: Target,
  slice: Page,
  onParked: (event: ParkedEvent) => void,
): Promise<boolean> =>
  inTransaction(pool, async (tx) => {
    if (!(await advance(tx, [moveOf({ target, slice })])).has(target)) return false;
    const parked = new Set((await parkedStreams(tx, [target.schema]))(target.schema));
    for (const event of slice.events) {
      const error = parked.has(event.stream) ? null : await tryOne(tx, target, event);
      if (error === null && !parked.has(event.stream)) continue;
      await park(tx, target, [event], error);
      parked.add(event.stream);
      if (error === null) continue;
      const { stream, revision, type } = event;
      onParked({ projection: target.projection.name, stream, revision, type, error });
    }
    return true;
  });

/** Null, or what was wrong with the event; then it has left no trace. */
export const tryOne = async (tx: Sql, { projection, schema }: Target, event: RecordedEvent): Promise<string | null> => {
  await tx.query('savepoint one');
  try {
    await projection.apply([event], rowsOf(tx, schema));
    await tx.query('release savepoint one');
    return null;
  } catch (error) {
    if (!isOfTheEvent(error)) throw error;
    await tx.query('rollback to savepoint one');
    await tx.query('release savepoint one');
    return errorText(error);
  }
};
