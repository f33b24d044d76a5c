import { newId } from '#platform/ids.js';
import { contactsByExternalIds } from '#vault/contacts/contacts.js';
import { runInputs } from '#vault/run-inputs/run-inputs.js';
import { startTestApi, type TestApi } from './api.js';
import { recordRun } from './recorded-run.js';
import { caughtUp, putContacts, readyCampaign, start } from './run-fixtures.js';

let api: TestApi;
let campaignId: string;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
  await putContacts(api);
  campaignId = await readyCampaign(api);
});
afterAll(() => api.stop());

const act = (id: string, action: string, body: object = {}) =>
  api.request(`POST /v1/runs/${id}/${action}`, { as: 'operator', body, headers: { 'idempotency-key': newId() } });
const read = async (id: string) => (await api.request(`GET /v1/runs/${id}`)).body;
const allowed = (body: { allowedActions: { action: string; allowed: boolean }[] }): string[] =>
  body.allowedActions.filter((each) => each.allowed).map(({ action }) => action);
const tomorrow = '2099-11-23T09:00:00.000Z';

test('a scheduled run is moved, started early, and cancelled before it began', async () => {
  const { id } = (await start(api, campaignId, { startAt: tomorrow })).body;
  expect(allowed(await read(id))).toEqual(['refresh', 'start-now', 'reschedule', 'cancel', 'run-again']);
  const moved = await act(id, 'reschedule', {
    startAt: { local: '2099-11-24T09:00', timeZone: 'Europe/Berlin' },
    reason: 'a day later',
  });
  expect(moved).toMatchObject({ status: 202, body: { id, revision: 2 } });
  expect(await read(id)).toMatchObject({ status: 'scheduled', startAt: '2099-11-24T08:00:00.000Z' });
  expect((await act(id, 'start-now')).status).toBe(202);
  expect(await read(id)).toMatchObject({ status: 'queued' });
  expect((await act(id, 'cancel')).status).toBe(202);
  expect(await read(id)).toMatchObject({ status: 'cancelled', waitingFor: [], endedAt: expect.any(String) });
  const [, , last] = await api.installation.store.read(`run-${id}`);
  expect(last?.metadata).toMatchObject({ actor: 'operator of the test', reason: 'a day later', source: 'api' });
});

test('a new start must lie ahead, outside the gaps of the clocks', async () => {
  const { id } = (await start(api, campaignId, { startAt: tomorrow })).body;
  for (const [startAt, code] of [
    ['2020-01-01T00:00:00Z', 'in-the-past'],
    ['soon', 'not-a-time'],
  ]) {
    expect(await act(id, 'reschedule', { startAt })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/startAt', code }] },
    });
  }
  expect(await act(id, 'reschedule')).toMatchObject({ status: 400, body: { errors: [{ pointer: '/startAt' }] } });
});

const wrong: [string, object][] = [
  ['pause', {}],
  ['resume', {}],
  ['cancel', {}],
  ['start-now', {}],
  ['reschedule', { startAt: tomorrow }],
  ['retry-failed', {}],
];

test.each(wrong)('%s of a run that has ended well: 409, with what can be done', async (action, body) => {
  const { id } = await recordRun(api, campaignId, { fates: ['accepted', 'accepted'], ended: true });
  const refused = await act(id, action, body);
  expect(refused).toMatchObject({
    status: 409,
    body: { type: '/problems/action-not-allowed', code: 'not-allowed-now' },
  });
  expect(allowed(refused.body)).toEqual(['refresh', 'run-again']);
  expect(refused.body.allowedActions).toContainEqual({
    action,
    allowed: false,
    because: action === 'retry-failed' ? 'no recipient was refused' : 'not while the run is completed',
  });
});

test('a run in progress is paused, which is repeated without harm, and resumed', async () => {
  const { id, tell } = await recordRun(api, campaignId, { fates: ['accepted', 'planned'] });
  expect(allowed(await read(id))).toEqual(['refresh', 'pause', 'cancel', 'run-again']);
  expect(await act(id, 'pause')).toMatchObject({ status: 202 });
  expect(await act(id, 'pause')).toMatchObject({ status: 202 });
  expect(await read(id)).toMatchObject({ status: 'pausing' });
  await tell({ type: 'ConfirmPause', data: {} });
  await caughtUp(api);
  const paused = await read(id);
  expect(paused).toMatchObject({ status: 'paused', ledger: { audience: 2, accepted: 1, waiting: 1 } });
  expect(paused.waitingFor).toContainEqual(expect.objectContaining({ kind: 'paused', count: 1, until: null }));
  expect((await act(id, 'resume')).status).toBe(202);
  expect(await read(id)).toMatchObject({ status: 'running' });
});

test('what a run waits for: a reviewer, a time, a hold', async () => {
  const { id } = await recordRun(api, campaignId, { fates: ['draft', 'deferred', 'planned'] });
  await api.request('POST /v1/holds', { body: { scope: `campaign:${campaignId}`, reason: 'wrong price' } });
  await caughtUp(api, 'due', 'gates', 'communications');
  const { waitingFor } = await read(id);
  expect(waitingFor).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'approval', count: 1, until: '2099-01-01T00:00:00.000Z' }),
      expect.objectContaining({ kind: 'back-off', count: 1, until: '2099-01-01T00:00:00.000Z' }),
      expect.objectContaining({
        kind: 'hold',
        count: 1,
        releasedBy: `lifting the hold on campaign:${campaignId} (wrong price)`,
      }),
    ]),
  );
  await api.request(`POST /v1/holds/lift`, { body: { scope: `campaign:${campaignId}`, reason: 'mended' } });
});

test('a run again has the same versions or the latest, and the same variables', async () => {
  const campaign = await readyCampaign(api);
  const first = (await start(api, campaign, { variables: { code: 'A1' }, metadata: { wave: '1' } })).body.id;
  const head = await api.request(`GET /v1/campaigns/${campaign}`);
  await api.request(`PUT /v1/campaigns/${campaign}`, {
    body: { ...head.body.definition, instructions: { prose: 'Shorter', sections: { opening: 'Hi.' } } },
    headers: { 'if-match': head.headers.get('etag') ?? '' },
  });
  expect(await read(first)).toMatchObject({
    note: 'the campaign is now v2, this run pins v1',
    differsFromCampaign: true,
  });
  for (const [version, number] of [
    ['same', 1],
    ['latest', 2],
  ] as const) {
    const again = await act(first, 'run-again', { version, reason: 'once more' });
    expect(again.status).toBe(202);
    const { id } = again.body;
    expect(await read(id)).toMatchObject({
      campaign: { version: number },
      parent: { runId: first, relation: 'again' },
      type: 'manual',
      metadata: { wave: '1' },
    });
    expect((await runInputs(api.installation.pool, id))?.variables).toEqual({ code: 'A1' });
  }
  await caughtUp(api, 'runs');
  expect((await read(first)).children).toHaveLength(2);
  expect(await act(first, 'run-again', { version: 'newest' })).toMatchObject({ status: 400 });
  const instructions = await api.request(`GET /v1/runs/${first}/instructions`);
  expect(instructions.body).toMatchObject({
    campaign: { version: 1, name: 'Spring' },
    variables: { code: 'A1' },
    now: { version: 2 },
    differences: [
      { path: '/instructions/prose', before: 'Warm, short', after: 'Shorter' },
      { path: '/instructions/sections/opening', after: 'Hi.' },
    ],
  });
});

test('whoever was refused is tried again by a child run, under a key that starts one', async () => {
  const parent = await recordRun(api, campaignId, { fates: ['refused', 'accepted', 'refused'], ended: true });
  const retry = (key: string) =>
    api.request(`POST /v1/runs/${parent.id}/retry-failed`, { body: {}, headers: { 'idempotency-key': key } });
  const [first, second] = [await retry('once'), await retry('once')];
  expect(first.status).toBe(202);
  expect(second.body).toEqual(first.body);
  expect(await read(first.body.id)).toMatchObject({
    type: 'retry',
    parent: { runId: parent.id, relation: 'retry' },
    audience: { kind: 'communications', of: parent.id, communicationIds: 'refused' },
  });
  expect((await api.request(`POST /v1/runs/${parent.id}/retry-failed`, { body: {} })).status).toBe(400);
});

test('chosen ones of unknown fate are resent once, whoever asks first', async () => {
  const { id, communications } = await recordRun(api, campaignId, { fates: ['unknown', 'unknown', 'accepted'] });
  const [one = '', two = '', sent = ''] = communications;
  const refused = await act(id, 'resend', { communications: [one, sent] });
  expect(refused).toMatchObject({
    status: 409,
    body: { errors: [{ pointer: '/communications/1', code: 'not-unknown' }] },
  });
  expect(await act(id, 'resend', { communications: [`${'0'.repeat(26)}.1.0`] })).toMatchObject({ status: 400 });
  const answers = await Promise.all(
    [1, 2].map(() => act(id, 'resend', { communications: [one, two], reason: 'lost' })),
  );
  const children = answers.filter(({ status }) => status === 202).map(({ body }) => body.id);
  const audiences: string[][] = await Promise.all(
    children.map(async (child) => (await read(child)).audience.communicationIds),
  );
  // Side by side each of the two is in exactly one of the audiences.
  expect(audiences.flat().toSorted()).toEqual([one, two]);
  expect((await act(id, 'resend', { communications: [one] })).status).toBe(409);
  await caughtUp(api, 'communications');
  const { body } = await api.request(`GET /v1/communications/${one}`);
  expect(body).toMatchObject({ status: 'refused', resolution: 'was-not-sent', resolvedBy: 'operator' });
});

test('an unknown is settled once, by somebody who says how he knows', async () => {
  const { id, communications } = await recordRun(api, campaignId, { fates: ['unknown', 'unknown', 'accepted'] });
  const [one = '', two = '', sent = ''] = communications;
  const resolve = (communication: string, body: object) =>
    api.request(`POST /v1/communications/${communication}/resolve`, {
      as: 'operator',
      body,
      headers: { 'idempotency-key': JSON.stringify(Object.values(body)).replaceAll(' ', '-') },
    });
  expect(await resolve(one, { resolution: 'was-sent' })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/reason' }] },
  });
  const settled = await resolve(one, { resolution: 'was-sent', reason: 'in the log of the mail server' });
  expect(settled).toMatchObject({
    status: 200,
    body: { trail: expect.arrayContaining([expect.objectContaining({ type: 'DispatchResolved' })]) },
  });
  expect(settled.body.contact.address).not.toBeNull();
  // What is kept for a repetition says nothing of what erasing the contact must take away.
  expect(await resolve(one, { resolution: 'was-sent', reason: 'in the log of the mail server' })).toMatchObject({
    status: 200,
    body: { contact: { name: null, address: null }, rendering: null, replies: [] },
  });
  expect(await resolve(one, { resolution: 'was-not-sent', reason: 'no' })).toMatchObject({ status: 409 });
  expect(await resolve(sent, { resolution: 'was-sent', reason: 'yes' })).toMatchObject({
    status: 409,
    body: { code: 'not-unknown' },
  });
  expect((await resolve(`${id}.9.9`, { resolution: 'was-sent', reason: 'yes' })).status).toBe(404);
  const many = await api.request('POST /v1/communications/resolve', {
    as: 'operator',
    body: { communications: [one, two, `${id}.1.7`], resolution: 'was-not-sent', reason: 'server log' },
  });
  expect(many.body).toEqual({
    resolved: 1,
    items: [
      { id: one, ok: false, code: 'not-unknown', detail: expect.any(String) },
      { id: two, ok: true },
      { id: `${id}.1.7`, ok: false, code: 'no-such-communication', detail: expect.any(String) },
    ],
  });
  await caughtUp(api);
  expect(allowed(await read(id))).not.toContain('resolve-unknowns');
});

test('a communication shows what it said, what it was made of and what happened; once erased, only the latter', async () => {
  await api.request('PUT /v1/contacts/c-9', { body: { email: 'gone@example.com', name: 'Nina' } });
  const { id, communications } = await recordRun(api, campaignId, { fates: ['accepted', 'refused'] });
  const [one = ''] = communications;
  const shown = await api.request(`GET /v1/communications/${one}`, { as: 'viewer' });
  expect(shown.body).toMatchObject({
    id: one,
    rendering: { text: 'Dear Person 1', variables: { 'contact.name': { value: 'Person 1', origin: 'contact' } } },
    erased: false,
  });
  expect(shown.body.trail.map(({ type }: { type: string }) => type)).toEqual([
    'BatchPlanned',
    'DispatchClaimed',
    'DispatchSettled',
  ]);
  await caughtUp(api);
  for (const q of ['person1@example.com', `<${one}@shop.example>`, `${one}@shop.example`]) {
    const found = await api.request(`GET /v1/find?q=${encodeURIComponent(q)}`);
    expect(found.body.communications.map((each: { id: string }) => each.id)).toContain(one);
  }
  const mail = `Received: from x\r\nIn-Reply-To:\r\n <${one}@shop.example>\r\nFrom: P <p@example.com>\r\n\r\nThanks`;
  const byMail = await api.request('POST /v1/find', { body: mail, headers: { 'content-type': 'message/rfc822' } });
  expect(byMail.body.communications).toEqual([expect.objectContaining({ id: one })]);
  expect((await api.request('GET /v1/find?q=nothing')).status).toBe(400);
  const skips = await api.request(`GET /v1/runs/${id}/skips`);
  expect(skips.body).toMatchObject({ items: [], counts: [] });
  const contacts = await contactsByExternalIds(api.installation.pool, ['c-1']);
  expect(contacts.size).toBe(1);
  await api.request('POST /v1/contacts/c-1/erase', { body: { reason: 'asked for it' } });
  const erased = await api.request(`GET /v1/communications/${one}`);
  expect(erased.body).toMatchObject({ erased: true, rendering: null, contact: { externalId: null, address: null } });
  await putContacts(api).catch(() => undefined);
});
