import { withTroubleCounted } from '#platform/troubles/troubles.js';
import { beat, signOff } from '#platform/workers/workers.js';
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

const as = 'operator';

test('every read model is listed, verified and rebuilt', async () => {
  await recordRun(api, campaignId, { fates: ['accepted', 'refused'], ended: true });
  await caughtUp(api);
  const { body } = await api.request('GET /v1/projections', { as });
  expect(body.items.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['communications', 'definitions', 'due', 'gates', 'history', 'replies', 'runs']),
  );
  expect(body.items[0]).toMatchObject({ parkedStreams: 0, behindMs: expect.any(Number), rebuildRequestedAt: null });
  const verdict = await api.request('POST /v1/projections/runs/verify', { as });
  expect(verdict).toMatchObject({ status: 200, body: { projection: 'runs', equal: true } });
  const rebuild = await api.request('POST /v1/projections/runs/rebuild', { as, body: { reason: 'to be sure' } });
  expect(rebuild).toMatchObject({ status: 202, body: { name: 'runs', requested: true } });
  expect((await api.request('POST /v1/projections/none/rebuild', { as })).status).toBe(400);
});

test('work that was parked is listed and given back', async () => {
  const { pool } = api.installation;
  const item = { item: 'run:0r1', progress: '1' };
  const fail = () => Promise.reject(new Error('boom'));
  for (let tries = 0; tries < 6; tries += 1) await withTroubleCounted(pool, item, fail, () => undefined);
  const parked = await api.request('GET /v1/parked', { as });
  expect(parked.body.work).toEqual([{ item: 'run:0r1', tries: 5, error: 'Error: boom', parkedAt: expect.any(String) }]);
  const retry = (body: object) => api.request('POST /v1/parked/retry', { as, body });
  expect((await retry({ item: 'run:0r1' })).status).toBe(200);
  expect((await retry({ item: 'run:0r1' })).status).toBe(404);
  expect((await retry({ projection: 'runs' })).status).toBe(404);
  expect((await retry({})).status).toBe(400);
  expect((await api.request('GET /v1/parked', { as })).body).toEqual({ streams: [], work: [] });
});

test('what is due and nobody holds', async () => {
  const { id } = (await start(api, campaignId)).body;
  const running = await recordRun(api, campaignId, { fates: ['planned'] });
  await caughtUp(api, 'due');
  const { body } = await api.request('POST /v1/queue/reconcile', { as });
  expect(body.reconciling).toBe(false);
  expect(body.runs).toContain(id);
  expect(body.batches).toContainEqual({ runId: running.id, batch: 1 });
});

test('workers that live are listed, and the settings without their secrets', async () => {
  const { pool, config } = api.installation;
  await beat(pool, { name: 'w1', queue: { waiting: 3, active: 1 }, queueTrouble: null, windows: { email: 20 } });
  const workers = await api.request('GET /v1/workers', { as });
  expect(workers.body.items).toEqual([
    {
      name: 'w1',
      startedAt: expect.any(String),
      seenAt: expect.any(String),
      queue: { waiting: 3, active: 1 },
      queueTrouble: null,
      windows: { email: 20 },
    },
  ]);
  await signOff(pool, 'w1');
  expect((await api.request('GET /v1/workers', { as })).body.items).toEqual([]);

  const { body, text } = await api.request('GET /v1/configuration', { as });
  expect(body.items).toContainEqual(
    expect.objectContaining({ variable: 'SORTIE_HTTP_HOST', value: config.http.host, masked: false }),
  );
  expect(text).not.toContain(config.databaseUrl);
});
