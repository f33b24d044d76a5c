import { headerOf } from '../support/answering.js';
import { figure } from '../support/figure.js';
import { everyEvent } from '../support/log-of.js';
import { aReadyCampaign, type ReadyCampaign } from '../support/ready-campaign.js';
import { balanced, historyOf, startRun, untilEnded, untilRun, untilRunSo, windowOfWorker } from '../support/runs.js';
import type { ServiceClient } from '../support/service-client.js';
import type { StoredMail } from '../support/smtp-sink.js';
import { everyRunReplays } from './every-run-replays.js';
import { serviceUnderTest } from './service-under-test.js';

const at = serviceUnderTest({ workers: 2, apis: 2 });
/** Most claims without an outcome of all workers together. */
const window = 2 * windowOfWorker;

/** Many enough to be in the middle of when something else happens. */
let many: ReadyCampaign;

beforeAll(async () => {
  many = await aReadyCampaign(at.client, { contacts: 350 });
});

const otherApi = (): ServiceClient => {
  const client = at.service.apis[1]?.client;
  if (!client) throw new Error('there is no second API');
  return client;
};

const arrivedIn = async (work: () => Promise<void>): Promise<readonly StoredMail[]> => {
  const before = at.sink.stored.length;
  await work();
  return at.sink.stored.slice(before);
};

const twice = (mails: readonly StoredMail[]): number =>
  mails.length - new Set(mails.map((mail) => headerOf(mail, 'Message-ID'))).size;

/** Most arrivals in any second. */
const fastest = (mails: readonly StoredMail[]): number =>
  Math.max(...mails.map(({ at: from }) => mails.filter((mail) => mail.at >= from && mail.at < from + 1_000).length));

test('ten runs over two workers and two APIs: each message once, and the sender keeps its limit over all of them', async () => {
  const [perSecond, burst, runs, contacts] = [50, 10, 10, 20];
  const campaign = await aReadyCampaign(at.client, { contacts, perSecond });
  // A worker carries out eight batches at a time: with ten the other one has work too.
  const ids: string[] = [];
  const mails = await arrivedIn(async () => {
    const clients = [at.client, otherApi()];
    for (let i = 0; i < runs; i += 1) ids.push(await startRun(clients[i % 2] ?? at.client, campaign.id));
    for (const id of ids) expect(balanced(await untilEnded(otherApi(), id))).toMatchObject({ accepted: contacts });
  });
  expect([mails.length, twice(mails)]).toEqual([runs * contacts, 0]);
  const histories = await Promise.all(ids.map((id) => historyOf(at.client, id)));
  const owners = histories.flat().flatMap(({ type, actor }) => (type === 'DispatchClaimed' ? [actor] : []));
  expect(new Set(owners).size).toBe(2);
  // What arrives in a span was in flight when it began, or has been granted within it.
  const [first, last] = [mails.at(0)?.at ?? 0, mails.at(-1)?.at ?? 0];
  const inFlight = Math.min(window, perSecond);
  expect(fastest(mails)).toBeLessThanOrEqual(perSecond + burst + inFlight);
  expect(last - first).toBeGreaterThanOrEqual(((mails.length - burst - inFlight) / perSecond) * 1_000);
  const rate = Math.round((mails.length / (last - first)) * 1_000);
  figure(
    `two workers, limit ${perSecond}/s (burst ${burst}): ${mails.length} sent at ${rate}/s, most in any second ${fastest(mails)}, twice 0`,
  );
});

test('a cancel in the middle of sending: after it is acknowledged no more than the window leaves', async () => {
  let left = 0;
  const mails = await arrivedIn(async () => {
    const runId = await startRun(at.client, many.id);
    await at.sink.untilStored(at.sink.stored.length + 60);
    await otherApi().command(`/v1/runs/${runId}/cancel`, { reason: 'stop' });
    const acknowledged = at.sink.stored.length;
    await untilRun(at.client, runId, 'cancelled');
    const ledger = balanced(await untilEnded(at.client, runId));
    left = at.sink.stored.length - acknowledged;
    expect(ledger.notAttempted).toBeGreaterThan(0);
    expect(ledger.unknown).toBe(0);
  });
  expect(left).toBeLessThanOrEqual(window);
  expect(twice(mails)).toBe(0);
  figure(`cancel while sending: ${left} ≤ ${window} (W of two workers) left after the answer, twice 0`);
});

test('opt-outs in the middle of sending: after they are acknowledged no more than the window leaves to them', async () => {
  let left = 0;
  const mails = await arrivedIn(async () => {
    const runId = await startRun(at.client, many.id);
    await at.sink.untilStored(at.sink.stored.length + 40);
    const begun = new Set(at.sink.stored.slice(-40).flatMap(({ to }) => to));
    const chosen = many.addresses.filter((address) => !begun.has(address)).slice(-60);
    await Promise.all(chosen.map((address) => otherApi().command('/v1/suppressions', { address })));
    const acknowledged = at.sink.stored.length;
    const ledger = balanced(await untilEnded(at.client, runId));
    const late = at.sink.stored.slice(acknowledged).flatMap(({ to }) => to);
    left = late.filter((address) => chosen.includes(address)).length;
    expect(ledger.accepted + (ledger.skipped['suppressed'] ?? 0)).toBe(350);
  });
  expect(left).toBeLessThanOrEqual(window);
  expect(twice(mails)).toBe(0);
  figure(`60 opt-outs while sending: ${left} ≤ ${window} (W of two workers) left after the answers, twice 0`);
});

test('a hold stops all workers: no more than the window leaves, and once it is lifted the run goes on to its end', async () => {
  const campaign = await aReadyCampaign(at.client, { contacts: 300 });
  const scope = `campaign:${campaign.id}`;
  let left = 0;
  const mails = await arrivedIn(async () => {
    const runId = await startRun(at.client, campaign.id);
    await at.sink.untilStored(at.sink.stored.length + 50);
    await otherApi().command('/v1/holds', { scope, reason: 'a wrong price' });
    const acknowledged = at.sink.stored.length;
    const stands = await untilRunSo(
      at.client,
      runId,
      ({ ledger, waitingFor }) => ledger.inFlight === 0 && waitingFor.some(({ kind }) => kind === 'hold'),
      'held',
    );
    left = at.sink.stored.length - acknowledged;
    expect(stands.status).toBe('running');
    await at.client.command('/v1/holds/lift', { scope });
    expect(balanced(await untilEnded(at.client, runId))).toMatchObject({ accepted: 300, unknown: 0 });
  });
  const types = (await everyEvent(at.service, 'hold', 'runbatch')).map(({ type }) => type);
  const underHold = types.slice(types.lastIndexOf('HoldPlaced'), types.lastIndexOf('HoldLifted'));
  const claimed = underHold.filter((type) => type === 'DispatchClaimed').length;
  expect(left).toBeLessThanOrEqual(window);
  expect(claimed).toBeLessThanOrEqual(window);
  expect([mails.length, twice(mails)]).toEqual([300, 0]);
  figure(
    `hold: ${left} ≤ ${window} (W of two workers) left after the answer, ${claimed} claimed under it; lifted: 300 of 300`,
  );
});

test('workers replaced one after the other under load: nothing is of unknown fate', async () => {
  const campaign = await aReadyCampaign(at.client, { contacts: 300 });
  const mails = await arrivedIn(async () => {
    const runId = await startRun(at.client, campaign.id);
    const before = at.sink.stored.length;
    const [first, second] = at.service.workers;
    for (const [worker, count] of [[first, 40] as const, [second, 120] as const]) {
      await at.sink.untilStored(before + count);
      expect(await worker?.kill('SIGTERM')).toBe(0);
      await at.service.startWorker();
    }
    expect(balanced(await untilEnded(at.client, runId))).toMatchObject({ accepted: 300, unknown: 0, refused: 0 });
  });
  expect([mails.length, twice(mails)]).toEqual([300, 0]);
  figure('two workers replaced by SIGTERM under load: unknown 0, twice 0, 300 of 300');
});

everyRunReplays(at);
