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

test('a goal tells how far each of its runs got, the last started first, by what each pinned or by one version', async () => {
  const campaignId = await readyCampaign(api);
  const first = await recordRun(api, campaignId, { fates: ['accepted', 'accepted', 'refused'], ended: true });
  const { goalId } = (await api.request(`GET /v1/runs/${first.id}/attainment`)).body;
  const second = await recordRun(api, campaignId, { fates: ['accepted', 'refused', 'refused'], ended: true });
  await api.request(`PUT /v1/goals/${goalId}`, {
    body: { ...goal, measure: { kind: 'reply', class: 'human' }, target: { count: 1 }, summary: 'answers count' },
    headers: { 'if-match': '*' },
  });
  await caughtUp(api);
  const ofThese = (runs: readonly { readonly runId: string }[]) =>
    runs.filter(({ runId }) => [first.id, second.id].includes(runId));
  const pinned = await api.request(`GET /v1/goals/${goalId}/attainment`);
  expect(pinned.body).toMatchObject({ goalId, version: null, more: false });
  expect(ofThese(pinned.body.runs)).toMatchObject(
    [second, first].map(({ id }, place) => ({
      runId: id,
      judgedBy: 1,
      pinned: 1,
      attainment: { accepted: place + 1, attained: place + 1 },
    })),
  );
  const later = await api.request(`GET /v1/goals/${goalId}/attainment?version=2`);
  expect(ofThese(later.body.runs)).toMatchObject([
    { judgedBy: 2, pinned: 1, attainment: { attained: 0, wanted: 1, reached: false } },
    { judgedBy: 2, pinned: 1, attainment: { attained: 0, wanted: 1, reached: false } },
  ]);
  const [newest] = pinned.body.runs;
  expect((await api.request(`GET /v1/goals/${goalId}/attainment?limit=1`)).body).toMatchObject({
    runs: [{ runId: newest.runId }],
    more: true,
  });
  expect((await api.request(`GET /v1/goals/${goalId}/attainment?version=9`)).status).toBe(404);
});
