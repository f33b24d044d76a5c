import { eventually } from '../../../test/support/eventually.js';
import { startTestApi, type TestApi } from './api.js';

jest.setTimeout(180_000);
const patience = { patienceMs: 150_000 };

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
});
afterAll(() => api.stop());

const ada = {
  email: 'Ada@Example.com',
  name: 'Ada Lovelace',
  timeZone: 'Europe/London',
  locale: 'en-GB',
  tags: ['dormant'],
  attributes: { plan: 'gold', orders: 3 },
  consent: { email: 'granted' },
};

const put = (externalId: string, body: object) =>
  api.request(`PUT /v1/contacts/${encodeURIComponent(externalId)}`, { as: 'service', body });

const eventsOf = async (contactId: string): Promise<readonly { type: string; data: object }[]> =>
  (await api.installation.store.read(`contact-${contactId}`)).map(({ type, data }) => ({ type, data }));

test('a contact is made, replaced as a whole, and its consent stands in the log', async () => {
  const made = await put('crm/7 ü', ada);
  expect(made).toMatchObject({
    status: 201,
    body: { externalId: 'crm/7 ü', email: 'Ada@example.com', tags: ['dormant'] },
  });
  const location = made.headers.get('location') ?? '';
  expect((await api.request(`GET ${location}`, { as: 'viewer' })).body).toEqual(made.body);
  const { id } = made.body;
  const granted = { type: 'ConsentChanged', data: expect.objectContaining({ channel: 'email', state: 'granted' }) };
  expect(await eventsOf(id)).toEqual([granted]);
  const replaced = await put('crm/7 ü', { name: 'Ada King', consent: { email: 'withdrawn' } });
  expect(replaced).toMatchObject({
    status: 200,
    body: { id, name: 'Ada King', email: null, tags: [], attributes: {} },
  });
  expect(await eventsOf(id)).toEqual([
    granted,
    { type: 'ConsentChanged', data: expect.objectContaining({ state: 'withdrawn' }) },
  ]);
  expect(JSON.stringify(await eventsOf(id))).not.toContain('Ada');
  expect((await put('crm/7 ü', { name: 'Ada King' })).status).toBe(200);
  expect(await eventsOf(id)).toHaveLength(2);
});

test('contacts are listed in pages and found by an address they have or had', async () => {
  for (const n of [1, 2, 3]) await put(`page-${n}`, { email: `page-${n}@example.com` });
  await put('page-2', { email: 'moved@example.com' });
  const seen: string[] = [];
  let path: string | undefined = '/v1/contacts?limit=2';
  while (path !== undefined) {
    const page = await api.request(`GET ${path}`);
    seen.push(...page.body.items.map(({ externalId }: { externalId: string }) => externalId));
    path = /<(.*)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
  }
  expect(seen.filter((id) => id.startsWith('page-'))).toEqual(['page-1', 'page-2', 'page-3']);
  for (const email of ['PAGE-2@example.com', 'moved@example.com'])
    expect((await api.request(`GET /v1/contacts?email=${encodeURIComponent(email)}`)).body.items).toMatchObject([
      { externalId: 'page-2' },
    ]);
});

test('a file comes in as a stream; broken rows are told and stop nothing', async () => {
  const csv = [
    '\ufeffid,email,name,plan,consent.email',
    'f-1,f1@example.com,"Füli, Ann",gold,yes',
    'f-2,not-an-address,Bob,,',
    'f-3,f3@example.com,Cy,silver,no',
    'f-1,again@example.com,Twice,,',
  ].join('\r\n');
  const report = await api.request('POST /v1/contacts/imports?source=crm.csv', {
    as: 'service',
    body: csv,
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
  expect(report).toMatchObject({
    status: 201,
    body: {
      state: 'finished',
      source: 'crm.csv',
      rows: 4,
      created: 2,
      refused: 2,
      columns: { plan: 'attributes.plan' },
    },
  });
  expect(report.body.refusedRows).toMatchObject([
    { row: 3, column: 'email', reason: 'broken-address' },
    { row: 5, reason: 'duplicate-row' },
  ]);
  expect((await api.request(`GET ${report.headers.get('location')}`)).body).toEqual(report.body);
  const file = await api.request(`GET ${report.headers.get('location')}/refused/export`, { as: 'viewer' });
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename="refused-${report.body.id}.csv"`);
  expect(file.text.split('\r\n')).toMatchObject([
    'row,column,reason,detail',
    expect.stringMatching(/^3,email,broken-address,/),
    expect.stringMatching(/^5,.*,duplicate-row,/),
    '',
  ]);
  const unknown = await api.request(`GET /v1/contacts/imports/${'0'.repeat(26)}/refused/export`);
  expect(unknown.status).toBe(404);
  const { refusedRows: _rows, next: _next, ...listed } = report.body;
  expect((await api.request('GET /v1/contacts/imports?limit=1', { as: 'viewer' })).body).toMatchObject({
    items: [listed],
    next: listed.id,
  });
  const rest = await api.request(`GET /v1/contacts/imports?limit=1&after=${listed.id}`, { as: 'viewer' });
  expect(rest.body).toEqual({ items: [], next: null });
  const one = (await api.request('GET /v1/contacts/f-1')).body;
  expect(one).toMatchObject({ name: 'Füli, Ann', attributes: { plan: 'gold' }, consent: { email: 'granted' } });
  expect(await eventsOf(one.id)).toMatchObject([{ type: 'ConsentChanged', data: { state: 'granted' } }]);
});

test('a stream of lines of JSON beyond the limit of other bodies', async () => {
  const lines = Array.from({ length: 3000 }, (_, n) =>
    JSON.stringify({ id: `n-${n}`, email: `n${n}@example.com`, attributes: { note: 'x'.repeat(100) } }),
  ).join('\n');
  expect(lines.length).toBeGreaterThan(256 * 1024);
  const report = await api.request('POST /v1/contacts/imports', {
    body: lines,
    headers: { 'content-type': 'application/x-ndjson' },
  });
  expect(report).toMatchObject({ status: 201, body: { state: 'finished', created: 3000, refused: 0 } });
});

test('a file that cannot be used at all is refused', async () => {
  const answer = await api.request('POST /v1/contacts/imports', {
    body: 'colour,size\nred,1',
    headers: { 'content-type': 'text/csv' },
  });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '', code: 'unusable-file' }] } });
});

test('what a contact did is recorded once, however often it is told', async () => {
  const { id } = (await put('buyer', { email: 'buyer@example.com' })).body;
  const event = { id: 'order-1', contact: 'buyer', type: 'purchase', occurredAt: '2026-11-20T10:00:00+01:00' };
  const tell = (body: object) => api.request('POST /v1/contact-events', { as: 'service', body });
  expect((await tell(event)).status).toBe(202);
  expect((await tell(event)).status).toBe(202);
  expect(await eventsOf(id)).toEqual([
    {
      type: 'ContactEventRecorded',
      data: { contactId: id, eventId: 'order-1', kind: 'purchase', happenedAt: '2026-11-20T09:00:00.000Z' },
    },
  ]);
  expect(await tell({ ...event, id: 'order-2', occurredAt: '2999-01-01T00:00:00Z' })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/occurredAt', code: 'in-the-future' }] },
  });
});

test('an erased contact is gone, and the log still says that somebody was', async () => {
  const { id } = (await put('forget-me', { email: 'forget@example.com', consent: { email: 'granted' } })).body;
  const erased = await api.request('POST /v1/contacts/forget-me/erase', {
    as: 'manager',
    body: { reason: 'asked to' },
  });
  expect(erased).toMatchObject({ status: 200, body: { contactId: id, erased: true } });
  expect((await api.request('GET /v1/contacts/forget-me')).status).toBe(404);
  expect((await api.request('GET /v1/contacts?email=forget@example.com')).body.items).toEqual([]);
  expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['ConsentChanged', 'ContactErased']);
  expect((await api.request('POST /v1/contacts/forget-me/erase', { as: 'manager' })).status).toBe(404);
});

test('a segment counts and shows whom it is for, saved or not', async () => {
  await put('seg-1', { email: 'seg1@example.com', tags: ['vip'] });
  await put('seg-2', { email: 'seg2@example.com', tags: ['vip'] });
  const filter = { tag: 'vip' };
  const preview = await api.request('POST /v1/segments/preview', { as: 'viewer', body: { filter, sample: 1 } });
  expect(preview).toMatchObject({ status: 200, body: { count: 2, sample: [{ tags: ['vip'] }] } });
  const { id } = (await api.request('POST /v1/segments', { body: { name: 'VIP', filter } })).body;
  expect((await api.request(`GET /v1/segments/${id}/audience`)).body).toMatchObject({ count: 2 });
  expect(preview.text).not.toContain('"key"');
});

test('an address is suppressed by its hash, listed, and released', async () => {
  const made = await api.request('POST /v1/suppressions', {
    as: 'operator',
    body: { address: 'Stop@Example.com', reason: 'phoned' },
  });
  expect(made.status).toBe(202);
  const { id: addressHash } = made.body;
  const listed = async () => (await api.request('GET /v1/suppressions?address=stop@example.com')).body.items;
  await eventually(async () => {
    expect(await listed()).toEqual([{ addressHash, channel: 'email', reasons: { operator: expect.any(String) } }]);
    return true;
  }, patience);
  expect(made.text).not.toContain('xample.com');
  expect((await api.request('POST /v1/suppressions/release', { body: { addressHash } })).status).toBe(202);
  await eventually(async () => (await listed()).length === 0, patience);
});

test('a hold is placed with a reason, listed, and lifted', async () => {
  const body = { scope: 'channel:email', reason: 'provider trouble' };
  const listed = async () => (await api.request('GET /v1/holds', { as: 'viewer' })).body.items;
  expect((await api.request('POST /v1/holds', { as: 'operator', body })).status).toBe(202);
  await eventually(async () => {
    expect(await listed()).toMatchObject([{ ...body, actor: 'operator of the test' }]);
    return true;
  }, patience);
  await api.request('POST /v1/holds/lift', { as: 'operator', body: { scope: 'channel:email' } });
  await eventually(async () => (await listed()).length === 0, patience);
});
