import { parse } from 'csv-parse/sync';
import { startTestApi, type TestApi } from './api.js';
import { recordRun } from './recorded-run.js';
import { caughtUp, putContacts, readyCampaign } from './run-fixtures.js';

jest.setTimeout(180_000);

let api: TestApi;
const runs: string[] = [];
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
  await putContacts(api);
  const hostile = {
    externalId: 'c-2',
    name: '=HYPERLINK("http://evil.example";"open")',
    email: 'person2@example.com',
    tags: ['dormant'],
  };
  const { externalId: _, ...contact } = hostile;
  await api.request('PUT /v1/contacts/c-2', { body: contact });
  const campaign = await readyCampaign(api, { name: '+49 "Spring", 10 %' });
  for (const fates of [['accepted', 'accepted'], ['accepted', 'refused', 'accepted'], ['planned']] as const)
    runs.push((await recordRun(api, campaign, { fates, ended: fates.length > 1 })).id);
  await caughtUp(api);
});
afterAll(() => api.stop());

const csv = (text: string): readonly Readonly<Record<string, string>>[] => parse(text, { columns: true });

test('runs as CSV: the rows of the list, in its order, with its filters, and no formula among them', async () => {
  const { items } = (await api.request('GET /v1/runs')).body;
  const file = await api.request('GET /v1/runs/export', { as: 'viewer' });
  expect(file.status).toBe(200);
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="runs.csv"');
  expect(file.headers.get('cache-control')).toBe('no-store');
  const rows = csv(file.text);
  expect(rows.map(({ id }) => id)).toEqual(items.map(({ id }: { id: string }) => id));
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(runs));
  expect(rows[0]?.['campaignName']).toBe(`'+49 "Spring", 10 %`);
  const filtered = csv((await api.request('GET /v1/runs/export?status=completed_with_failures&sort=ended')).text);
  expect(filtered).toMatchObject([{ id: runs[1], audience: '3', accepted: '2', refused: '1' }]);
  const some = csv((await api.request(`GET /v1/runs/export?id=${runs[0]},${runs[2]}&direction=asc`)).text);
  expect(some.map(({ id }) => id)).toEqual([runs[0], runs[2]]);
  expect((await api.request('GET /v1/runs/export?status=nonsense')).status).toBe(400);
  expect((await api.request('GET /v1/runs/export?format=xlsx')).status).toBe(400);
  expect((await api.request('GET /v1/runs/export?limit=5')).status).toBe(400);
});

test('runs as NDJSON: what the list says of each', async () => {
  const { items } = (await api.request('GET /v1/runs?direction=asc')).body;
  const file = await api.request('GET /v1/runs/export?format=ndjson&direction=asc', { as: 'service' });
  expect(file.headers.get('content-type')).toBe('application/x-ndjson');
  const lines = file.text.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(items);
});

test('the communications of a run, for whoever may act on them', async () => {
  const path = `/v1/runs/${runs[1]}/communications/export`;
  const rows = csv((await api.request(`GET ${path}`, { as: 'operator' })).text);
  expect(rows).toMatchObject([
    { status: 'accepted', externalId: 'c-1', address: 'person1@example.com' },
    { status: 'refused', externalId: 'c-2', name: `'=HYPERLINK("http://evil.example";"open")` },
    { status: 'accepted', externalId: 'c-3' },
  ]);
  const refused = await api.request(`GET ${path}?format=ndjson&status=refused`, { as: 'operator' });
  const { items } = (await api.request(`GET /v1/runs/${runs[1]}/communications?status=refused`)).body;
  expect([JSON.parse(refused.text)]).toEqual(items);
  expect((await api.request(`GET ${path}`, { as: 'viewer' })).status).toBe(403);
  expect((await api.request(`GET /v1/runs/${'0'.repeat(26)}/communications/export`)).status).toBe(404);
});
