import { pino } from 'pino';
import type pg from 'pg';
import { holdDecider } from '#domain/hold/decide.js';
import { execute } from '#eventstore/execute.js';
import { type EventStore, LogUnavailable } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { systemClock } from '#platform/clock.js';
import { openPool } from '#platform/database/pool.js';
import { Leases } from '#platform/leases/leases.js';
import { parkedItems, retryParked } from '#platform/troubles/troubles.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { workerContext } from '../worker-context.js';
import { type Reactor, runReactor } from './reactor.js';

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
  store = await openPostgresEventStore({ pool, url: database.url });
});

afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

const hold = (scope: 'all' | 'channel:email' | 'channel:http') =>
  execute(
    store,
    holdDecider,
    `hold-${scope.replace(':', '.')}`,
    { type: 'PlaceHold', data: { scope } },
    workerContext({ worker: 'test', part: 'planner', about: 'test', now: systemClock }),
  );

it('parks what it cannot react to, goes on with the rest, and tries again when a person says so', async () => {
  const stop = new AbortController();
  const seen: string[] = [];
  let broken = true;
  const reactor: Reactor = {
    name: 'of-the-test',
    categories: ['hold'],
    react: async (events) => {
      for (const { stream } of events) {
        if (broken && stream === 'hold-all') throw new Error('cannot');
        seen.push(stream);
      }
    },
  };
  await hold('channel:email');
  await hold('all');
  await hold('channel:http');
  const deps = { store, pool, leases: new Leases(pool, 'test'), log: pino({ enabled: false }), leaseMs: 2_000 };
  const running = runReactor(deps, reactor, stop.signal);
  const item = 'of-the-test hold-all@0';
  await eventually(async () => (await parkedItems(pool)).some((one) => one.item === item));
  await eventually(() => seen.includes('hold-channel.http'));
  expect(seen).not.toContain('hold-all');
  expect(await parkedItems(pool)).toMatchObject([{ item, error: expect.stringContaining('cannot') }]);
  broken = false;
  expect(await retryParked(pool, item)).toBe(true);
  await eventually(() => seen.includes('hold-all'));
  await eventually(async () => (await pool.query('select from work.troubles')).rowCount === 0);
  stop.abort();
  await running;
});

it('parks nothing for an outage of the log, however long, and goes on when it is over', async () => {
  const stop = new AbortController();
  const seen: string[] = [];
  let tries = 0;
  const reactor: Reactor = {
    name: 'of-an-outage',
    categories: ['hold'],
    react: (events) => {
      // A page that is at fault too is gone through one by one, and so finds the log away event by event.
      tries += 1;
      if (tries === 1) return Promise.reject(new Error('one of these'));
      if (tries < 10) return Promise.reject(new LogUnavailable('away'));
      seen.push(...events.map(({ stream }) => stream));
      return Promise.resolve();
    },
  };
  await hold('channel:email');
  const deps = { store, pool, leases: new Leases(pool, 'test'), log: pino({ enabled: false }), leaseMs: 400 };
  const running = runReactor(deps, reactor, stop.signal);
  await eventually(() => seen.includes('hold-channel.email'));
  expect(await parkedItems(pool)).toEqual([]);
  stop.abort();
  await running;
});
