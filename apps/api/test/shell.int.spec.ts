import { startTestApi, type TestApi } from './api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const goal = { name: 'Win back', statement: 'Bring customers back who have not ordered for a year' };

test('a command is answered with 202, and what it led to is there at once', async () => {
  const defined = await api.request('POST /v1/goals', { as: 'manager', body: goal });
  expect(defined.status).toBe(202);
  const location = defined.headers.get('location') ?? '';
  expect(defined.body).toEqual({ id: expect.any(String), location, revision: 0 });
  const read = await api.request(`GET ${location}`, { as: 'viewer' });
  expect(read).toMatchObject({
    status: 200,
    body: { version: 1, status: 'active', definition: goal, definedBy: 'manager of the test' },
  });
  expect(read.headers.get('etag')).toBe('"0"');
});
