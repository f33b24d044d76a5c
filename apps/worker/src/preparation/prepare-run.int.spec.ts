import type pg from 'pg';
import { runDecider } from '#domain/run/decide.js';
import type { RunEvent, RunRequest } from '#domain/run/messages.js';
import { startedOf } from '#domain/run/state.js';
import { campaignDefinition, goalDefinition } from '#domain/testing/definition-fixtures.js';
import { pins, requestOf } from '#domain/testing/run-fixtures.js';
import { execute } from '#eventstore/execute.js';
import { oneByOne } from '#eventstore/in-turn.js';
import type { EventStore } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { systemClock } from '#platform/clock.js';
import { openPool } from '#platform/database/pool.js';
import { newId } from '#platform/ids.js';
import { Leases } from '#platform/leases/leases.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendFacts, fact } from '../../../../test/support/event-builders.js';
import { type Alone, prepareAlone } from '../../../../test/support/work-alone.js';
import { workerContext } from '../worker-context.js';
import { loadRun } from '../deliveries/plan.js';
import type { PreparationDeps } from './prepare-run.js';
import { audiencePage, freezeAudience, smallAudience } from './frozen-audience.js';

const at = '2026-11-20T09:00:00.000Z';
const never = new AbortController().signal;

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;
let deps: PreparationDeps & Alone;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
  store = await openPostgresEventStore({ pool, url: database.url });
  deps = {
    store,
    pool,
    leases: new Leases(pool, 'test'),
    channelRuns: {},
    worker: 'test',
    now: systemClock,
    leaseMs: 5_000,
    timeZone: 'UTC',
    providerOf: (name) => ({ name, hash: 'ff' }),
  };
  const definition = { ...campaignDefinition, channel: 'noop' as const, segment: null, sender: null };
  await appendFacts(store, [
    fact(
      'campaign-c1',
      { type: 'CampaignDefined', data: { id: 'c1', version: 1, hash: 'aa', summary: '', definition } },
      at,
    ),
    fact(
      'goal-g1',
      { type: 'GoalDefined', data: { id: 'g1', version: 1, hash: 'bb', summary: '', definition: goalDefinition } },
      at,
    ),
  ]);
});

afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

const contacts = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `k${1_000 + n}`);

/** A queued run to these contacts, and what else has happened to it. */
const queued = (contactIds: readonly string[], ...since: readonly RunEvent['type'][]): Promise<string> =>
  queuedAs({ audience: { kind: 'contacts', contactIds } }, ...since);

const queuedAs = async (changes: Partial<RunRequest>, ...since: readonly RunEvent['type'][]): Promise<string> => {
  const runId = newId();
  const request = requestOf(runId, { pins: { ...pins, segment: null, sender: null }, ...changes });
  const events = [
    { type: 'RunRequested', data: request },
    { type: 'RunQueued', data: { runId } },
    ...since.map((type) => ({ type, data: { runId } })),
  ] as RunEvent[];
  await appendFacts(
    store,
    events.map((event) => fact(`run-${runId}`, event, at)),
  );
  return runId;
};
const planned = (runId: string, contactIds: readonly string[]) =>
  appendFacts(store, [
    fact(`runbatch-${runId}.1`, { type: 'BatchPlanned', data: { runId, batch: 1, contactIds, digest: 'd' } }, at),
  ]);
const startOf = async (runId: string) => {
  const run = await loadRun(store, runId);
  const started = run.status === 'absent' ? null : startedOf(run);
  return { status: run.status, batches: started?.batches, audience: started?.manifest.audience };
};
const contactsIn = async (runId: string, batch: number) =>
  (await store.read(`runbatch-${runId}.${batch}`)).flatMap(({ data }) => ('contactIds' in data ? data.contactIds : []));
const copies = async (runId: string): Promise<number> => {
  const { rows } = await pool.query<{ count: number }>(
    `select ((select count(*) from work.audiences where run_id = $1)
       + (select count(*) from work.frozen_audiences where run_id = $1))::int as count`,
    [runId],
  );
  return rows[0]?.count ?? -1;
};

it('has the only batch of a small audience for its copy', async () => {
  const runId = await queued(contacts(3));
  expect(await prepareAlone(deps, runId, never)).toBe('started');
  const { contactIds: _, ...audience } = smallAudience(contacts(3));
  expect(await startOf(runId)).toEqual({ status: 'running', batches: 1, audience });
  expect(await contactsIn(runId, 1)).toEqual(contacts(3));
  expect(await copies(runId)).toBe(0);
});

it('goes on with the small audience that an earlier attempt planned, whoever is in it now', async () => {
  const runId = await queued(contacts(5), 'RunPreparing');
  await planned(runId, contacts(2));
  expect(await prepareAlone(deps, runId, never)).toBe('started');
  expect(await startOf(runId)).toMatchObject({ batches: 1, audience: { count: 2 } });
  expect(await contactsIn(runId, 1)).toEqual(contacts(2));
});

it('starts with what somebody else planned while it was looking', async () => {
  const runId = await queued(contacts(5));
  await planned(runId, contacts(4));
  expect(await prepareAlone(deps, runId, never)).toBe('started');
  expect(await startOf(runId)).toMatchObject({ batches: 1, audience: { count: 4 } });
});

it('freezes a larger audience before its batches are planned, and forgets the copy', async () => {
  const everybody = contacts(2_050);
  const runId = await queued(everybody);
  expect(await prepareAlone(deps, runId, never)).toBe('started');
  expect(await startOf(runId)).toMatchObject({ batches: 11, audience: { count: 2_050 } });
  const batches = await Promise.all(Array.from({ length: 11 }, (_, n) => contactsIn(runId, n + 1)));
  expect(batches.map(({ length }) => length)).toEqual([...Array<number>(10).fill(200), 50]);
  expect(batches.flat()).toEqual(everybody);
  expect((await startOf(runId)).audience?.digest).toBe(smallAudience(everybody).digest);
  expect(await copies(runId)).toBe(0);
});

it('fails when a full batch is planned and the frozen audience is gone', async () => {
  const runId = await queued(contacts(400), 'RunPreparing');
  await planned(runId, contacts(200));
  expect(await prepareAlone(deps, runId, never)).toBe('ended');
  expect((await startOf(runId)).status).toBe('failed');
});

it('closes all that was planned of a run which is cancelled, also beyond a batch that a crash kept from being planned', async () => {
  const runId = await queued(contacts(600), 'RunPreparing', 'RunCancellationRequested');
  for (const batch of [1, 3])
    await appendFacts(store, [
      fact(
        `runbatch-${runId}.${batch}`,
        { type: 'BatchPlanned', data: { runId, batch, contactIds: contacts(200), digest: 'd' } },
        at,
      ),
    ]);
  expect(await prepareAlone(deps, runId, never)).toBe('ended');
  const last = async (batch: number) => (await store.read(`runbatch-${runId}.${batch}`)).at(-1)?.type;
  expect([await last(1), await last(3)]).toEqual(['BatchClosed', 'BatchClosed']);
  expect(await loadRun(store, runId)).toMatchObject({
    status: 'cancelled',
    ledger: { audience: 400, notAttempted: 400 },
  });
});

describe('whoever sleeps through the end of its lease', () => {
  const end = (runId: string) =>
    pool.query(`update work.leases set until = clock_timestamp() where name = $1`, [`run:${runId}`]);

  it('leaves a run alone that another one has started meanwhile', async () => {
    const runId = await queued(contacts(400), 'RunPreparing');
    const read: EventStore['read'] = async (stream, range) => {
      if (stream === 'campaign-c1') {
        await end(runId);
        expect(await prepareAlone(deps, runId, never)).toBe('started');
      }
      return store.read(stream, range);
    };
    expect(await prepareAlone({ ...deps, store: { ...store, read } }, runId, never)).toBe('elsewhere');
    expect(await startOf(runId)).toMatchObject({ status: 'running', batches: 2 });
    for (const batch of [1, 2])
      expect((await store.read(`runbatch-${runId}.${batch}`)).map(({ type }) => type)).toEqual(['BatchPlanned']);
  });

  it('adds nobody to the audience that another one writes down', async () => {
    const runId = newId();
    const lease = async () => {
      const acquired = await deps.leases.acquire(`run:${runId}`, 5_000);
      if (acquired === null) throw new Error('somebody has it');
      return acquired;
    };
    const everybody = contacts(600);
    async function* interrupted() {
      yield everybody.slice(0, 200);
      await end(runId);
      const pages = [everybody.slice(1, 201), everybody.slice(201, 401)];
      const second = await freezeAudience(pool, await lease(), { runId, pages: all(pages), atMost: Infinity });
      expect(second).toMatchObject({ count: 400 });
      yield everybody.slice(200, 400);
      yield everybody.slice(400, 600);
    }
    const first = freezeAudience(pool, await lease(), { runId, pages: interrupted(), atMost: Infinity });
    expect(await first).toBe('elsewhere');
    expect(await audiencePage(pool, runId, 0, 1_000)).toEqual(everybody.slice(1, 401));
  });

  async function* all<T>(pages: readonly T[]) {
    await Promise.resolve();
    yield* pages;
  }
});

it('pins anew what a run that follows the latest was requested with, only where that has changed', async () => {
  const request = { audience: { kind: 'contacts', contactIds: contacts(1) }, follow: 'latest' } as const;
  const before = { ...pins, goal: { ...pins.goal, version: 0, hash: 'b0' }, segment: null, sender: null };
  const [same, changed] = [await queuedAs(request), await queuedAs({ ...request, pins: before })];
  const typesOf = async (runId: string) => (await store.read(`run-${runId}`)).map(({ type }) => type);
  for (const runId of [same, changed]) expect(await prepareAlone(deps, runId, never)).toBe('started');
  expect(await typesOf(same)).toEqual(['RunRequested', 'RunQueued', 'RunPreparing', 'RunStarted']);
  expect(await typesOf(changed)).toEqual(['RunRequested', 'RunQueued', 'RunRepinned', 'RunPreparing', 'RunStarted']);
});

describe('a small run that nobody has begun', () => {
  const typesOf = async (runId: string) =>
    [...(await store.read(`run-${runId}`)), ...(await store.read(`runbatch-${runId}.1`))].map(({ type }) => type);
  /** As if somebody cancelled the run just before the log is asked to add that event. */
  const cancelledBefore = (type: string): Partial<EventStore> => {
    const cancel = async (runId: string): Promise<void> => {
      const command = { type: 'CancelRun', data: {} } as const;
      const context = workerContext({ worker: 'test', part: 'preparation', about: runId, now: systemClock });
      await execute(store, runDecider, `run-${runId}`, command, context);
    };
    const append: EventStore['append'] = async (stream, expected, events) => {
      if (events[0]?.type === type && stream.startsWith('run-')) await cancel(stream.slice(4));
      return store.append(stream, expected, events);
    };
    return { append, appendInTurn: (appends) => oneByOne(append, appends) };
  };

  it('begins, is planned and starts in one transaction, in this order', async () => {
    const runId = await queued(contacts(2));
    expect(await prepareAlone(deps, runId, never)).toBe('started');
    const { rows } = await pool.query<{ types: string[] }>(
      `select array_agg(type order by position) as types from log.events where stream in ($1, $2) group by tx order by tx`,
      [`run-${runId}`, `runbatch-${runId}.1`],
    );
    expect(rows.map(({ types }) => types).at(-1)).toEqual(['RunPreparing', 'BatchPlanned', 'RunStarted']);
  });

  it('has no batch when it was cancelled before it began', async () => {
    const runId = await queued(contacts(2));
    const over = { ...deps, store: { ...store, ...cancelledBefore('RunPreparing') } };
    expect(await prepareAlone(over, runId, never)).toBe('nothing-to-do');
    expect(await typesOf(runId)).toEqual(['RunRequested', 'RunQueued', 'RunCancellationRequested', 'RunCancelled']);
  });

  it('ends, with its batch, when it was cancelled between two of the steps, where the log takes them one by one', async () => {
    const runId = await queued(contacts(2));
    const over = { ...deps, store: { ...store, ...cancelledBefore('RunStarted') } };
    expect(await prepareAlone(over, runId, never)).toBe('ended');
    const end = ['RunCancellationRequested', 'BatchesSettled', 'RunCancelled'];
    const ofRun = ['RunRequested', 'RunQueued', 'RunPreparing', ...end];
    expect(await typesOf(runId)).toEqual([...ofRun, 'BatchPlanned', 'BatchClosed']);
  });

  it('fails without an audience, which is asked for once', async () => {
    const earlier = newId();
    const runId = await queuedAs({ audience: { kind: 'communications', of: earlier, communicationIds: 'refused' } });
    const asked: string[] = [];
    const read: EventStore['read'] = (stream, range) => {
      if (stream.startsWith(`runbatch-${earlier}`)) asked.push(stream);
      return store.read(stream, range);
    };
    expect(await prepareAlone({ ...deps, store: { ...store, read } }, runId, never)).toBe('ended');
    expect((await loadRun(store, runId)).status).toBe('failed');
    expect(asked).toHaveLength(1);
  });
});
