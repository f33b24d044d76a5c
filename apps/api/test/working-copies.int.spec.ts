import { startTestApi, type TestApi } from './api.js';
import { campaign, define } from './fixtures.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const keep = (path: string, as: 'manager' | 'admin', ifMatch: string, subject: string) =>
  api.request(`PUT ${path}`, {
    as,
    headers: { 'If-Match': ifMatch },
    body: { base: 1, definition: { ...campaign, template: { subject } } },
  });

test('what somebody has not published is theirs alone, and others see that it is there', async () => {
  const path = `/v1/campaigns/${await define(api, 'campaigns', campaign)}/working-copy`;
  const none = await api.request(`GET ${path}`, { as: 'manager' });
  expect([none.body.mine, none.body.others, none.headers.get('etag')]).toEqual([null, [], '"0"']);
  const kept = await keep(path, 'manager', '"0"', 'Half a');
  expect(kept).toMatchObject({
    status: 200,
    body: { mine: { base: 1, definition: { template: { subject: 'Half a' } } } },
  });
  const seen = (await api.request(`GET ${path}`, { as: 'admin' })).body;
  expect(seen).toMatchObject({ mine: null, others: [{ owner: 'manager of the test', base: 1 }] });
  expect(Object.keys(seen.others[0])).not.toContain('definition');
});

test('two windows of one person never overwrite each other without a word', async () => {
  const path = `/v1/campaigns/${await define(api, 'campaigns', campaign)}/working-copy`;
  const first = await keep(path, 'manager', '"0"', 'one');
  const etag = first.headers.get('etag') ?? '';
  expect((await keep(path, 'manager', '"0"', 'two')).status).toBe(412);
  expect((await keep(path, 'manager', etag, 'two')).status).toBe(200);
  expect((await keep(path, 'manager', etag, 'three')).status).toBe(412);
  expect((await api.request(`DELETE ${path}`, { as: 'manager' })).status).toBe(204);
  // What was begun again is another copy than the one which that window has read.
  const again = await keep(path, 'manager', '"0"', 'four');
  expect(again.headers.get('etag')).not.toBe(etag);
  expect((await keep(path, 'manager', etag, 'five')).status).toBe(412);
  expect((await api.request(`GET ${path}`, { as: 'manager' })).body.mine.definition.template.subject).toBe('four');
});

test('at the same time only one of many is kept', async () => {
  const path = `/v1/campaigns/${await define(api, 'campaigns', campaign)}/working-copy`;
  const etag = (await keep(path, 'admin', '"0"', 'begun')).headers.get('etag') ?? '';
  const all = await Promise.all(Array.from({ length: 8 }, (_, i) => keep(path, 'admin', etag, `number ${i}`)));
  expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(all.filter(({ status }) => status === 412)).toHaveLength(7);
});

test('there is none of a campaign that is not there, and none is kept that is no object', async () => {
  const nowhere = await keep('/v1/campaigns/6z0j2v7k1m9q4w8x3c5d0f2h7n/working-copy', 'manager', '"0"', 'x');
  expect(nowhere.status).toBe(404);
  const path = `/v1/campaigns/${await define(api, 'campaigns', campaign)}/working-copy`;
  const headers = { 'If-Match': '"0"' };
  const wrong = await api.request(`PUT ${path}`, { headers, body: { base: 1, definition: [] } });
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: '/definition' }] } });
});
