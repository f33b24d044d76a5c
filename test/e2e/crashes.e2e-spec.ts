import { newId } from '#platform/ids.js';
import type { Verdict } from '#readmodel/verify.js';
import { eventually } from '../support/eventually.js';
import { figure } from '../support/figure.js';
import { aReadyCampaign, aVerifiedSender } from '../support/ready-campaign.js';
import {
  balanced,
  communicationsOf,
  historyOf,
  startRun,
  untilEnded,
  untilRunSo,
  windowOfWorker,
} from '../support/runs.js';
import { inDatabase } from '../support/in-database.js';
import { holdLog } from '../support/held-log.js';
import { lockTable } from '../support/table-lock.js';
import { everyRunReplays } from './every-run-replays.js';
import { serviceUnderTest } from './service-under-test.js';

const at = serviceUnderTest();
let senderId: string;

beforeAll(async () => {
  senderId = await aVerifiedSender(at.client, 1000);
});

test('a run whose worker is killed again and again reaches everybody at most once and accounts for all', async () => {
  const { client, sink, service } = at;
  const campaign = await aReadyCampaign(client, { contacts: 250, senderId });
  const before = sink.stored.length;
  const runId = await startRun(client, campaign.id);
  const kills = [30, 100, 170];
  for (const count of kills) {
    await sink.untilStored(before + count);
    await service.worker.kill();
    await service.startWorker();
  }
  const { unknown, accepted } = balanced(await untilEnded(client, runId));
  const copies = campaign.addresses.map((address) => sink.mailsTo(address).length);
  expect(Math.max(...copies)).toBe(1);
  expect(accepted + unknown).toBe(250);
  expect(unknown).toBeLessThanOrEqual(kills.length * windowOfWorker);
  expect((await communicationsOf(client, runId, 'unknown')).length).toBe(unknown);
  const received = copies.filter((count) => count === 1).length;
  expect(received).toBeGreaterThanOrEqual(accepted);
  figure(
    `${kills.length} kills in 250 messages: unknown ${unknown} ≤ ${kills.length * windowOfWorker} (kills × W), twice 0, lost 0`,
  );
});

test('a worker that slept past its leases sends nothing twice, and its late answers settle what was unknown', async () => {
  const { client, sink, service } = at;
  const campaign = await aReadyCampaign(client, { contacts: 14, senderId });
  sink.everyone = 'store-then-wait';
  const runId = await startRun(client, campaign.id);
  await untilRunSo(client, runId, ({ ledger }) => ledger.inFlight === windowOfWorker, 'on its way');
  await sink.untilAnyReached(5);
  const sleeper = service.worker;
  sleeper.child.kill('SIGSTOP');
  sink.everyone = 'accept';
  await service.startWorker();
  const run = await untilEnded(client, runId);
  expect(balanced(run)).toMatchObject({ accepted: 4, unknown: windowOfWorker });
  sleeper.child.kill('SIGCONT');
  sink.release();
  await eventually(async () => (await communicationsOf(client, runId, 'unknown')).length === 0);
  const [accepted, refused] = await Promise.all([
    communicationsOf(client, runId, 'accepted'),
    communicationsOf(client, runId, 'refused'),
  ]);
  const copies = (list: typeof accepted): readonly number[] =>
    list.map(({ contact }) => sink.mailsTo(contact.address ?? '').length);
  expect(new Set(copies(accepted))).toEqual(new Set([1]));
  expect(copies(refused).filter((count) => count > 0)).toEqual([]);
  expect(accepted.length + refused.length).toBe(14);
  await sleeper.kill();
  figure(
    `zombie worker: ${windowOfWorker} unknown, all settled by late evidence (${accepted.length - 4} sent, ${refused.length} not sent), twice 0`,
  );
});

test('a projector killed between its rows and their commit leaves neither rows nor a moved checkpoint', async () => {
  const { client, service } = at;
  const campaign = await aReadyCampaign(client, { contacts: 5, senderId });
  const lock = await lockTable(service.databaseUrl, 'rm_runs.ledgers');
  const runId = await startRun(client, campaign.id);
  await lock.untilWaiting(1);
  await service.worker.kill();
  await lock.cutOff();
  await lock.release();
  await service.startWorker();
  expect((await untilEnded(client, runId)).status).toBe('completed');
  const { equal, tables } = await client.post<Verdict>('/v1/projections/runs/verify');
  expect([equal, tables.flatMap(({ differences }) => differences)]).toEqual([true, []]);
});

test('a worker killed while it plans the batches goes on with the audience it froze, whoever joins the segment meanwhile', async () => {
  const { client, service } = at;
  const campaign = await aReadyCampaign(client, { contacts: 205, senderId });
  const freezing = await lockTable(service.databaseUrl, 'work.audiences');
  const runId = await startRun(client, campaign.id);
  await freezing.untilWaiting(1);
  const log = await holdLog(service, 'lost');
  await freezing.release();
  await log.untilWaiting(1);
  await service.worker.kill();
  await log.release();
  await client.put(`/v1/contacts/late-${campaign.tag}`, {
    email: 'late@people.example',
    name: 'Late',
    tags: [campaign.tag],
  });
  await service.startWorker();
  expect(balanced(await untilEnded(client, runId))).toMatchObject({ audience: 205, accepted: 205 });
  expect(at.sink.mailsTo('late@people.example')).toEqual([]);
});

test('a planner killed as it queues a due run starts it once', async () => {
  const { client, service } = at;
  const campaign = await aReadyCampaign(client, { contacts: 2, senderId });
  const runId = await startRun(client, campaign.id, { startAt: new Date(Date.now() + 1_500).toISOString() });
  const log = await holdLog(service, 'stored');
  await log.untilWaiting(1);
  await service.worker.kill();
  await log.release();
  await service.startWorker();
  await untilEnded(client, runId);
  const types = (await historyOf(client, runId)).map(({ type }) => type);
  expect(types.filter((type) => type === 'RunQueued' || type === 'RunStarted')).toEqual(['RunQueued', 'RunStarted']);
});

test('an API killed between append and answer has started one run, which the retry under the same key finds', async () => {
  const { client, service } = at;
  const campaign = await aReadyCampaign(client, { contacts: 2, senderId });
  const request = { body: { reason: 'once' }, headers: { 'idempotency-key': newId(), prefer: 'wait=20' } };
  const path = `/v1/campaigns/${campaign.id}/runs`;
  const doomed = await service.startApi();
  const log = await holdLog(service, 'stored');
  const lost = doomed.client.send('POST', path, request).catch(String);
  await log.untilWaiting(1);
  await doomed.process.kill();
  await log.release();
  expect(await lost).toBe('TypeError: fetch failed');
  // While nobody can know that the first attempt is dead, its key is taken.
  const early = await client.send('POST', path, request);
  expect([early.status, early.headers.get('retry-after')]).toEqual([409, expect.stringMatching(/^\d+$/)]);
  await inDatabase(service.databaseUrl, `update work.idempotency set leased_until = now() where answer is null`);
  const retried = await client.send<{ id: string }>('POST', path, request);
  expect(retried.status).toBe(201);
  const again = await client.send<{ id: string }>('POST', path, request);
  expect([again.status, again.body.id, again.headers.get('idempotency-replayed')]).toEqual([
    201,
    retried.body.id,
    'true',
  ]);
  await untilEnded(client, retried.body.id);
  const { items } = await client.get<{ items: readonly object[] }>(`/v1/runs?campaign=${campaign.id}`);
  expect(items).toHaveLength(1);
});

everyRunReplays(at);
