import { pino } from 'pino';
import type pg from 'pg';
import { instantOf, millisOf } from '#domain/kernel/calendar.js';
import { campaignDefinition, goalDefinition } from '#domain/testing/definition-fixtures.js';
import { scheduleDefinition } from '#domain/testing/schedule-fixtures.js';
import { scheduleDecider } from '#domain/schedule/decide.js';
import type { ScheduleCommand, ScheduleDefinition } from '#domain/schedule/messages.js';
import { execute, toNewEvents } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { databaseClock } from '#platform/database/clock.js';
import { openPool } from '#platform/database/pool.js';
import { newId } from '#platform/ids.js';
import { Leases } from '#platform/leases/leases.js';
import { due } from '#readmodel/due/projection.js';
import { runProjections } from '#readmodel/runner/run-projections.js';
import { schedules } from '#readmodel/schedules/projection.js';
import { listOccurrences, type Occurrence, punctualityOf } from '#readmodel/schedules/queries.js';
import { systemClock } from '#platform/clock.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { loadRun } from '../deliveries/plan.js';
import { pauseFailingSchedules } from '../reactors/pause-failing-schedules.js';
import { runReactor } from '../reactors/reactor.js';
import { startOccurrences } from '../reactors/start-occurrences.js';
import { loadSchedule } from '../schedules/start-occurrence.js';
import { runDecider } from '#domain/run/decide.js';
import { workerContext } from '../worker-context.js';
import { planStarts } from './plan-starts.js';
import { RightOfWay } from './right-of-way.js';

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;
const stop = new AbortController();
const following: Promise<void>[] = [];
let stopPlanner: () => Promise<void>;

const context = (now = systemClock) => workerContext({ worker: 'test', part: 'planner', about: 'test', now });
const deps = (worker: string) => ({
  store,
  pool,
  leases: new Leases(pool, worker),
  log: pino({ enabled: false }),
  leaseMs: 1_500,
  worker,
  rightOfWay: new RightOfWay(),
  now: systemClock,
});

const startPlanner = (worker: string, log = store): (() => Promise<void>) => {
  const ending = new AbortController();
  const planning = planStarts({ ...deps(worker), store: log }, ending.signal);
  return async () => {
    ending.abort();
    await planning;
  };
};

const append = (stream: string, ...events: readonly { type: string; data: object }[]) =>
  store.append(stream, 'none', toNewEvents(events, context()));

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
  store = await openPostgresEventStore({ pool, url: database.url });
  const definition = { ...campaignDefinition, channel: 'noop', segment: null, sender: null };
  const published = { version: 1, hash: 'aa', summary: '' };
  await append('goal-g1', { type: 'GoalDefined', data: { id: 'g1', ...published, definition: goalDefinition } });
  await append(
    'campaign-c1',
    { type: 'CampaignDefined', data: { id: 'c1', ...published, definition } },
    { type: 'CampaignActivated', data: { id: 'c1' } },
  );
  following.push(
    runProjections({ ...deps('p'), projections: [schedules, due], report: () => undefined }, stop.signal),
    runReactor(deps('r'), startOccurrences(deps('r')), stop.signal),
    runReactor(deps('r'), pauseFailingSchedules(deps('r')), stop.signal),
  );
  stopPlanner = startPlanner('one');
});

afterAll(async () => {
  stop.abort();
  await stopPlanner();
  await Promise.all(following);
  await store.close();
  await pool.end();
  await database.drop();
});

const command = async (scheduleId: string, what: ScheduleCommand, now = systemClock): Promise<void> => {
  const done = await execute(store, scheduleDecider, `schedule-${scheduleId}`, what, context(now));
  expect(done.ok).toBe(true);
};

const everySecond: ScheduleDefinition = {
  ...scheduleDefinition,
  specs: [{ kind: 'interval', everySeconds: 1 }],
  overlap: 'allow',
  mostOpenRuns: 100,
  catchUpSeconds: 10,
};

const set = async (change: Partial<ScheduleDefinition>, now = systemClock): Promise<string> => {
  const scheduleId = newId();
  const definition = { ...everySecond, ...change };
  await command(scheduleId, { type: 'SetSchedule', data: { scheduleId, definition } }, now);
  return scheduleId;
};

/** The oldest first. */
const occurrencesOf = async (scheduleId: string): Promise<readonly Occurrence[]> => {
  const listed = await listOccurrences(pool, { filters: { scheduleId }, limit: 1_000 });
  if (!listed.ok) throw new Error(listed.detail);
  return listed.items.toReversed();
};

const outcomes = (occurrences: readonly Occurrence[]): readonly string[] => [
  ...new Set(occurrences.map(({ outcome, reason }) => [outcome, ...(reason === null ? [] : [reason])].join(' '))),
];

/** Each second has one, and whatever fired has a run of its own. */
const expectComplete = async (occurrences: readonly Occurrence[]): Promise<void> => {
  const moments = occurrences.map(({ dueAt }) => millisOf(dueAt));
  expect(moments).toEqual(moments.map((_, index) => (moments[0] ?? 0) + index * 1_000));
  const runIds = occurrences.flatMap(({ runId }) => runId ?? []);
  expect(new Set(runIds).size).toBe(runIds.length);
  await eventually(async () => {
    for (const runId of runIds) expect((await loadRun(store, runId)).status).toBe('queued');
    return true;
  });
};

it('starts a schedule of every second on time, skips it while it is paused, and goes on under another planner', async () => {
  const id = await set({});
  await eventually(async () => (await occurrencesOf(id)).length >= 2);
  await command(id, { type: 'PauseSchedule', data: {} });
  await eventually(async () => outcomes(await occurrencesOf(id)).includes('skipped paused'));
  await stopPlanner();
  await command(id, { type: 'UnpauseSchedule', data: {} });
  const begun = (await occurrencesOf(id)).length;
  stopPlanner = startPlanner('two');
  await eventually(async () => (await occurrencesOf(id)).length >= begun + 3);
  await command(id, { type: 'ArchiveSchedule', data: {} });
  const occurrences = await occurrencesOf(id);
  expect(outcomes(occurrences)).toEqual(['fired', 'skipped paused']);
  await expectComplete(occurrences);
  const [first] = occurrences;
  expect(await loadRun(store, first?.runId ?? '')).toMatchObject({
    request: { type: 'recurring', trigger: `schedule:${id}`, schedule: { id, dueAt: first?.dueAt } },
  });
});

it('misses what an outage kept it from, and starts what is within the catch-up window', async () => {
  const now = await databaseClock(pool);
  const earlier = instantOf(Math.floor(millisOf(now) / 1_000) * 1_000 - 40_000);
  const id = await set({ endsAt: instantOf(millisOf(now) - 1_000) }, () => earlier);
  await eventually(async () => (await occurrencesOf(id)).length >= 38);
  const occurrences = await occurrencesOf(id);
  expect(outcomes(occurrences)).toEqual(['missed outage', 'fired']);
  expect(occurrences.filter(({ outcome, runId }) => outcome === 'missed' && runId !== null)).toEqual([]);
  await expectComplete(occurrences);

  const range = { from: earlier, to: instantOf(millisOf(earlier) + 5_000), count: 5 };
  await command(id, { type: 'RequestBackfill', data: range });
  await eventually(async () => outcomes(await occurrencesOf(id)).includes('backfilled outage'));
  const [caughtUp] = await occurrencesOf(id);
  expect(caughtUp).toMatchObject({ outcome: 'backfilled', cause: 'backfill', onTime: false });
  await expectComplete(await occurrencesOf(id));
});

it('starts one at a word, lets one wait for a run to end, and pauses after a failure', async () => {
  const id = await set({
    specs: [{ kind: 'interval', everySeconds: 1 }],
    startsAt: instantOf(millisOf(systemClock()) + 2_000),
    overlap: 'buffer-one',
    catchUpSeconds: 60,
    pauseOnFailure: true,
  });
  await command(id, { type: 'TriggerSchedule', data: {} });
  const triggered = await eventually(async () => (await occurrencesOf(id)).find(({ cause }) => cause === 'trigger'));
  expect(triggered).toMatchObject({ outcome: 'fired' });
  const buffered = await eventually(async () => {
    const found = await occurrencesOf(id);
    return outcomes(found).includes('skipped overlap') && found.find(({ outcome }) => outcome === 'buffered');
  });
  const fail = { type: 'FailRun', data: { failure: 'internal', detail: 'of the test' } } as const;
  await eventually(async () => (await loadRun(store, triggered.runId ?? '')).status === 'queued');
  await execute(store, runDecider, `run-${triggered.runId}`, fail, context());
  await eventually(async () => (await loadSchedule(store, id))?.status === 'paused');
  // It waited for the run that failed; now it starts, unless the pause came first.
  const waited = await eventually(async () => {
    const found = (await occurrencesOf(id)).find(({ dueAt }) => dueAt === buffered.dueAt);
    return found?.outcome === 'buffered' ? undefined : found;
  });
  expect(['fired overlap', 'skipped paused']).toContain(`${waited.outcome} ${waited.reason}`);
});

it('counts as missed whose run nobody has started within its time to live', async () => {
  const id = await set({ startWithinSeconds: 1, endsAt: instantOf(millisOf(systemClock()) + 2_500) });
  const expired = await eventually(async () => {
    const found = await occurrencesOf(id);
    return found.length >= 2 && found.every(({ outcome }) => outcome === 'missed') && found;
  });
  for (const { reason, detail, runId, onTime, latenessMs } of expired) {
    expect({ reason, detail, onTime, latenessMs }).toEqual({
      reason: 'expired',
      detail: expect.stringContaining('it could have started until'),
      onTime: false,
      latenessMs: null,
    });
    expect(await loadRun(store, runId ?? '')).toMatchObject({ status: 'missed', startBy: expect.any(String) });
  }
  const { missed, onTime, onTimeRate } = await punctualityOf(pool, id, {});
  expect({ missed, onTime, onTimeRate }).toEqual({ missed: expired.length, onTime: 0, onTimeRate: 0 });
});

it('skips what a campaign that is not active cannot run', async () => {
  await append('campaign-c2', {
    type: 'CampaignDefined',
    data: { id: 'c2', version: 1, hash: 'aa', summary: '', definition: { ...campaignDefinition, channel: 'noop' } },
  });
  const id = await set({ campaignId: 'c2' });
  const [first] = await eventually(async () => {
    const found = await occurrencesOf(id);
    return found.length > 0 && found;
  });
  expect(first).toMatchObject({ outcome: 'skipped', reason: 'paused', detail: 'the campaign is draft' });
});

it('starts nothing that may have run before the log was restored', async () => {
  const id = await set({ catchUpSeconds: 3_600 });
  await eventually(async () => (await occurrencesOf(id)).length >= 2);
  await stopPlanner();
  const before = (await occurrencesOf(id)).length;
  await eventually(
    async () => millisOf(await databaseClock(pool)) > millisOf((await occurrencesOf(id)).at(-1)?.dueAt ?? '') + 2_000,
  );
  const nextLife = new Proxy(store, {
    get: (log, name) => (name === 'epoch' ? log.epoch + 1 : Reflect.get(log, name, log)),
  });
  stopPlanner = startPlanner('of the next life', nextLife);
  await eventually(async () => outcomes((await occurrencesOf(id)).slice(before)).includes('fired'));
  const occurrences = await occurrencesOf(id);
  expect(occurrences[before]).toMatchObject({ outcome: 'missed', detail: expect.stringContaining('restored') });
  expect(outcomes(occurrences)).toEqual(['fired', 'missed outage']);
  await expectComplete(occurrences);
});
