import { newId } from '#platform/ids.js';
import { eventually } from '../../../test/support/eventually.js';
import { metricNames } from '../src/metrics/metrics.js';
import { startTestApi, type TestApi } from './api.js';
import { campaign, define, goal, segment, sender } from './fixtures.js';

jest.setTimeout(180_000);
const patience = { patienceMs: 150_000 };

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
});
afterAll(() => api.stop());

const etagOf = async (path: string): Promise<string> => (await api.request(`GET ${path}`)).headers.get('etag') ?? '';

test('a command is answered with 202, and what it led to is there at once', async () => {
  const defined = await api.request('POST /v1/goals', { as: 'manager', body: { ...goal, summary: 'First' } });
  expect(defined.status).toBe(202);
  const location = defined.headers.get('location') ?? '';
  expect(defined.body).toEqual({ id: expect.any(String), location, revision: 0 });
  const read = await api.request(`GET ${location}`, { as: 'viewer' });
  expect(read).toMatchObject({
    status: 200,
    body: { version: 1, status: 'active', definition: goal, summary: 'First', definedBy: 'manager of the test' },
  });
  expect(read.headers.get('etag')).toBe('"0"');
});

test('with Prefer: wait the answer is the resource, and the list shows it', async () => {
  // Transactions of other tests in the same cluster may hold the lists back; then the answer is 202, and rightly so.
  const made = await eventually(async () => {
    const answer = await api.request('POST /v1/goals', {
      body: { ...goal, name: `Waited for ${newId()}` },
      headers: { prefer: 'wait=30' },
    });
    return answer.status === 201 && answer;
  }, patience);
  const { name } = made.body.definition;
  expect(made.body).toMatchObject({ version: 1, status: 'active' });
  expect(made.headers.get('preference-applied')).toBe('wait=30');
  expect(made.headers.get('location')).toBe(`/v1/goals/${made.body.id}`);
  const list = await api.request(`GET /v1/goals?name=${encodeURIComponent(name)}`);
  expect(list.body).toMatchObject({ items: [{ id: made.body.id, name }], next: null });
  expect(list.body.asOf).toMatch(/Z$/);
});

test('versions, one version, their difference and who uses a goal', async () => {
  const id = await define(api, 'goals', goal);
  const path = `/v1/goals/${id}`;
  const statement = 'Bring them back within a month';
  const revised = await api.request(`PUT ${path}`, {
    as: 'manager',
    body: { ...goal, statement, summary: 'Sharper', reason: 'asked for by sales' },
    headers: { 'if-match': await etagOf(path), prefer: 'wait=30' },
  });
  expect(revised).toMatchObject({
    status: 200,
    body: { version: 2, summary: 'Sharper', reason: 'asked for by sales' },
  });
  const versions = await api.request(`GET ${path}/versions`);
  expect(versions.body.items).toMatchObject([{ version: 2, publishedBy: 'manager of the test' }, { version: 1 }]);
  expect((await api.request(`GET ${path}/versions/1`)).body.definition).toEqual({ ...goal, attribution: 'last' });
  expect((await api.request(`GET ${path}/versions/1/diff/2`)).body.differences).toEqual([
    { path: '/statement', before: goal.statement, after: statement },
  ]);
  const using = await define(api, 'campaigns', { ...campaign, goal: id });
  await eventually(async () => {
    const { campaigns } = (await api.request(`GET ${path}/used-by`)).body;
    expect(campaigns).toMatchObject([{ id: using }]);
    return true;
  }, patience);
});

test('an edit needs the ETag of what it was made on', async () => {
  const id = await define(api, 'goals', goal);
  const path = `/v1/goals/${id}`;
  const edit = (name: string, headers: Record<string, string>) =>
    api.request(`PUT ${path}`, { body: { ...goal, name }, headers });
  expect(await edit('A', {})).toMatchObject({ status: 428, body: { type: '/problems/precondition-required' } });
  const stale = await edit('A', { 'if-match': '"7"' });
  expect(stale).toMatchObject({ status: 412, body: { type: '/problems/stale-version' } });
  expect(stale.headers.get('etag')).toBe('"0"');
  expect((await edit('A', { 'if-match': 'W/"0"' })).status).toBe(412);
  expect((await edit('A', { 'if-match': '"0"' })).status).toBe(202);
  expect((await edit('B', { 'if-match': '"0"' })).status).toBe(412);
  expect((await edit('B', { 'if-match': '*' })).status).toBe(202);
  const both = await Promise.all([edit('C', { 'if-match': '"2"' }), edit('D', { 'if-match': '"2"' })]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([202, 412]));
});

test('a campaign lives from draft to archive, and says what can be done', async () => {
  const id = await define(api, 'campaigns', campaign);
  const path = `/v1/campaigns/${id}`;
  const status = async () => (await api.request(`GET ${path}`)).body.status;
  expect(await status()).toBe('draft');
  const refused = await api.request(`POST ${path}/pause`, { as: 'operator' });
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/action-not-allowed', code: 'not-active' } });
  expect(refused.body.allowedActions).toContainEqual({ action: 'activate', allowed: true });
  expect(refused.body.allowedActions).toContainEqual({
    action: 'pause',
    allowed: false,
    because: 'the campaign is not active',
  });
  expect((await api.request(`POST ${path}/activate`)).status).toBe(202);
  expect(await status()).toBe('active');
  expect((await api.request(`POST ${path}/pause`, { as: 'operator', body: { reason: 'storm' } })).status).toBe(202);
  expect(await status()).toBe('paused');
  const copy = await api.request(`POST ${path}/duplicate`, { body: { name: 'Autumn' } });
  expect((await api.request(`GET ${copy.body.location}`)).body).toMatchObject({
    status: 'draft',
    definition: { name: 'Autumn', template: campaign.template },
  });
  expect((await api.request(`POST ${path}/archive`)).status).toBe(202);
  expect(await status()).toBe('archived');
  expect((await api.request(`POST ${path}/activate`)).status).toBe(409);
});

test('who asked, why and through what stands in the events', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const { body } = await api.request('POST /v1/segments', {
    as: 'manager',
    body: segment,
    headers: { 'x-sortie-source': 'cli', 'x-reason': 'spring', 'x-correlation-id': 'conversation-1', traceparent },
  });
  const [event] = await api.installation.store.read(`segment-${body.id}`);
  expect(event?.metadata).toMatchObject({
    actor: 'manager of the test',
    source: 'cli',
    reason: 'spring',
    $correlationId: 'conversation-1',
    traceparent,
  });
});

test('a sender is verified by a test message whose address lies in the vault', async () => {
  const id = await define(api, 'senders', sender);
  const asked = await api.request(`POST /v1/senders/${id}/verify`, { body: { to: 'me@shop.example' } });
  expect(asked.status).toBe(202);
  const read = await api.request(`GET /v1/senders/${id}`);
  expect(read.body).toMatchObject({ verified: false, verification: { version: 1, result: 'pending' } });
  const { rows } = await api.installation.pool.query('select address from vault.verifications where id = $1', [
    read.body.verification.verificationId,
  ]);
  expect(rows).toEqual([{ address: 'me@shop.example' }]);
  expect(JSON.stringify(await api.installation.store.read(`sender-${id}`))).not.toContain('me@shop');
});

test('a list goes on by its Link, and refuses a cursor of another list', async () => {
  for (const name of ['Page a', 'Page b', 'Page c', 'Page d']) await define(api, 'segments', { name });
  await eventually(async () => (await api.request('GET /v1/segments?name=page')).body.items.length === 4, patience);
  const names: string[] = [];
  let path: string | undefined = '/v1/segments?name=page&limit=2';
  while (path !== undefined) {
    const page = await api.request(`GET ${path}`);
    names.push(...page.body.items.map(({ name }: { name: string }) => name));
    path = /<(.*)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
  }
  expect(names).toEqual(['Page a', 'Page b', 'Page c', 'Page d']);
  const { next } = (await api.request('GET /v1/segments?name=page&limit=2')).body;
  expect(await api.request(`GET /v1/goals?after=${next}`)).toMatchObject({
    status: 400,
    body: { errors: [{ parameter: 'after', code: 'bad-cursor' }] },
  });
});

test('health, readiness, metrics and the documentation need no key', async () => {
  expect((await api.request('GET /health/live', { as: 'nobody' })).body).toEqual({ status: 'live' });
  expect(await api.request('GET /health/ready', { as: 'nobody' })).toMatchObject({
    status: 200,
    body: {
      status: 'ready',
      readModels: expect.arrayContaining([{ name: 'definitions', behindMs: expect.any(Number) }]),
    },
  });
  const metrics = await api.request('GET /metrics', { as: 'nobody' });
  expect(metrics.headers.get('content-type')).toContain('text/plain');
  for (const name of metricNames) expect(metrics.text).toContain(`# TYPE ${name} `);
  expect((await api.request('GET /docs', { as: 'nobody' })).text).toContain('swagger-ui');
  expect((await api.request('GET /docs/swagger-ui-bundle.js', { as: 'nobody' })).status).toBe(200);
  expect((await api.request('GET /docs/openapi.json', { as: 'nobody' })).body.openapi).toBe('3.1.0');
});

test('every answer carries what browsers and clients should know', async () => {
  const { headers } = await api.request('GET /v1/holds');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('ratelimit-limit')).toBe('2000');
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-z]{26}$/);
});

test('while no worker keeps the lists, everything else works', async () => {
  const alone = await startTestApi();
  const { location } = (await alone.request('POST /v1/goals', { body: goal })).body;
  expect((await alone.request(`GET ${location}`)).status).toBe(200);
  expect((await alone.request('GET /v1/goals')).body).toEqual({ items: [], next: null, asOf: null });
  expect((await alone.request('GET /metrics')).status).toBe(200);
  expect((await alone.request('GET /health/ready')).status).toBe(200);
  const waited = await alone.request('POST /v1/goals', { body: goal, headers: { prefer: 'wait=1' } });
  expect(waited.status).toBe(202);
  await alone.stop();
});
