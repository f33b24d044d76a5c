import { projections } from '#readmodel/projections.js';
import type { Verdict } from '#readmodel/verify.js';
import type { DecisionView } from '../../apps/api/src/drafts/decide-drafts.js';
import type { RenderedAgainView } from '../../apps/api/src/drafts/render-again.js';
import type { ProjectionListView } from '../../apps/api/src/operations/operations.controller.js';
import type { RunCountersView } from '../../apps/api/src/runs/run-parts-view.js';
import { answer } from '../support/answering.js';
import { eventually } from '../support/eventually.js';
import { figure } from '../support/figure.js';
import { formsOf, placesHolding } from '../support/find-text.js';
import { aReadyCampaign, type ReadyCampaign } from '../support/ready-campaign.js';
import { balanced, communicationsOf, startRun, untilEnded, untilRun, untilRunSo } from '../support/runs.js';
import { everyRunReplays } from './every-run-replays.js';
import { serviceUnderTest } from './service-under-test.js';

const at = serviceUnderTest({ env: { SORTIE_LOG_LEVEL: 'debug' } });
const names = projections.map(({ name }) => name);

const verified = (): Promise<readonly Verdict[]> =>
  Promise.all(names.map((name) => at.client.post<Verdict>(`/v1/projections/${name}/verify`)));

const unequal = (verdicts: readonly Verdict[]): readonly object[] =>
  verdicts.filter(({ equal, parkedStreams }) => !equal || parkedStreams > 0);

/** Rebuilds every read model from the log; answers the digests of all their tables. */
const rebuilt = async (): Promise<Readonly<Record<string, string>>> => {
  const states = async () => (await at.client.get<ProjectionListView>('/v1/projections')).items;
  const before = new Map((await states()).map(({ name, rebuiltAt }) => [name, rebuiltAt]));
  await Promise.all(names.map((name) => at.client.command(`/v1/projections/${name}/rebuild`)));
  await eventually(async () =>
    (await states()).every(({ name, rebuiltAt }) => rebuiltAt !== null && rebuiltAt !== before.get(name)),
  );
  return digests();
};

const digests = async (): Promise<Readonly<Record<string, string>>> => {
  const verdicts = await verified();
  expect(unequal(verdicts)).toEqual([]);
  return Object.fromEntries(
    verdicts.flatMap(({ projection, tables }) =>
      tables.map(({ table, digest }) => [`${projection}.${table}`, digest.live]),
    ),
  );
};

const person = {
  externalId: 'customer-zelda-4711',
  email: 'Zelda.Quuxington+news@people.example',
  name: 'Zelda Quuxington',
};
const traces = [person.email, person.name, person.externalId];
let campaign: ReadyCampaign;
let runId: string;

/** Everything the service does with a person, so that every table that may hold something of them does. */
const meet = async (): Promise<void> => {
  const { client, sink, service } = at;
  campaign = await aReadyCampaign(client, { contacts: 20, changes: { reviewer: 'human' } });
  const { externalId, ...rest } = person;
  const contact = { ...rest, tags: [campaign.tag], attributes: { nick: person.name }, consent: { email: 'granted' } };
  await client.put(`/v1/contacts/${externalId}`, contact);
  await client.get(`/v1/contacts/${externalId}`);
  await client.get(`/v1/contacts?email=${encodeURIComponent(person.email)}`);
  await client.post(`/v1/campaigns/${campaign.id}/preview`, { contacts: [externalId] });
  await client.post(`/v1/senders/${campaign.senderId}/verify`, { to: person.email });
  // Before the address begins to put mail off: a test message that fails takes the sender's verification away.
  await eventually(() => sink.mailsTo(person.email).length > 0);
  sink.script(person.email, { answer: 451, at: 'data', text: `4.2.1 <${person.email}> is full` });
  runId = await startRun(client, campaign.id, { variables: { note: `call ${person.email}`, who: externalId } });
  await untilRun(client, runId, 'awaiting_approval');
  const draft = await eventually(async () => {
    const drafts = await communicationsOf(client, runId, 'draft');
    return drafts.length === 21 && drafts.find((one) => one.contact.externalId === externalId);
  });
  const { after } = await client.post<RenderedAgainView>(`/v1/drafts/${draft.id}/render-again`);
  const others = (await communicationsOf(client, runId, 'draft')).filter(({ id }) => id !== draft.id);
  const seen = others.map(({ id, contentHash }) => ({ id, contentHash }));
  const drafts = [{ id: draft.id, contentHash: after.contentHash }, ...seen];
  expect((await client.post<DecisionView>('/v1/drafts/approve', { drafts })).decided).toBe(21);
  await untilRunSo(client, runId, ({ ledger }) => ledger.accepted === 20 && ledger.inFlight === 0, 'sent but for one');
  expect((await communicationsOf(client, runId, 'deferred')).length).toBe(1);
  await client.get(`/v1/find?q=${encodeURIComponent(person.email)}`).catch(String);
  const [other] = campaign.addresses;
  const [mail] = sink.mailsTo(other ?? '');
  if (!mail) throw new Error('nothing was received');
  await answer({ inbound: service.inbound, mail: { ...mail, to: [person.email] }, text: `It is me, ${person.name}` });
  const tested = { test: true, contacts: [externalId], addresses: [person.email] };
  sink.script(person.email, 'store-then-die');
  await untilEnded(client, await startRun(client, campaign.id, tested));
  sink.script(person.email, { answer: 550, at: 'rcpt', text: `5.1.1 <${person.email}> unknown` });
  await untilEnded(client, await startRun(client, campaign.id, tested));
  await client.post('/v1/contact-events', {
    id: 'e1',
    contact: externalId,
    type: 'purchase',
    occurredAt: new Date().toISOString(),
  });
};

test('every read model, rebuilt from the log, is byte for byte what it was', async () => {
  await meet();
  const before = await digests();
  expect(await rebuilt()).toEqual(before);
  figure(`rebuild: ${names.length} read models, ${Object.keys(before).length} tables, 0 differ`);
});

test('a rebuild while a run is being sent: lists never go empty, and in the end show what happened', async () => {
  const { client } = at;
  const live = await aReadyCampaign(client, { contacts: 150, senderId: campaign.senderId });
  const before = (await client.get<RunCountersView>('/v1/runs/counters')).total;
  const running = await startRun(client, live.id);
  await untilRunSo(client, running, ({ ledger }) => ledger.accepted > 0, 'being sent');
  const seen: number[] = [];
  const over = new AbortController();
  const rebuilds = rebuilt().finally(() => over.abort());
  while (!over.signal.aborted) seen.push((await client.get<RunCountersView>('/v1/runs/counters')).total);
  await rebuilds;
  expect(Math.min(...seen)).toBe(before + 1);
  expect(balanced(await untilEnded(client, running))).toMatchObject({ accepted: 150 });
  await digests();
  figure(`rebuilt while sending: ${seen.length} looks at the list, 0 of them missed a run`);
});

const inLogs = (text: string): number =>
  at.service.logs().filter((line) => formsOf(text).some((form) => line.toLowerCase().includes(form))).length;

const placesOf = async (): Promise<Readonly<Record<string, number>>> => {
  const found: Record<string, number> = {};
  for (const trace of traces) {
    for (const [place, count] of Object.entries(await placesHolding(at.service, trace)))
      found[`${place}: ${trace}`] = count;
  }
  return found;
};

test('an erased contact is found in no table of any schema, in no event, job or log line, and every rebuild still gives the same', async () => {
  const before = await placesOf();
  expect(Object.keys(before)).toEqual(expect.arrayContaining([`vault.contacts: ${person.email}`]));
  await at.client.command(`/v1/contacts/${person.externalId}/erase`, { reason: 'asked to be forgotten' });
  expect(await placesOf()).toEqual({});
  expect(traces.map(inLogs)).toEqual([0, 0, 0]);
  const tables = await digests();
  expect(await rebuilt()).toEqual(tables);
  expect(await placesOf()).toEqual({});
  expect((await at.client.send('GET', `/v1/contacts/${person.externalId}`, {})).status).toBe(404);
  const lines = at.service.logs().length;
  figure(`erased: found ${Object.keys(before).length} traces in tables before, 0 after; 0 in ${lines} log lines`);
});

test('whoever is erased between planning and sending is skipped, and the ledger says so', async () => {
  const contacts = [`${campaign.tag}-1`, `${campaign.tag}-2`];
  const startAt = new Date(Date.now() + 1_500).toISOString();
  const waiting = await startRun(at.client, campaign.id, { test: true, contacts, startAt });
  await at.client.command(`/v1/contacts/${contacts[1]}/erase`);
  const ledger = balanced(await untilEnded(at.client, waiting));
  expect(ledger).toMatchObject({ audience: 2, accepted: 1, skipped: { erased: 1 } });
});

everyRunReplays(at);
