import { problemKinds } from '../src/http/problem.js';
import { startTestApi, type TestApi } from './api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

test('every type of problem leads to what it means', async () => {
  for (const [kind, meaning] of Object.entries(problemKinds))
    expect((await api.request(`GET /problems/${kind}`, { as: 'nobody' })).body).toEqual({
      type: `/problems/${kind}`,
      ...meaning,
    });
  expect((await api.request('GET /problems/toString', { as: 'nobody' })).status).toBe(404);
});

test('who comes without a key too often is told when to come back; keys and health are not concerned', async () => {
  const answers = await Promise.all(Array.from({ length: 210 }, () => api.request('GET /v1/goals', { as: 'nobody' })));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatchObject({ status: 429, body: { type: '/problems/too-many-requests' } });
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused[0]?.headers.get('ratelimit-remaining')).toBe('0');
  expect((await api.request('GET /v1/goals', { as: 'viewer' })).status).toBe(200);
  expect((await api.request('GET /health/live', { as: 'nobody' })).status).toBe(200);
});
