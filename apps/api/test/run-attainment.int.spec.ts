import { startTestApi, type TestApi } from './api.js';
import { goal } from './fixtures.js';
import { recordRun } from './recorded-run.js';
import { caughtUp, putContacts, readyCampaign } from './run-fixtures.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
  await putContacts(api);
});
afterAll(() => api.stop());

test('a run is judged by the goal it pinned, and on demand by a later version of it', async () => {
  const campaignId = await readyCampaign(api);
  const run = await recordRun(api, campaignId, { fates: ['accepted', 'accepted', 'refused'], ended: true });
  const pinned = await api.request(`GET /v1/runs/${run.id}/attainment`);
  const { goalId } = pinned.body;
  await api.request(`PUT /v1/goals/${goalId}`, {
    body: { ...goal, measure: { kind: 'reply', class: 'human' }, target: { count: 1 }, summary: 'answers count' },
    headers: { 'if-match': '*' },
  });
  await caughtUp(api);
  expect((await api.request(`GET /v1/runs/${run.id}/attainment`)).body).toMatchObject({
    version: 1,
    pinned: true,
    attainment: { accepted: 2, attained: 2 },
  });
  expect((await api.request(`GET /v1/runs/${run.id}/attainment?version=2`)).body).toMatchObject({
    version: 2,
    pinned: false,
    attainment: { accepted: 2, attained: 0, wanted: 1, reached: false },
  });
  const unknown = await api.request(`GET /v1/runs/${run.id}/attainment?version=9`);
  expect([unknown.status, unknown.body.errors]).toEqual([404, [expect.objectContaining({ pointer: '/version' })]]);
});
