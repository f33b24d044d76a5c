import { newId } from '#platform/ids.js';
import { startTestApi, type TestApi } from './api.js';
import { recordRun } from './recorded-run.js';
import { caughtUp, putContacts, readyCampaign } from './run-fixtures.js';

let api: TestApi;
let campaignId: string;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
  await putContacts(api);
  campaignId = await readyCampaign(api, { reviewer: 'human' });
});
afterAll(() => api.stop());

const decide = (verdict: 'approve' | 'reject', body: object) =>
  api.request(`POST /v1/drafts/${verdict}`, { as: 'operator', body });
const statusOf = async (id: string): Promise<string> => {
  await caughtUp(api);
  return (await api.request(`GET /v1/communications/${id}`)).body.status;
};
const threeDrafts = async () => {
  const run = await recordRun(api, campaignId, { fates: ['draft', 'draft', 'draft'] });
  await caughtUp(api);
  const [a = '', b = '', c = ''] = run.communications;
  const [hashA = '', hashB = '', hashC = ''] = run.hashes;
  return { ...run, a, b, c, hashA, hashB, hashC };
};

test('drafts are listed over runs and for one, with the hash of what they say', async () => {
  const { id, a, hashA } = await threeDrafts();
  const list = await api.request(`GET /v1/drafts?run=${id}`, { as: 'viewer' });
  expect(list.body.items).toHaveLength(3);
  expect(list.body.items[0]).toMatchObject({
    id: a,
    status: 'draft',
    contentHash: hashA,
    draft: 1,
    until: expect.any(String),
  });
  const others = await api.request(`GET /v1/drafts?campaign=${campaignId}&contact=c-2&limit=1`);
  expect(others.body.items).toEqual([
    expect.objectContaining({ contact: expect.objectContaining({ externalId: 'c-2' }) }),
  ]);
});

test('each is decided for itself, and only as it was seen', async () => {
  const { id, a, b, c, hashA, hashB } = await threeDrafts();
  const approved = await decide('approve', {
    drafts: [
      { id: a, contentHash: hashA },
      { id: b, contentHash: hashA },
      { id: `${id}.1.9`, contentHash: hashA },
      { id: 'nonsense', contentHash: hashA },
    ],
    note: 'fine',
    reason: 'reviewed',
  });
  expect(approved).toMatchObject({
    status: 200,
    body: {
      decided: 1,
      items: [
        { id: a, ok: true },
        { id: b, ok: false, code: 'other-content' },
        { id: `${id}.1.9`, ok: false, code: 'no-such-communication' },
        { id: 'nonsense', ok: false, code: 'no-such-communication' },
      ],
    },
  });
  expect((await decide('reject', { drafts: [{ id: b, contentHash: hashB }], note: 'too long' })).body).toEqual({
    decided: 1,
    items: [{ id: b, ok: true }],
  });
  // Repeated it is as it was; decided the other way it is refused.
  expect((await decide('approve', { drafts: [{ id: a, contentHash: hashA }] })).body.decided).toBe(1);
  expect((await decide('reject', { drafts: [{ id: a, contentHash: hashA }] })).body.items).toMatchObject([
    { ok: false, code: 'not-allowed-now' },
  ]);
  expect([await statusOf(a), await statusOf(b), await statusOf(c)]).toEqual(['approved', 'rejected', 'draft']);
  const rejected = await api.request(`GET /v1/communications/${b}`);
  expect(rejected.body).toMatchObject({ note: 'too long', reason: 'draft-rejected' });
  const skips = await api.request(`GET /v1/runs/${id}/skips`);
  expect(skips.body).toMatchObject({
    items: [{ id: b, reason: 'draft-rejected', rule: 'review', ruleVersion: 1 }],
    counts: [{ reason: 'draft-rejected', rule: 'review', ruleVersion: 1, count: 1 }],
  });
  const [, , event] = (await api.request(`GET /v1/communications/${a}`)).body.trail;
  expect(event).toMatchObject({ type: 'DraftApproved', actor: 'operator of the test', reason: 'reviewed' });
});

test('all of a run are those that were there when somebody looked', async () => {
  const { id, a, b, c } = await threeDrafts();
  const seen = (await api.request(`GET /v1/runs/${id}/history?limit=1`)).body.last;
  await api.request('PUT /v1/contacts/c-2', {
    body: { email: 'person2@example.com', name: 'Paula', tags: ['dormant'] },
  });
  const again = await api.request(`POST /v1/drafts/${b}/render-again`, { as: 'operator' });
  expect(again.status).toBe(200);
  const approved = await decide('approve', { run: id, seen });
  expect(approved.body).toEqual({ decided: 2, items: [] });
  expect([await statusOf(a), await statusOf(b), await statusOf(c)]).toEqual(['approved', 'draft', 'approved']);
  expect((await decide('approve', { run: id, seen: seen + 100 })).status).toBe(404);
});

test('rendered again a draft takes the contact as it is now, shows the difference, and needs a new look', async () => {
  const { a, hashA } = await threeDrafts();
  await api.request('PUT /v1/contacts/c-1', {
    body: { email: 'person1@example.com', name: 'Petra', tags: ['dormant'] },
  });
  const renderAgain = () =>
    api.request(`POST /v1/drafts/${a}/render-again`, {
      as: 'operator',
      body: { reason: 'new name' },
      headers: { 'idempotency-key': a },
    });
  const again = await renderAgain();
  // What is kept for a repetition says nothing of what erasing the contact must take away.
  expect((await renderAgain()).body).toEqual({
    id: a,
    before: null,
    after: { variables: {}, contentHash: again.body.after.contentHash },
    differences: [],
  });
  expect(again).toMatchObject({
    status: 200,
    body: { id: a, before: { text: 'Dear Person 1' }, after: { text: 'Dear Petra, We miss you, Petra.' } },
  });
  expect(again.body.differences).toContainEqual({
    path: '/text',
    before: 'Dear Person 1',
    after: 'Dear Petra, We miss you, Petra.',
  });
  expect((await decide('approve', { drafts: [{ id: a, contentHash: hashA }] })).body.items).toMatchObject([
    { ok: false, code: 'other-content' },
  ]);
  const { contentHash } = again.body.after;
  expect((await decide('approve', { drafts: [{ id: a, contentHash }] })).body.decided).toBe(1);
  const late = await api.request(`POST /v1/drafts/${a}/render-again`, { as: 'operator' });
  expect(late).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
  // What was approved is still what lies in the vault.
  expect((await api.request(`GET /v1/communications/${a}`)).body.rendering).toMatchObject({ contentHash });
});

test.each([
  [{}, ''],
  [{ drafts: [] }, '/drafts'],
  [{ drafts: [{ id: 'x' }] }, '/drafts/0/contentHash'],
  [{ run: 'x' }, ''],
  [{ run: 'x', seen: 0 }, '/seen'],
  [{ drafts: [{ id: 'x', contentHash: 'f'.repeat(64) }], run: 'x', seen: 1 }, ''],
  [{ drafts: [{ id: 'x', contentHash: 'f'.repeat(64), extra: 1 }] }, '/drafts/0/extra'],
])('%j is refused at %j', async (body, pointer) => {
  expect(await decide('approve', body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

test('one answer per key, also for decisions', async () => {
  const { a, hashA } = await threeDrafts();
  const key = newId();
  const send = () =>
    api.request('POST /v1/drafts/approve', {
      body: { drafts: [{ id: a, contentHash: hashA }] },
      headers: { 'idempotency-key': key },
    });
  const [first, second] = [await send(), await send()];
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
});
