import type pg from 'pg';
import type { AnyEvent } from '#domain/events.js';
import type { EventStore } from '#eventstore/port.js';
import { openPool } from '#platform/database/pool.js';
import { Leases } from '#platform/leases/leases.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendFacts, type Fact, fact } from '../../../../test/support/event-builders.js';
import { eventually } from '../../../../test/support/eventually.js';
import { memoryEventStore } from '../../../../test/support/memory-event-store.js';
import { listParked, retryParked } from '../parked.js';
import type { Projection } from '../projection.js';
import { listProjections, requestRebuild } from '../projection-state.js';
import { createTable, int, type RowOf, table, text } from '../table.js';
import { verifyProjection } from '../verify.js';
import { waitUntilPassed } from '../wait.js';
import { type ProjectionNews, type RunnerDeps, runProjections } from './run-projections.js';

const streams = table('streams', ['stream'], { stream: text, events: int, revision: int });

/** Events that a projection cannot take in, as long as it is not mended. */
const poison = { broken: true };

/** Counts the events of each stream: what is lost or taken twice shows. */
const tally = (version = 1): Projection => ({
  name: 'tally',
  version,
  categories: ['contact'],
  ordered: false,
  tables: (schema) =>
    createTable(schema, streams) + (version > 1 ? `alter table ${schema}.streams add extra int;` : ''),
  apply: async (events, rows) => {
    const set = await rows.open(
      streams,
      events.map(({ stream }) => [stream]),
    );
    for (const { stream, revision, data } of events) {
      if (poison.broken && 'origin' in data && data.origin === 'poison') throw new Error('indigestible');
      const row: RowOf<typeof streams> | undefined = set.get(stream);
      // The table takes whole numbers only.
      const more = 'origin' in data && data.origin === 'too long' ? 0.5 : 1;
      set.put({ stream, events: (row?.events ?? 0) + more, revision });
    }
    await set.save();
  },
});

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;
let stops: AbortController[];
let running: Promise<void>[];
let news: ProjectionNews[];

beforeEach(async () => {
  database = await freshDatabase();
  pool = openPool(database.url, { max: 12, name: 'runner-test' });
  store = memoryEventStore();
  [stops, running, news] = [[], [], []];
  poison.broken = true;
});

afterEach(async () => {
  for (const stop of stops) stop.abort();
  await Promise.all(running);
  await store.close();
  await pool.end();
  await database.drop();
});

const run = (projection: Projection = tally(), owner = 'one', others: Partial<RunnerDeps> = {}): AbortController => {
  const stop = new AbortController();
  const deps = { ...others, pool, store, leases: new Leases(pool, owner), leaseMs: 600, projections: [projection] };
  stops.push(stop);
  running.push(runProjections({ ...deps, report: (one) => void news.push(one) }, stop.signal));
  return stop;
};

const consent = (contactId: string, origin = 'form'): Fact => {
  const event: AnyEvent = { type: 'ConsentChanged', data: { contactId, channel: 'email', state: 'granted', origin } };
  return fact(`contact-${contactId}`, event, '2026-11-22T09:00:00.000Z');
};

const many = (count: number, contacts = 7): readonly Fact[] =>
  Array.from({ length: count }, (_, at) => consent(`k${at % contacts}`));

const append = (facts: readonly Fact[]) => appendFacts(store, facts);

const counted = async (schema = 'rm_tally'): Promise<{ readonly [stream: string]: number }> => {
  const { rows } = await pool.query<{ stream: string; events: number }>(`select stream, events from ${schema}.streams`);
  return Object.fromEntries(rows.map(({ stream, events }) => [stream.slice('contact-'.length), events]));
};

const passed = async (position: Awaited<ReturnType<typeof append>>): Promise<void> => {
  expect(await waitUntilPassed(pool, store, ['tally'], position, 40_000)).toBe(true);
};

it('takes in what is there and what comes, each event once', async () => {
  await append(many(2_500));
  run();
  await passed(await append(many(30)));
  const counts = await counted();
  expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(2_530);
});

it('takes in at once what comes after a quiet time, and what comes until the next beat together', async () => {
  const taken: number[] = [];
  const projection = tally();
  const noting: Projection = {
    ...projection,
    apply: (events, rows) => {
      taken.push(events.length);
      return projection.apply(events, rows);
    },
  };
  const beats: (() => void)[] = [];
  const beat = (over: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      beats.push(resolve);
      over.addEventListener('abort', () => resolve(), { once: true });
    });
  await append([consent('k0')]);
  run(noting, 'one', { beat });
  await eventually(() => beats.length === 1);
  for (const contact of ['k1', 'k2', 'k3']) await append([consent(contact)]);
  beats[0]?.();
  await eventually(() => beats.length === 2);
  expect(taken).toEqual([1, 3]);
  expect(await counted()).toEqual({ k0: 1, k1: 1, k2: 1, k3: 1 });
});

it('waits in vain for what nobody takes in', async () => {
  const position = await append(many(1));
  expect(await waitUntilPassed(pool, store, ['tally'], position, 30)).toBe(false);
});

it('parks the stream of an event it cannot take in, with what follows, while others go on', async () => {
  run();
  await passed(await append([consent('a'), consent('b', 'poison'), consent('a'), consent('b'), consent('c')]));
  await passed(await append([consent('b'), consent('a')]));
  expect(await counted()).toEqual({ a: 3, c: 1 });
  expect(await listParked(pool, 'tally')).toMatchObject([
    { stream: 'contact-b', revision: 0, type: 'ConsentChanged', error: 'Error: indigestible', waiting: 3 },
  ]);
  expect(news.filter(({ kind }) => kind === 'parked')).toHaveLength(1);
  expect(await listProjections(pool)).toContainEqual(expect.objectContaining({ name: 'tally', parkedStreams: 1 }));
});

it('parks an event that the database refuses, too', async () => {
  run();
  await passed(await append([consent('a', 'too long'), consent('b')]));
  expect(await counted()).toEqual({ b: 1 });
  expect((await listParked(pool, 'tally'))[0]?.error).toBe('error: SQLSTATE 22P02');
});

it('takes parked streams in, in order, once the fault is mended; until then they stay', async () => {
  run();
  await passed(
    await append([consent('a', 'poison'), ...many(250, 1), consent('k0', 'poison'), consent('a'), consent('k0')]),
  );
  expect(await retryParked({ pool, store }, tally(), 'contact-a')).toEqual({
    kind: 'retried',
    streams: [{ stream: 'contact-a', taken: 0, error: 'Error: indigestible' }],
  });
  poison.broken = false;
  expect(await retryParked({ pool, store }, tally())).toMatchObject({
    kind: 'retried',
    streams: [{ taken: 2 }, { taken: 2 }],
  });
  await passed(await append([consent('a'), consent('k0')]));
  expect(await counted()).toEqual({ a: 3, k0: 253 });
  expect(await retryParked({ pool, store }, tally())).toEqual({ kind: 'nothing-parked' });
});

it('asks for a rebuild where a parked stream cannot be caught up alone', async () => {
  const ordered: Projection = { ...tally(), ordered: true };
  run(ordered);
  await passed(await append([consent('a', 'poison'), consent('b')]));
  poison.broken = false;
  expect(await retryParked({ pool, store }, ordered)).toEqual({ kind: 'rebuild-requested' });
  await eventually(async () => expect(await counted()).toEqual({ a: 1, b: 1 }) ?? true);
  expect(await listParked(pool, 'tally')).toEqual([]);
});

it('has one owner at a time; another goes on where it stopped, and an owner who was fenced off writes nothing', async () => {
  const first = run(tally(), 'one');
  await passed(await append(many(20)));
  run(tally(), 'two');
  await pool.query(`update work.projections set fence = fence + 1000 where name = 'tally'`);
  const position = await append(many(20));
  expect(await waitUntilPassed(pool, store, ['tally'], position, 200)).toBe(false);
  await pool.query(`update work.projections set fence = fence - 1000 where name = 'tally'`);
  first.abort();
  await passed(position);
  expect(Object.values(await counted()).reduce((a, b) => a + b, 0)).toBe(40);
});

it('goes on after the database cut its connections, with nothing lost or taken twice', async () => {
  run();
  await passed(await append(many(50)));
  const cut = async (): Promise<void> => {
    await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'runner-test' and datname = current_database() and pid <> pg_backend_pid()`);
  };
  for (let round = 0; round < 3; round += 1) {
    const [position] = await Promise.all([append(many(1_500)), cut()]);
    await cut();
    await passed(position);
  }
  expect(Object.values(await counted()).reduce((a, b) => a + b, 0)).toBe(4_550);
  expect(await listParked(pool)).toEqual([]);
});

it('rebuilds on request while events come and reads never find less than before', async () => {
  run();
  await passed(await append(many(3_000)));
  let least = 3_000;
  const reading = new AbortController();
  const reader = (async () => {
    while (!reading.signal.aborted) {
      const { rows } = await pool.query<{ sum: string }>('select sum(events) from rm_tally.streams');
      const sum = Number(rows[0]?.sum);
      expect(sum).toBeGreaterThanOrEqual(least);
      least = sum;
    }
  })();
  await requestRebuild(pool, 'tally');
  while (!news.some(({ kind }) => kind === 'rebuilt')) await passed(await append(many(10)));
  const position = await append(many(10));
  await passed(position);
  reading.abort();
  await reader;
  // Between the swap and the next request nothing is under way.
  expect(await listProjections(pool)).toContainEqual(expect.objectContaining({ name: 'tally', rebuilding: null }));
  const { length } = await store.read('contact-k0');
  expect((await counted())['k0']).toBe(length);
  expect(news).toContainEqual(expect.objectContaining({ kind: 'rebuilt', version: 1 }));
  expect((await verifyProjection({ pool, store }, tally()))?.equal).toBe(true);
  const { rows } = await pool.query(`select nspname from pg_namespace where nspname like 'rm\\_tally\\_%'`);
  expect(rows).toEqual([]);
});

it('rebuilds when its version has risen, keeps the old rows readable until then, and leaves newer tables alone', async () => {
  const first = run(tally(1));
  await passed(await append(many(100)));
  first.abort();
  await Promise.all(running);
  expect(Object.values(await counted()).reduce((a, b) => a + b, 0)).toBe(100);
  const second = run(tally(2));
  await eventually(() => news.find((one) => one.kind === 'rebuilt' && one.version === 2));
  await passed(await append(many(1)));
  expect((await pool.query('select extra from rm_tally.streams limit 1')).rows).toEqual([{ extra: null }]);
  second.abort();
  await Promise.all(running);
  run(tally(1));
  await eventually(() => news.find((one) => one.kind === 'newer-tables' && one.version === 2));
  const position = await append(many(1));
  expect(await waitUntilPassed(pool, store, ['tally'], position, 100)).toBe(false);
  expect(await retryParked({ pool, store }, tally(1))).toEqual({ kind: 'nothing-parked' });
});

it('heals tables that somebody dropped', async () => {
  const first = run();
  await passed(await append(many(100)));
  first.abort();
  await Promise.all(running);
  await pool.query('drop schema rm_tally cascade');
  run();
  await passed(await append(many(5)));
  expect(Object.values(await counted()).reduce((a, b) => a + b, 0)).toBe(105);
});

it('verifies byte by byte and shows what differs', async () => {
  run();
  await passed(await append(many(70)));
  expect(await verifyProjection({ pool, store }, tally())).toMatchObject({
    equal: true,
    tables: [{ table: 'streams', rows: { live: 7, folded: 7 } }],
  });
  await pool.query(`update rm_tally.streams set events = events + 1 where stream = 'contact-k3'`);
  await pool.query(`delete from rm_tally.streams where stream = 'contact-k5'`);
  expect(await verifyProjection({ pool, store }, tally())).toMatchObject({
    equal: false,
    tables: [
      {
        differences: [
          { only: 'folded', row: '(contact-k3,10,9)' },
          { only: 'live', row: '(contact-k3,11,9)' },
          { only: 'folded', row: '(contact-k5,10,9)' },
        ],
      },
    ],
  });
  expect(await verifyProjection({ pool, store }, tally(2))).toBeNull();
});
