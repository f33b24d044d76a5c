import type pg from 'pg';
import { campaignDefinition, senderDefinition } from '#domain/testing/definition-fixtures.js';
import { pins } from '#domain/testing/run-fixtures.js';
import type { RunRequest } from '#domain/run/messages.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { EventStore } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { openPool } from '#platform/database/pool.js';
import { newId } from '#platform/ids.js';
import { type Lease, Leases } from '#platform/leases/leases.js';
import { due } from '#readmodel/due/projection.js';
import { placesInLine } from '#readmodel/due/run-places.js';
import { stalledRuns } from '#readmodel/due/queries.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendFacts, type Fact, fact, recorded, runLife } from '../../../../test/support/event-builders.js';
import { fold } from '../../../../test/support/read-models.js';
import { loadRun } from '../deliveries/plan.js';
import { type ChannelRuns, clearPlaces, takePlace } from './run-places.js';

const begin = '2026-11-20T09:00:00.000Z';
const minutes = (count: number): string => new Date(Date.parse(begin) + count * 60_000).toISOString();

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;
let leases: Leases;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url, { max: 12 });
  store = await openPostgresEventStore({ pool, url: database.url });
  leases = new Leases(pool, 'test');
});

afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

/** A campaign with its limit and a sender with its, and the pins of a run that uses both. */
const limited = async (campaignRuns?: number, senderRuns?: number): Promise<RunRequest['pins']> => {
  const [campaign, sender] = [newId(), newId()];
  const version = { version: 1, hash: 'aa', summary: '' };
  const campaignLimits = campaignRuns === undefined ? {} : { concurrentRuns: campaignRuns };
  const limits = { perSecond: 20, ...(senderRuns === undefined ? {} : { concurrentRuns: senderRuns }) };
  const definition = { ...campaignDefinition, limits: campaignLimits };
  await appendFacts(store, [
    fact(`campaign-${campaign}`, { type: 'CampaignDefined', data: { id: campaign, ...version, definition } }, begin),
    fact(
      `sender-${sender}`,
      { type: 'SenderDefined', data: { id: sender, ...version, definition: { ...senderDefinition, limits } } },
      begin,
    ),
  ]);
  const pin = { version: 1, hash: 'aa' };
  return { ...pins, campaign: { id: campaign, ...pin }, sender: { id: sender, ...pin } };
};

/** A run's life up to a status in the log; with `known` the read model has taken it in. */
const begun = async (
  of: RunRequest['pins'],
  { status = 'queued', at = begin, known = false, ...request }: Life = {},
): Promise<string> => {
  const runId = newId();
  const facts = runLife({ runId, status, at, request: { campaignId: of.campaign.id, pins: of, ...request } });
  await appendFacts(store, facts);
  if (known) await know(facts);
  return runId;
};
type Life = Partial<Pick<RunRequest, 'type' | 'channel'>> & { status?: RunStatus; at?: string; known?: boolean };
const know = (facts: readonly Fact[]) => fold(pool, due, 'rm_due', recorded(facts), 1_000);

const held = async (runId: string): Promise<Lease> => {
  const lease = await leases.acquire(`run:${runId}`, 60_000);
  if (lease === null) throw new Error('somebody else has it');
  return lease;
};

const take = async (runId: string, channelRuns: ChannelRuns = {}, lease?: Lease): Promise<boolean> => {
  const run = await loadRun(store, runId);
  if (run.status === 'absent') throw new Error('there is no such run');
  const own = lease ?? (await held(runId));
  try {
    return await takePlace({ store, pool, channelRuns }, own, run.request);
  } finally {
    await own.release();
  }
};

const cancel = (runId: string) =>
  appendFacts(store, [
    fact(`run-${runId}`, { type: 'RunCancellationRequested', data: { runId } }, begin),
    fact(`run-${runId}`, { type: 'RunCancelled', data: { runId, ledger: nobody } }, begin),
  ]);
const nobody = {
  audience: 0,
  waiting: 0,
  inFlight: 0,
  accepted: 0,
  refused: 0,
  skipped: {},
  unknown: 0,
  notAttempted: 0,
};

it('lets so many go, then those that were queued first, whoever asks first', async () => {
  const of = await limited(2);
  const [one, two] = [await begun(of), await begun(of)];
  const [third, fourth] = [await begun(of, { at: minutes(1) }), await begun(of, { at: minutes(2) })];
  expect([await take(one), await take(two), await take(fourth), await take(third)]).toEqual([true, true, false, false]);
  expect(await placesInLine(pool, fourth)).toEqual([
    {
      runId: fourth,
      scope: `campaign:${of.campaign.id}`,
      most: 2,
      underWay: 2,
      ahead: 1,
      since: expect.stringMatching(/^2026-11-20T09:02/),
    },
  ]);
  await cancel(one);
  await clearPlaces({ store, pool });
  expect([await take(fourth), await take(third)]).toEqual([false, true]);
  await cancel(third);
  await clearPlaces({ store, pool });
  expect(await take(fourth)).toBe(true);
});

it('gives no more places than there are, however many ask at the same moment', async () => {
  const of = await limited(3);
  const runs = await Promise.all(Array.from({ length: 10 }, () => begun(of)));
  await Promise.all(runs.map((runId) => take(runId)));
  const granted = await Promise.all(runs.map((runId) => take(runId)));
  expect(granted.filter((each) => each)).toHaveLength(3);
});

it('counts what is under way by the log, whoever let it go', async () => {
  const of = await limited(1);
  await begun(of, { status: 'paused', known: true });
  expect(await take(await begun(of))).toBe(false);
});

it('has a run wait in every line that it stands in, and nobody overtakes it in one of them', async () => {
  const busy = await limited(undefined, 1);
  const free = await limited(1);
  expect(await take(await begun(busy))).toBe(true);
  const both = { ...free, sender: busy.sender };
  const waits = await begun(both);
  expect(await take(waits)).toBe(false);
  expect((await placesInLine(pool, waits)).map(({ scope, underWay, ahead }) => [scope, underWay + ahead])).toEqual([
    [`campaign:${free.campaign.id}`, 0],
    [`sender:${busy.sender?.id}`, 1],
  ]);
  expect(await take(await begun(free, { at: minutes(1) }))).toBe(false);
});

it('limits a channel for the whole installation', async () => {
  const channelRuns = { http: 1 };
  const [one, two] = [await limited(), await limited()];
  expect(await take(await begun(one, { channel: 'http' }), channelRuns)).toBe(true);
  expect(await take(await begun(two, { channel: 'http' }), channelRuns)).toBe(false);
  expect(await take(await begun(two), channelRuns)).toBe(true);
});

it('has test runs neither wait nor count', async () => {
  const of = await limited(1);
  await begun(of, { type: 'test', status: 'running', known: true });
  expect(await take(await begun(of))).toBe(true);
  expect(await take(await begun(of, { type: 'test' }))).toBe(true);
});

it('keeps the place of a run whose preparation crashed, for whoever goes on', async () => {
  const of = await limited(1);
  const runId = await begun(of);
  expect(await take(runId)).toBe(true);
  await clearPlaces({ store, pool });
  expect(await take(await begun(of, { at: minutes(-1) }))).toBe(false);
  expect(await take(runId)).toBe(true);
});

it('gives no place to whoever has lost the lease of the run', async () => {
  const of = await limited(1);
  const runId = await begun(of);
  const lost = await held(runId);
  await lost.release();
  const now = await held(runId);
  expect(await take(runId, {}, lost)).toBe(false);
  expect(await placesInLine(pool, runId)).toEqual([]);
  expect(await take(runId, {}, now)).toBe(true);
});

it('takes a run out of line that was put off, unless it has been queued again', async () => {
  const of = await limited(1);
  expect(await take(await begun(of))).toBe(true);
  const [later, again] = [await begun(of, { at: minutes(1) }), await begun(of, { at: minutes(2) })];
  for (const runId of [later, again]) {
    await take(runId);
    await appendFacts(store, [
      fact(`run-${runId}`, { type: 'RunRescheduled', data: { runId, startAt: minutes(60), before: null } }, minutes(3)),
    ]);
  }
  await appendFacts(store, [fact(`run-${again}`, { type: 'RunQueued', data: { runId: again } }, minutes(60))]);
  await take(again);
  await clearPlaces({ store, pool });
  expect(await placesInLine(pool, later)).toEqual([]);
  expect(await placesInLine(pool, again)).toMatchObject([{ ahead: 0, since: minutes(60) }]);
});

it('is no stall', async () => {
  const of = await limited(1);
  await begun(of, { status: 'paused', known: true });
  const [waits, forgotten] = [await begun(of, { known: true }), await begun(of, { known: true })];
  await take(waits);
  const stalled = await stalledRuns(pool, minutes(30));
  expect([stalled.includes(waits), stalled.includes(forgotten)]).toEqual([false, true]);
});
