import { pino } from 'pino';
import type pg from 'pg';
import { campaignDefinition, goalDefinition } from '#domain/testing/definition-fixtures.js';
import type { RunEvent } from '#domain/run/messages.js';
import { pins, requestOf } from '#domain/testing/run-fixtures.js';
import type { EventStore } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { systemClock } from '#platform/clock.js';
import { openPool } from '#platform/database/pool.js';
import { newId } from '#platform/ids.js';
import { Leases } from '#platform/leases/leases.js';
import { parkedItems } from '#platform/troubles/troubles.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.js';
import { appendFacts, fact } from '../../../test/support/event-builders.js';
import { carryOut, type WorkDeps } from './carry-out.js';
import { loadRun } from './deliveries/plan.js';
import { Slots } from './deliveries/slots.js';

const at = '2026-11-20T09:00:00.000Z';
const never = new AbortController().signal;

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;
let deps: WorkDeps;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
  store = await openPostgresEventStore({ pool, url: database.url });
  const channel = {
    kind: 'noop' as const,
    connections: 1,
    messageIdOf: (id: string) => id,
    send: () => Promise.reject(new Error('nothing is sent here')),
    close: () => Promise.resolve(),
  };
  const carrier = { channel, slots: new Slots(1) };
  deps = {
    store,
    pool,
    sql: pool,
    leases: new Leases(pool, 'test'),
    leaseMs: 60_000,
    channels: { email: carrier, http: carrier, noop: carrier },
    channelRuns: {},
    worker: 'test',
    now: systemClock,
    timeZone: 'UTC',
    providerOf: (name) => ({ name, hash: 'ff' }),
    suppressionKey: Buffer.alloc(32, 7),
    patienceMs: 100,
    unsubscribeUrl: (id) => id,
    log: pino({ level: 'silent' }),
  };
  const definition = { ...campaignDefinition, channel: 'noop' as const, segment: null, sender: null };
  const of = { version: 1, summary: '' };
  const campaign = { ...of, id: 'c1', hash: 'aa', definition };
  const goal = { ...of, id: 'g1', hash: 'bb', definition: goalDefinition };
  await appendFacts(store, [
    fact('campaign-c1', { type: 'CampaignDefined', data: campaign }, at),
    fact('goal-g1', { type: 'GoalDefined', data: goal }, at),
  ]);
});

afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

const queuedRun = async (...since: readonly RunEvent['type'][]): Promise<string> => {
  const runId = newId();
  const audience = { kind: 'contacts', contactIds: ['k1'] } as const;
  const request = requestOf(runId, { pins: { ...pins, segment: null, sender: null }, audience });
  const events = [
    { type: 'RunRequested', data: request },
    ...['RunQueued', ...since].map((type) => ({ type, data: { runId } })),
  ] as RunEvent[];
  await appendFacts(
    store,
    events.map((event) => fact(`run-${runId}`, event, at)),
  );
  return runId;
};
const prepare = (runId: string, over: Partial<WorkDeps> = {}) =>
  carryOut({ ...deps, ...over }, never)({ kind: 'prepare', runId, cause: 'test' });
const troubleOf = async (runId: string) =>
  (await pool.query('select tries from work.troubles where item = $1', [`prepare ${runId}`])).rows;
const parkedTries = async (runId: string) =>
  (await parkedItems(pool)).filter(({ item }) => item === `prepare ${runId}`).map(({ tries }) => tries);

const broken = (): never => {
  throw new Error('the configuration cannot be read');
};

it('parks what fails five times, counted from the first', async () => {
  const runId = await queuedRun('RunPreparing');
  const counts: unknown[] = [];
  for (let tries = 0; tries < 5; tries += 1) {
    await prepare(runId, { providerOf: broken });
    counts.push(...(await troubleOf(runId)));
  }
  expect(counts).toEqual([1, 2, 3, 4, 5].map((tries) => ({ tries })));
  await prepare(runId);
  expect(await parkedTries(runId)).toEqual([5]);
  expect((await loadRun(store, runId)).status).toBe('preparing');
});

it('parks what took five processes along, of which the first wrote nothing down', async () => {
  const runId = await queuedRun();
  /** Whoever dies never hears from the log again, and its lease runs out. */
  const dies = async (): Promise<void> => {
    const reached = new Promise<void>((reach) => {
      const read: EventStore['read'] = (stream, range) => {
        if (stream !== 'campaign-c1') return store.read(stream, range);
        reach();
        return new Promise(() => undefined);
      };
      void prepare(runId, { store: { ...store, read } });
    });
    await reached;
    await pool.query(`update work.leases set until = clock_timestamp() where name = $1`, [`run:${runId}`]);
  };
  await dies();
  expect(await troubleOf(runId)).toEqual([]);
  await dies();
  expect(await troubleOf(runId)).toEqual([{ tries: 2 }]);
  for (let death = 2; death < 5; death += 1) await dies();
  await prepare(runId);
  expect(await parkedTries(runId)).toEqual([5]);
});

it('leaves no trouble and no lease behind a run that has started', async () => {
  const runId = await queuedRun();
  await prepare(runId);
  expect((await loadRun(store, runId)).status).toBe('running');
  expect(await deps.leases.taken('')).toEqual([]);
  expect((await pool.query(`select from work.troubles where item like $1`, [`%${runId}%`])).rowCount).toBe(0);
});
