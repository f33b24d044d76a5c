import { newId } from '#platform/ids.js';
import { startTestApi, type TestApi } from './api.js';
import { recordRun } from './recorded-run.js';
import { caughtUp, putContacts, readyCampaign, start } from './run-fixtures.js';

let api: TestApi;
let campaignId: string;
let scheduled: string[];
let ended: string;

const tomorrow = '2099-11-23T09:00:00.000Z';

beforeAll(async () => {
  api = await startTestApi({ readModels: true });
  await putContacts(api);
  campaignId = await readyCampaign(api);
  scheduled = [];
  for (let n = 0; n < 7; n += 1) scheduled.push((await start(api, campaignId, { startAt: tomorrow })).body.id);
  ({ id: ended } = await recordRun(api, campaignId, { fates: ['accepted', 'accepted'], ended: true }));
  await caughtUp(api);
});
afterAll(() => api.stop());

const ask = (line: string, body: object, key = newId()) =>
  api.request(line, { as: 'operator', body, headers: { 'idempotency-key': key } });
const preview = (body: object) => ask('POST /v1/bulk/preview', body);
const begin = (body: object, key?: string) => ask('POST /v1/bulk', body, key);

test('the preview counts who would do it and who would refuse, by reason, and changes nothing', async () => {
  const of = { filter: { campaign: [campaignId] } };
  const cancel = await preview({ action: 'cancel', ...of });
  expect(cancel).toMatchObject({
    status: 200,
    body: {
      count: 8,
      eligible: 7,
      ineligible: [{ because: 'not while the run is completed', runs: 1, sample: [ended] }],
    },
  });
  expect(cancel.body.rows.map(({ id, because }: { id: string; because: string | null }) => [id, because])).toEqual([
    [ended, 'not while the run is completed'],
    ...scheduled.toReversed().map((id) => [id, null]),
  ]);
  const shift = (shiftSeconds: number) => preview({ action: 'reschedule', shiftSeconds, ...of });
  expect((await shift(3_600)).body).toMatchObject({ eligible: 7 });
  expect((await shift(-10 * 366 * 86_400 + 1)).body).toMatchObject({ eligible: 7 });
  expect((await preview({ action: 'retry-failed', ...of })).body).toMatchObject({
    eligible: 0,
    ineligible: [
      { because: 'the run has not ended', runs: 7 },
      { because: 'no recipient was refused', runs: 1 },
    ],
  });
  const chosen = await preview({ action: 'cancel', runs: [scheduled[0], ended, 'nobody', ended] });
  expect(chosen.body).toMatchObject({ count: 3, eligible: 1 });
  expect(chosen.body.ineligible).toContainEqual({ because: 'there is no such run', runs: 1, sample: [] });
  expect((await api.request('GET /v1/bulk')).body.items).toEqual([]);
});

test('a job holds on to what matched at a moment; nothing that came later is in it', async () => {
  const of = { filter: { status: ['scheduled'], campaign: campaignId } };
  const { asOf } = (await preview({ action: 'reschedule', shiftSeconds: 60, ...of })).body;
  const late = (await start(api, campaignId, { startAt: tomorrow })).body.id;
  await caughtUp(api);
  const key = newId();
  const body = { action: 'reschedule', shiftSeconds: 60, ...of, asOf, reason: 'a minute later' };
  const begun = await begin(body, key);
  expect(begun).toMatchObject({ status: 202, body: { location: `/v1/bulk/${begun.body.id}` } });
  expect((await begin(body, key)).body).toEqual(begun.body);
  const job = await api.request(`GET ${begun.body.location}`, { as: 'viewer' });
  expect(job.body).toMatchObject({
    status: 'running',
    action: { kind: 'shift', bySeconds: 60 },
    selection: { kind: 'filter', filter: { statuses: ['scheduled'], campaigns: [campaignId] }, asOf },
    count: 7,
    progress: { done: 0, refused: 0, failed: 0, left: 7 },
    requestedBy: 'operator of the test',
    role: 'operator',
    reason: 'a minute later',
  });
  const rows = await api.request(`GET ${begun.body.location}/results?limit=5`);
  expect(rows.body.items.length).toBe(5);
  const rest = await api.request(`GET ${begun.body.location}/results?limit=5&after=${rows.body.next}`);
  const runIds = [...rows.body.items, ...rest.body.items].map(({ runId }: { runId: string }) => runId);
  expect(runIds.toSorted()).toEqual(scheduled.toSorted());
  expect(runIds).not.toContain(late);
  expect(rows.body.items[0]).toMatchObject({ run: { campaign: { id: campaignId }, status: 'scheduled' } });

  const csv = await api.request(`GET ${begun.body.location}/results/export?result=open`);
  expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
  expect(csv.text.split('\r\n')).toEqual([
    'place,run,result,code,detail,event,revision,position,made,settledAt',
    ...runIds.map((runId, at) => `${at + 1},${runId},,,,,,,,`),
    '',
  ]);
  const lines = await fetch(`${api.url}${begun.body.location}/results/export?format=ndjson`, {
    headers: { authorization: `Bearer ${api.keys.viewer}` },
  });
  const objects = (await lines.text()).trim().split('\n');
  expect(objects.map((line) => JSON.parse(line).runId)).toEqual(runIds);

  expect((await ask(`POST ${begun.body.location}/abort`, { reason: 'not yet' })).status).toBe(202);
  expect((await api.request(`GET ${begun.body.location}`)).body).toMatchObject({
    status: 'aborting',
    abortedBy: 'operator of the test',
  });
  await caughtUp(api, 'bulk');
  expect((await api.request('GET /v1/bulk?status=aborting,running')).body.items).toMatchObject([
    { id: begun.body.id, progress: { left: 7 } },
  ]);
});

const faulty: [string, object, string][] = [
  ['neither runs nor filter', { action: 'cancel' }, '/runs'],
  ['both', { action: 'cancel', runs: ['x'], filter: {} }, '/filter'],
  ['a word that no status is', { action: 'cancel', filter: { status: ['gone'] } }, '/filter/status'],
  ['a sort in the filter', { action: 'cancel', filter: { sort: 'created' } }, '/filter/sort'],
  ['an action that there is not', { action: 'delete', filter: {} }, '/action'],
  ['a start for a cancel', { action: 'cancel', filter: {}, startAt: tomorrow }, '/startAt'],
  ['no start for a reschedule', { action: 'reschedule', filter: {} }, '/startAt'],
  ['a start in the past', { action: 'reschedule', filter: {}, startAt: '2020-01-01T00:00:00Z' }, '/startAt'],
  ['a selection of nothing', { action: 'cancel', filter: { trigger: ['no such key'] } }, '/filter'],
];

test.each(faulty)('%s is refused with its place', async (_, body, pointer) => {
  expect(await begin(body)).toMatchObject({ status: 400, body: { errors: [expect.objectContaining({ pointer })] } });
});

test('there is no job that nobody asked for', async () => {
  expect((await api.request(`GET /v1/bulk/${newId()}`)).status).toBe(404);
  expect((await ask(`POST /v1/bulk/${newId()}/abort`, {})).status).toBe(404);
  expect((await api.request(`GET /v1/bulk/${newId()}/results`)).status).toBe(404);
});
