import type { Outcome } from '#domain/batch/messages.js';
import type { RunEvent } from '#domain/run/messages.js';
import { runDecider } from '#domain/run/decide.js';
import { campaignDefinition, goalDefinition } from '#domain/testing/definition-fixtures.js';
import { manifestOf, requestOf } from '#domain/testing/run-fixtures.js';
import { execute } from '#eventstore/execute.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { systemClock } from '#platform/clock.js';
import { openPool } from '#platform/database/pool.js';
import { Leases } from '#platform/leases/leases.js';
import { gates } from '#readmodel/gates/projection.js';
import { runProjections } from '#readmodel/runner/run-projections.js';
import { contactsByExternalIds } from '#vault/contacts/contacts.js';
import { putContact } from '#vault/contacts/put.js';
import { freshDatabase } from '../../../../test/support/database.js';
import { appendFacts, fact } from '../../../../test/support/event-builders.js';
import { eventually } from '../../../../test/support/eventually.js';
import { deliverAlone } from '../../../../test/support/work-alone.js';
import { workerContext } from '../worker-context.js';
import { Slots } from './slots.js';

const at = '2026-11-20T09:00:00.000Z';
const campaign = { ...campaignDefinition, channel: 'noop', template: { text: 'Hello' }, limits: {} } as const;
/** One message in a quarter of an hour. */
const sender = { name: 's', channel: 'noop', provider: 'noop', limits: { perSecond: 0.001 } } as const;
const published = { version: 1, summary: '' };
const accepted: Outcome = { kind: 'accepted', answer: '250 ok' };

it('keeps no places while its sender has to rest, and hears of a pause all the same', async () => {
  const database = await freshDatabase();
  const pool = openPool(database.url);
  const store = await openPostgresEventStore({ pool, url: database.url });
  const stop = new AbortController();
  const leases = new Leases(pool, 'w');
  const news = { report: () => undefined };
  const projecting = runProjections(
    { pool, store, leases, leaseMs: 3_000, projections: [gates], ...news },
    stop.signal,
  );
  const names = ['ada', 'bob'];
  for (const name of names) await putContact(pool, name, {}, 'test');
  const contacts = await contactsByExternalIds(pool, names);
  const contactIds = names.map((name) => contacts.get(name)?.id ?? '');
  const runId = 'r1';
  const manifest = { ...manifestOf(2), segment: null, sender: { id: 's1', version: 1, hash: 'cc' } };
  const events: readonly RunEvent[] = [
    { type: 'RunRequested', data: requestOf(runId) },
    { type: 'RunQueued', data: { runId } },
    { type: 'RunPreparing', data: { runId } },
    { type: 'RunStarted', data: { runId, manifest, batches: 1 } },
  ];
  await appendFacts(store, [
    fact(
      'campaign-c1',
      { type: 'CampaignDefined', data: { ...published, id: 'c1', hash: 'aa', definition: campaign } },
      at,
    ),
    fact(
      'goal-g1',
      { type: 'GoalDefined', data: { ...published, id: 'g1', hash: 'bb', definition: goalDefinition } },
      at,
    ),
    fact('sender-s1', { type: 'SenderDefined', data: { ...published, id: 's1', hash: 'cc', definition: sender } }, at),
    ...events.map((event) => fact(`run-${runId}`, event, at)),
    fact(`runbatch-${runId}.1`, { type: 'BatchPlanned', data: { runId, batch: 1, contactIds, digest: 'd' } }, at),
  ]);

  const slots = new Slots(4);
  const carrier = {
    slots,
    channel: {
      kind: 'noop',
      connections: 2,
      messageIdOf: (id: string) => `<${id}@test>`,
      send: () => Promise.resolve(accepted),
      close: () => Promise.resolve(),
    },
  } as const;
  const deps = {
    store,
    sql: pool,
    leases,
    channels: { email: carrier, http: carrier, noop: carrier },
    worker: 'w',
    now: systemClock,
    leaseMs: 3_000,
    suppressionKey: Buffer.alloc(32, 7),
    patienceMs: 20_000,
    unsubscribeUrl: (id: string) => `https://x.test/u/${id}`,
  };
  const delivering = deliverAlone(deps, { runId, batch: 1 }, stop.signal);
  const settled = async (): Promise<number> =>
    (await store.read(`runbatch-${runId}.1`)).filter(({ type }) => type === 'DispatchSettled').length;
  await eventually(async () => (await settled()) === 1);
  // Before the next look at the run it asks for places again, for a moment.
  await eventually(() => {
    const free = slots.take(slots.size);
    slots.release(free);
    return free === slots.size;
  });
  const context = workerContext({ worker: 'test', part: 'deliveries', about: 'test', now: systemClock });
  await execute(store, runDecider, `run-${runId}`, { type: 'PauseRun', data: {} }, context);
  expect(await delivering).toBe('waiting');
  expect(await settled()).toBe(1);

  stop.abort();
  await projecting;
  await store.close();
  await pool.end();
  await database.drop();
});
