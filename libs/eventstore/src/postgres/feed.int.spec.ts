import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { accepted, events, visible } from '../../../../test/contracts/eventstore/samples.js';
import { eventually } from '../../../../test/support/eventually.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { type EventStore, type Position, type RecordedEvent, start } from '../port.js';
import { openPostgresEventStore } from './store.js';

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;

beforeEach(async () => {
  database = await freshDatabase();
  pool = openPool(database.url, { max: 30 });
  store = await openPostgresEventStore({ pool, url: database.url });
});

afterEach(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

const append = async (stream: string): Promise<Position> =>
  (await accepted(store.append(stream, 'none', events(1)))).position;

/** Delivered so far, growing in the background until the signal aborts. */
const following = (signal: AbortSignal, options: { pageSize?: number; from?: EventStore } = {}) => {
  const delivered: RecordedEvent[] = [];
  const checkpoint = { latest: start };
  const { from = store, ...rest } = options;
  const ended = (async () => {
    for await (const page of from.subscribe(start, { ...rest, signal })) {
      delivered.push(...page.events);
      checkpoint.latest = page.checkpoint;
    }
  })();
  return { delivered, checkpoint, ended };
};

/** A transaction somebody else holds open; `begin` gives it its transaction id. */
const slowTransaction = async () => {
  const connection = await pool.connect();
  await connection.query('begin');
  await connection.query('select pg_current_xact_id()');
  return {
    /** An append as another program would make it. */
    insert: (stream: string) =>
      connection.query(
        `insert into log.events (epoch, stream, revision, id, type, data, meta)
         values ((select max(epoch) from log.epochs), $1, 0, $2, 'Counted', '{}', '{"v": 1}')`,
        [stream, randomUUID()],
      ),
    async end(how: 'commit' | 'rollback') {
      await connection.query(how);
      connection.release();
    },
  };
};

const streamsOf = (list: readonly RecordedEvent[]): string[] => list.map(({ stream }) => stream);

describe('an event that becomes visible late', () => {
  test('is not skipped by a reader that has seen a later position', async () => {
    const slow = await slowTransaction();
    await slow.insert('slow-1'); // lower position than the next, but not committed
    await append('fast-1');

    const early = await store.readAll(start, 10);
    await slow.end('commit');
    await visible(store);
    const late = await store.readAll(early.checkpoint, 10);

    expect(streamsOf(early.events)).toEqual([]);
    expect(streamsOf(late.events)).toEqual(['slow-1', 'fast-1']);
  });

  test('is not skipped when its transaction began first and its position came last', async () => {
    const slow = await slowTransaction();
    await append('fast-1');
    await slow.insert('slow-1'); // higher position, lower transaction id
    await slow.end('commit');
    await visible(store);

    const first = await store.readAll(start, 1);
    const second = await store.readAll(first.checkpoint, 1);
    const third = await store.readAll(second.checkpoint, 1);

    expect(streamsOf([...first.events, ...second.events])).toEqual(['slow-1', 'fast-1']);
    expect(third.events).toEqual([]);
  });

  test.each(['commit', 'rollback'] as const)('holds back a filtered page and its checkpoint until %s', async (how) => {
    const slow = await slowTransaction();
    await slow.insert('slow-1');
    const position = await append('fast-1');

    const early = await store.readAll(start, 10, { categories: ['slow'] });
    await slow.end(how);
    await visible(store);
    const late = await store.readAll(early.checkpoint, 10, { categories: ['slow'] });

    expect(store.compare(early.checkpoint, position)).toBeLessThan(0);
    expect(streamsOf(late.events)).toEqual(how === 'commit' ? ['slow-1'] : []);
    expect(store.compare(late.checkpoint, position)).toBeGreaterThanOrEqual(0);
  });

  test('reaches a subscription soon after the transaction ends, though nobody wakes it', async () => {
    // Polling alone would take an hour: the reader must know by itself that something is held back.
    const patient = await openPostgresEventStore({ pool, url: database.url, pollMs: 3_600_000 });
    const stop = new AbortController();
    const { delivered, ended } = following(stop.signal, { from: patient });
    const slow = await slowTransaction();
    await patient.append('fast-1', 'none', events(1));
    await slow.insert('slow-1');
    await slow.end('commit');

    await eventually(() => delivered.length === 2);
    stop.abort();
    await ended;
    await patient.close();

    expect(streamsOf(delivered)).toEqual(['slow-1', 'fast-1']);
  });
});

test('head sees what was acknowledged while older transactions are open, and is the last in feed order', async () => {
  const slow = await slowTransaction();
  const acknowledged = await append('fast-1');
  expect(await store.head()).toBe(acknowledged);

  await slow.insert('slow-1');
  await slow.end('commit'); // committed later, but stands before in the feed

  expect(await store.head()).toBe(acknowledged);
  expect(await store.head({ categories: ['fast', 'slow'] })).toBe(acknowledged);
  expect(store.compare(await store.head({ categories: ['slow'] }), acknowledged)).toBeLessThan(0);
  await visible(store);
  expect((await store.readAll(start, 10)).checkpoint).toBe(acknowledged);
});

test('16 writers with slow neighbours: every subscriber sees every event once, in revision order', async () => {
  const goal = 10_000;
  const stop = new AbortController();
  const subscribers = [500, 50, 7].map((pageSize) => following(stop.signal, { pageSize }));
  await pool.query('create table neighbour (at timestamptz default now())');

  const written = new Map<string, number>();
  let total = 0;
  const over = new AbortController();
  const neighbours = Array.from({ length: 4 }, async () => {
    while (!over.signal.aborted) {
      const connection = await pool.connect();
      await connection.query('begin; insert into neighbour default values');
      await connection.query('select pg_sleep($1)', [Math.random() ** 4 * 0.15]);
      await connection.query(Math.random() < 0.2 ? 'rollback' : 'commit');
      connection.release();
    }
  });

  // Half of the streams are fought over by four writers each; the rest have one writer.
  const shared = ['shared-1', 'shared-2'];
  await Promise.all(
    Array.from({ length: 16 }, async (_, writer) => {
      const stream = shared[writer % 4] ?? `own-${writer}`;
      while (total < goal) {
        const before = written.get(stream) ?? 0;
        const batch = events(1 + Math.floor(Math.random() * 12));
        const result = await store.append(stream, before === 0 ? 'none' : before - 1, batch);
        const length = result.ok ? result.revision + 1 : result.actual === 'none' ? 0 : result.actual + 1;
        if (result.ok) total += batch.length;
        written.set(stream, Math.max(length, written.get(stream) ?? 0));
      }
    }),
  );
  over.abort();
  await Promise.all(neighbours);
  const head = await store.head();

  for (const { delivered, checkpoint, ended } of subscribers) {
    await eventually(() => store.compare(checkpoint.latest, head) >= 0);
    stop.abort();
    await ended;
    expect(delivered).toHaveLength(total);
    const next = new Map<string, number>();
    for (const { stream, revision } of delivered) {
      expect(revision).toBe(next.get(stream) ?? 0);
      next.set(stream, revision + 1);
    }
    expect(next).toEqual(written);
  }
  expect(total).toBeGreaterThanOrEqual(goal);
});
