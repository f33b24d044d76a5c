import type pg from 'pg';
import type { BatchEvent, Outcome } from '#domain/batch/messages.js';
import { quietPolicyOf } from '#domain/quiet-hours/policy.js';
import type { QuietHours } from '#domain/quiet-hours/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import { campaignDefinition, goalDefinition } from '#domain/testing/definition-fixtures.js';
import { manifestOf, requestOf } from '#domain/testing/run-fixtures.js';
import { toNewEvents } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { systemClock } from '#platform/clock.js';
import { openPool } from '#platform/database/pool.js';
import { newId } from '#platform/ids.js';
import { Leases } from '#platform/leases/leases.js';
import { due } from '#readmodel/due/projection.js';
import { openBatches } from '#readmodel/due/queries.js';
import { gates } from '#readmodel/gates/projection.js';
import { runProjections } from '#readmodel/runner/run-projections.js';
import { contactsByExternalIds } from '#vault/contacts/contacts.js';
import { putContact } from '#vault/contacts/put.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { deliverAlone } from '../../../../test/support/work-alone.js';
import type { Channel, OutgoingMessage } from '../channels/channel.js';
import { workerContext } from '../worker-context.js';
import { Slots } from './slots.js';

const accepted: Outcome = { kind: 'accepted', answer: '250 ok' };
const context = () => workerContext({ worker: 'test', part: 'deliveries', about: 'test', now: systemClock });
const zones = { berlin: 'Europe/Berlin', kolkata: 'Asia/Kolkata', anywhere: null };
const names = Object.keys(zones);
const campaign = { ...campaignDefinition, channel: 'noop', template: { text: 'Hello' }, limits: {} } as const;
const night: QuietHours = { windows: [{ from: '21:00', to: '08:00' }], policy: 'hold' };

/** 19:30 in Berlin, 00:00 in Kolkata, 18:30 where nobody said otherwise. */
const evening = '2026-11-22T18:30:00.000Z';

describe('a batch with quiet hours', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: EventStore;
  let contactIds: string[];
  let projecting: Promise<void>;
  const stop = new AbortController();

  beforeAll(async () => {
    database = await freshDatabase();
    pool = openPool(database.url);
    store = await openPostgresEventStore({ pool, url: database.url });
    const leases = new Leases(pool, 'p');
    projecting = runProjections(
      { pool, store, leases, leaseMs: 3_000, projections: [gates, due], report: () => undefined },
      stop.signal,
    );
    for (const [name, timeZone] of Object.entries(zones)) await putContact(pool, name, { timeZone }, 'test');
    const contacts = await contactsByExternalIds(pool, names);
    contactIds = names.map((name) => contacts.get(name)?.id ?? '');
    const defined = { version: 1, summary: '' };
    await append('campaign-c1', {
      type: 'CampaignDefined',
      data: { ...defined, id: 'c1', hash: 'aa', definition: campaign },
    });
    await append('goal-g1', {
      type: 'GoalDefined',
      data: { ...defined, id: 'g1', hash: 'bb', definition: goalDefinition },
    });
  });

  afterAll(async () => {
    stop.abort();
    await projecting;
    await store.close();
    await pool.end();
    await database.drop();
  });

  const append = async (stream: string, ...events: readonly { type: string; data: object }[]): Promise<void> => {
    expect((await store.append(stream, 'none', toNewEvents(events, context()))).ok).toBe(true);
  };

  /** A run in progress with one batch of the three contacts. */
  const runWith = async (quiet: QuietHours): Promise<string> => {
    const runId = newId();
    const base = manifestOf(names.length);
    const policies = { ...base.policies, quietHours: quietPolicyOf(quiet, 'UTC') };
    const manifest = { ...base, sender: null, segment: null, policies };
    await append(
      `run-${runId}`,
      { type: 'RunRequested', data: requestOf(runId) },
      { type: 'RunQueued', data: { runId } },
      { type: 'RunPreparing', data: { runId } },
      { type: 'RunStarted', data: { runId, manifest, batches: 1 } },
    );
    await append(`runbatch-${runId}.1`, { type: 'BatchPlanned', data: { runId, batch: 1, contactIds, digest: 'd' } });
    return runId;
  };

  /** Delivers as far as it goes while the clock shows this, and answers who got something. */
  const deliverAt = async (now: Instant, runId: string): Promise<{ verdict: string; sent: readonly string[] }> => {
    const sent: string[] = [];
    const channel: Channel = {
      kind: 'noop',
      connections: 2,
      messageIdOf: (id) => `<${id}@test>`,
      send: ({ to }: OutgoingMessage) => Promise.resolve((sent.push(to), accepted)),
      close: () => Promise.resolve(),
    };
    const carrier = { channel, slots: new Slots(4) };
    const deps = {
      store,
      sql: pool,
      leases: new Leases(pool, 'w'),
      channels: { email: carrier, http: carrier, noop: carrier },
      worker: 'w',
      now: () => now,
      leaseMs: 3_000,
      suppressionKey: Buffer.alloc(32, 7),
      patienceMs: 20_000,
      unsubscribeUrl: (id: string) => `https://x.test/u/${id}`,
    };
    const verdict = await deliverAlone(deps, { runId, batch: 1 }, stop.signal);
    return { verdict, sent };
  };

  const eventsOf = async (runId: string): Promise<BatchEvent[]> =>
    (await store.read(`runbatch-${runId}.1`)).map(({ type, data }) => ({ type, data }) as BatchEvent);

  it('holds whom it is quiet for, sends to the others, and sends the rest when it is over', async () => {
    const runId = await runWith(night);
    expect(await deliverAt(evening, runId)).toEqual({ verdict: 'waiting', sent: ['berlin', 'anywhere'] });
    const until = '2026-11-23T02:30:00.000Z';
    expect((await eventsOf(runId)).filter(({ type }) => type === 'CommunicationHeld')).toEqual([
      {
        type: 'CommunicationHeld',
        data: expect.objectContaining({ contactId: contactIds[1], reason: 'quiet-hours', until, rule: 'quiet-hours' }),
      },
    ]);
    // The log alone brings it back, and not before.
    await eventually(async () => {
      const [batch] = await openBatches(pool, { runId });
      return batch?.nextDueAt === until && batch.claimable + batch.claimed === 0;
    });
    expect(await openBatches(pool, { runId, now: '2026-11-23T02:29:59.999Z' })).toEqual([]);
    expect(await openBatches(pool, { runId, now: until })).toHaveLength(1);
    expect(await deliverAt('2026-11-23T02:29:59.999Z', runId)).toEqual({ verdict: 'waiting', sent: [] });
    expect(await deliverAt(until, runId)).toEqual({ verdict: 'closed', sent: ['kolkata'] });
  });

  it('holds again when it is quiet once more by the time somebody comes', async () => {
    const runId = await runWith(night);
    await deliverAt(evening, runId);
    expect(await deliverAt('2026-11-23T18:30:00.000Z', runId)).toEqual({ verdict: 'waiting', sent: [] });
    expect((await eventsOf(runId)).at(-1)).toMatchObject({ data: { until: '2026-11-24T02:30:00.000Z' } });
  });

  it.each<[string, QuietHours, string]>([
    ['where the campaign skips', { ...night, policy: 'skip' }, 'quiet-hours'],
    ['who would be held for too long', { ...night, holdAtMostHours: 7 }, 'hold-at-most'],
  ])('skips %s', async (_, quiet, rule) => {
    const runId = await runWith(quiet);
    expect(await deliverAt(evening, runId)).toEqual({ verdict: 'closed', sent: ['berlin', 'anywhere'] });
    const events = await eventsOf(runId);
    expect(events.find(({ type }) => type === 'CommunicationSkipped')?.data).toMatchObject({
      reason: 'quiet-hours',
      rule,
    });
    expect(events.at(-1)).toMatchObject({ data: { totals: { accepted: 2, skipped: { 'quiet-hours': 1 } } } });
  });
});
