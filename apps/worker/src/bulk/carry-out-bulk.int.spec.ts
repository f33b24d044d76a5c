import { pino } from 'pino';
import type pg from 'pg';
import { bulkDecider } from '#domain/bulk/decide.js';
import type { BulkAction } from '#domain/bulk/messages.js';
import type { RunRequest } from '#domain/run/messages.js';
import { pins } from '#domain/testing/run-fixtures.js';
import { campaignDefinition, goalDefinition } from '#domain/testing/definition-fixtures.js';
import { execute, toNewEvents } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { systemClock } from '#platform/clock.js';
import { openPool } from '#platform/database/pool.js';
import { newId } from '#platform/ids.js';
import { Leases } from '#platform/leases/leases.js';
import { bulk } from '#readmodel/bulk/projection.js';
import { type BulkJob, listBulkJobs } from '#readmodel/bulk/queries.js';
import { type BulkRowView, freezeSelection, listBulkRows, openRows } from '#readmodel/bulk/rows.js';
import { runProjections } from '#readmodel/runner/run-projections.js';
import { runInputs, saveRunInputs } from '#vault/run-inputs/run-inputs.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { runLife, type RunLife } from '../../../../test/support/event-builders.js';
import { eventually } from '../../../../test/support/eventually.js';
import { loadRun } from '../deliveries/plan.js';
import { workerContext } from '../worker-context.js';
import { carryOutBulk } from './carry-out-bulk.js';
import { carryOutRow } from './carry-out-row.js';

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;
const stop = new AbortController();
const following: Promise<void>[] = [];

const deps = (worker: string) => ({
  store,
  pool,
  leases: new Leases(pool, worker),
  log: pino({ enabled: false }),
  leaseMs: 1_500,
  worker,
  now: systemClock,
});
const context = (now = systemClock) => workerContext({ worker: 'test', part: 'planner', about: 'test', now });
const ann = { ...context(), actor: { name: 'ann', source: 'console' } as const, reason: 'the server moves' };

const append = (stream: string, ...events: readonly { type: string; data: object }[]) =>
  store.append(stream, 'none', toNewEvents(events, context()));

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
  store = await openPostgresEventStore({ pool, url: database.url });
  const definition = { ...campaignDefinition, channel: 'noop', goal: pins.goal.id, segment: null, sender: null };
  const published = { hash: 'aa', summary: '' };
  const { goal, campaign } = pins;
  await append(`goal-${goal.id}`, {
    type: 'GoalDefined',
    data: { id: goal.id, version: goal.version, ...published, definition: goalDefinition },
  });
  await append(
    `campaign-${campaign.id}`,
    { type: 'CampaignDefined', data: { id: campaign.id, version: campaign.version, ...published, definition } },
    { type: 'CampaignActivated', data: { id: campaign.id } },
  );
  following.push(runProjections({ ...deps('p'), projections: [bulk], report: () => undefined }, stop.signal));
});

afterAll(async () => {
  stop.abort();
  await Promise.all(following);
  await store.close();
  await pool.end();
  await database.drop();
});

const far = '2099-11-23T09:00:00.000Z';
const moved = '2099-11-23T10:00:00.000Z';

/** A run as the deciders would have written it. */
const live = async (life: Omit<RunLife, 'runId'> & { readonly request?: Partial<RunRequest> }): Promise<string> => {
  const runId = newId();
  const facts = runLife({ startAt: far, ...life, runId });
  for (const name of new Set(facts.map(({ stream }) => stream)))
    await append(name, ...facts.flatMap(({ stream, event }) => (stream === name ? [event] : [])));
  return runId;
};

async function* pages(ids: readonly string[]) {
  yield ids;
}

const ask = async (action: BulkAction, runIds: readonly string[]): Promise<string> => {
  const bulkId = newId();
  const frozen = await freezeSelection(pool, bulkId, pages(runIds), 1_000);
  if (typeof frozen === 'string') throw new Error(frozen);
  const data = { bulkId, action, selection: { kind: 'chosen' }, ...frozen, role: 'operator' } as const;
  const asked = { ...ann, commandId: newId() };
  expect((await execute(store, bulkDecider, `bulk-${bulkId}`, { type: 'RequestBulk', data }, asked)).ok).toBe(true);
  return bulkId;
};

const working = async (workers: number, work: () => Promise<void>): Promise<void> => {
  const ending = new AbortController();
  const carrying = Array.from({ length: workers }, (_, n) => carryOutBulk(deps(`worker ${n}`), ending.signal));
  try {
    await work();
  } finally {
    ending.abort();
    await Promise.all(carrying);
  }
};

const jobOf = async (bulkId: string): Promise<BulkJob | undefined> => {
  const listed = await listBulkJobs(pool, { limit: 200 });
  return listed.ok ? listed.items.find(({ id }) => id === bulkId) : undefined;
};

const ended = (bulkId: string): Promise<BulkJob> =>
  eventually(async () => {
    const job = await jobOf(bulkId);
    return job?.endedAt == null ? undefined : job;
  });

const rowsOf = async (bulkId: string): Promise<readonly BulkRowView[]> => {
  const listed = await listBulkRows(pool, bulkId, { limit: 1_000 });
  if (!listed.ok) throw new Error(listed.detail);
  return listed.items;
};

const eventsIn = async (runId: string, type: string) =>
  (await store.read(`run-${runId}`)).filter((event) => event.type === type);

/** What a worker has done that died before it could write down what the runs answered. */
const dieAfter = async (bulkId: string, count: number): Promise<void> => {
  const [asked] = await store.read(`bulk-${bulkId}`);
  const { state } = { state: bulkDecider.evolve(bulkDecider.initial, asked as never) };
  if (asked === undefined || state.status !== 'running') throw new Error('it was asked for');
  const { actor, source, reason } = asked.metadata;
  const job = {
    request: state.request,
    context: { ...ann, actor: { name: actor, source }, reason: reason ?? '', causationId: asked.id },
  };
  for (const row of await openRows(pool, bulkId, count)) await carryOutRow(deps('died'), job, row);
};

it('moves each of many runs once, though workers take over and one died in the middle', async () => {
  const runIds = await Promise.all(Array.from({ length: 60 }, () => live({ status: 'scheduled' })));
  const over = await live({ status: 'cancelled' });
  const bulkId = await ask({ kind: 'shift', bySeconds: 3_600 }, [...runIds, over, 'nobody']);
  await dieAfter(bulkId, 7);
  await working(2, async () => {
    expect(await ended(bulkId)).toMatchObject({
      status: 'completed',
      requestedBy: 'ann',
      reason: 'the server moves',
      progress: { done: 60, refused: 2, failed: 0, left: 0 },
    });
  });
  const rows = await rowsOf(bulkId);
  expect(rows.map(({ runId }) => runId)).toEqual([...runIds, over, 'nobody']);
  for (const { runId, event } of rows.slice(0, 60)) {
    const events = await eventsIn(runId, 'RunRescheduled');
    expect(events).toMatchObject([{ id: event?.id, revision: event?.revision, data: { startAt: moved, before: far } }]);
    expect(events[0]?.metadata).toMatchObject({ actor: 'ann', source: 'console', reason: 'the server moves' });
  }
  expect(rows.slice(60)).toMatchObject([
    { result: 'refused', code: 'not-allowed-now', detail: expect.stringContaining('cancelled'), event: null },
    { result: 'refused', code: 'no-such-run', event: null },
  ]);
});

it('begins nothing further once it is aborted, and counts what a dead worker had done', async () => {
  const runIds = await Promise.all(Array.from({ length: 30 }, () => live({ status: 'scheduled' })));
  const bulkId = await ask({ kind: 'cancel' }, runIds);
  await dieAfter(bulkId, 4);
  await execute(store, bulkDecider, `bulk-${bulkId}`, { type: 'AbortBulk', data: {} }, context());
  await working(1, async () => {
    expect(await ended(bulkId)).toMatchObject({
      status: 'aborted',
      progress: { done: 4, refused: 0, failed: 0, left: 26 },
    });
  });
  const statuses = await Promise.all(runIds.map(async (runId) => (await loadRun(store, runId)).status));
  expect(statuses.filter((status) => status === 'cancelled').length).toBe(4);
  expect((await rowsOf(bulkId)).filter(({ result }) => result === 'done').length).toBe(4);
});

it('retries for those who were refused, in one run for each', async () => {
  const failed = await live({ status: 'completed_with_failures', request: { metadata: { fair: 'autumn' } } });
  await saveRunInputs(pool, { runId: failed, variables: { discount: 10 }, addresses: [] });
  const fine = await live({ status: 'completed' });
  const bulkId = await ask({ kind: 'retry-failed' }, [failed, fine]);
  await dieAfter(bulkId, 1);
  await working(1, async () => {
    expect(await ended(bulkId)).toMatchObject({ progress: { done: 1, refused: 1, failed: 0 } });
  });
  const [done, refused] = await rowsOf(bulkId);
  expect(refused).toMatchObject({ code: 'not-allowed-now', detail: 'no recipient was refused' });
  const child = await loadRun(store, done?.made ?? '');
  expect(child).toMatchObject({
    status: 'queued',
    request: {
      type: 'retry',
      trigger: 'ann',
      parent: { runId: failed, relation: 'retry' },
      audience: { kind: 'communications', of: failed, communicationIds: 'refused' },
      metadata: { fair: 'autumn' },
    },
  });
  expect(await runInputs(pool, done?.made ?? '')).toMatchObject({ variables: { discount: 10 } });
});

it('says so when the selection did not come along with the log', async () => {
  const bulkId = newId();
  const data = {
    bulkId,
    action: { kind: 'cancel' },
    selection: { kind: 'chosen' },
    count: 3,
    digest: 'x',
    role: 'operator',
  };
  await append(`bulk-${bulkId}`, { type: 'BulkRequested', data });
  await working(1, async () => {
    expect(await ended(bulkId)).toMatchObject({
      status: 'aborted',
      progress: { done: 0, left: 3 },
      detail: expect.stringContaining('selection is not here'),
    });
  });
});
