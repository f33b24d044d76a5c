import { createKey } from '#platform/access/keys.js';
import { startTestApi, type TestApi } from './api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const view = { page: 'runs', name: 'Failed lately', search: 'status=failed&sort=ended', shared: false };

const namesOf = async (as: 'viewer' | 'operator' | 'manager' | 'admin', page = 'runs'): Promise<readonly string[]> =>
  (await api.request(`GET /v1/views?page=${page}`, { as })).body.items.map(({ name }: { name: string }) => name);

test('a view is its owner’s alone until it is shared, and changed by its owner only', async () => {
  const made = await api.request('POST /v1/views', { as: 'operator', body: view });
  expect(made).toMatchObject({
    status: 201,
    body: { ...view, owner: 'operator of the test', mine: true, pinned: false },
  });
  const path = `/v1/views/${made.body.id}`;
  const headers = { 'if-match': '"1"' };
  expect(await namesOf('operator')).toEqual(['Failed lately']);
  expect(await namesOf('operator', 'goals')).toEqual([]);
  expect(await namesOf('manager')).toEqual([]);
  const change = { name: 'Failed', search: 'status=failed', shared: true };
  for (const as of ['manager', 'admin'] as const) {
    expect((await api.request(`GET ${path}`, { as })).status).toBe(404);
    expect((await api.request(`PUT ${path}`, { as, headers, body: change })).status).toBe(404);
    expect((await api.request(`DELETE ${path}`, { as })).status).toBe(404);
    const choice = { pinned: true, isDefault: false };
    expect((await api.request(`PUT ${path}/choice`, { as, body: choice })).status).toBe(404);
  }
  expect((await api.request(`PUT ${path}`, { as: 'operator', headers, body: change })).body).toMatchObject(change);
  const [seen] = (await api.request('GET /v1/views?page=runs', { as: 'manager' })).body.items;
  expect(seen).toMatchObject({ name: 'Failed', owner: 'operator of the test', mine: false });
  expect((await api.request(`PUT ${path}`, { as: 'manager', headers, body: change })).status).toBe(404);
  expect((await api.request(`DELETE ${path}`, { as: 'manager' })).status).toBe(404);
  expect((await api.request(`DELETE ${path}`, { as: 'admin' })).status).toBe(204);
  expect(await namesOf('operator')).toEqual([]);
});

test('a change names what it was made on: another window’s change is not taken back unseen', async () => {
  const made = await api.request('POST /v1/views', { as: 'operator', body: { ...view, name: 'Two windows' } });
  expect(made.headers.get('location')).toBe(`/v1/views/${made.body.id}`);
  const path = `/v1/views/${made.body.id}`;
  const read = await api.request(`GET ${path}`, { as: 'operator' });
  const tag = read.headers.get('etag') ?? '';
  expect([tag, read.body.revision, made.headers.get('etag')]).toEqual(['"1"', 1, '"1"']);
  const put = (search: string, headers: Record<string, string>) =>
    api.request(`PUT ${path}`, { as: 'operator', headers, body: { name: 'Two windows', search } });

  expect((await put('a=1', {})).status).toBe(428);
  const first = await put('a=1', { 'if-match': tag });
  expect([first.status, first.headers.get('etag'), first.body.revision]).toEqual([200, '"2"', 2]);
  const late = await put('a=2', { 'if-match': tag });
  expect(late).toMatchObject({ status: 412, body: { type: expect.stringContaining('stale-version') } });
  expect(late.headers.get('etag')).toBe('"2"');
  expect((await api.request(`GET ${path}`, { as: 'operator' })).body.search).toBe('a=1');

  const choice = { pinned: true, isDefault: true };
  expect((await api.request(`PUT ${path}/choice`, { as: 'operator', body: choice })).body.revision).toBe(2);
  expect((await put('a=3', { 'if-match': '*' })).body).toMatchObject({ search: 'a=3', revision: 3 });
});

test('of two changes made on the same at the same time one is kept', async () => {
  const { body } = await api.request('POST /v1/views', { as: 'manager', body: { ...view, name: 'A race' } });
  const changes = ['a', 'b', 'c', 'd'].map((search) =>
    api.request(`PUT /v1/views/${body.id}`, {
      as: 'manager',
      headers: { 'if-match': '"1"' },
      body: { name: 'A race', search },
    }),
  );
  const statuses = (await Promise.all(changes)).map(({ status }) => status);
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412]);
  const { body: now } = await api.request(`GET /v1/views/${body.id}`, { as: 'manager' });
  expect(now.revision).toBe(2);
  expect((await api.request(`DELETE /v1/views/${body.id}`, { as: 'manager' })).status).toBe(204);
});

test('pins and the default are each person’s own; a list has one default', async () => {
  const share = async (name: string): Promise<string> =>
    (await api.request('POST /v1/views', { as: 'manager', body: { ...view, name, shared: true } })).body.id;
  const [first, second] = [await share('B'), await share('A')];
  const choose = (id: string, choice: object) =>
    api.request(`PUT /v1/views/${id}/choice`, { as: 'viewer', body: choice });
  await choose(first, { pinned: true, isDefault: true });
  expect(await namesOf('viewer')).toEqual(['B', 'A']);
  expect(await namesOf('manager')).toEqual(['A', 'B']);
  expect((await choose(second, { pinned: false, isDefault: true })).body).toMatchObject({ isDefault: true });
  const { items } = (await api.request('GET /v1/views?page=runs', { as: 'viewer' })).body;
  expect(items).toMatchObject([
    { name: 'B', pinned: true, isDefault: false },
    { name: 'A', pinned: false, isDefault: true },
  ]);
});

test('what cannot be kept is refused', async () => {
  expect((await api.request('POST /v1/views', { as: 'viewer', body: { ...view, shared: true } })).status).toBe(403);
  expect((await api.request('POST /v1/views', { as: 'service', body: view })).status).toBe(403);
  expect((await api.request('POST /v1/views', { as: 'viewer', body: { ...view, page: 'x' } })).status).toBe(400);
  expect((await api.request('GET /v1/views', { as: 'viewer' })).status).toBe(400);
  const again = { as: 'viewer', body: view, headers: { 'idempotency-key': 'one' } } as const;
  const { body } = await api.request('POST /v1/views', again);
  expect((await api.request('POST /v1/views', again)).body.id).toBe(body.id);
  const taken = await api.request('POST /v1/views', { as: 'viewer', body: view });
  expect(taken).toMatchObject({ status: 409, body: { code: 'name-taken' } });
});

test('one person keeps so many at most', async () => {
  const { pool } = api.installation;
  const { secret } = await createKey(pool, { owner: 'Collector', role: 'viewer' });
  const headers = { authorization: `Bearer ${secret}` };
  await pool.query(
    `insert into work.saved_views (id, owner, page, name, search, shared)
     select 'v' || n, 'Collector', 'runs', n::text, '', false from generate_series(1, 100) n`,
  );
  expect(await api.request('POST /v1/views', { as: 'nobody', headers, body: view })).toMatchObject({
    status: 409,
    body: { code: 'too-many' },
  });
});
