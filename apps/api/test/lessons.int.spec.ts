import { newId } from '#platform/ids.js';
import { startTestApi, type TestApi } from './api.js';
import { recordRun, type RecordedRun } from './recorded-run.js';
import { caughtUp, putContacts, readyCampaign } from './run-fixtures.js';

let api: TestApi;
let campaignId: string;
let run: RecordedRun;
let later: RecordedRun;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
  await putContacts(api);
  campaignId = await readyCampaign(api);
  run = await recordRun(api, campaignId, { fates: ['accepted', 'accepted', 'accepted'], ended: true });
  later = await recordRun(api, campaignId, { fates: ['accepted', 'refused', 'accepted'], ended: true });
  await caughtUp(api);
});
afterAll(() => api.stop());

const record = (body: object, key: string = newId()) =>
  api.request('POST /v1/lessons', {
    as: 'operator',
    body,
    headers: { 'idempotency-key': key, prefer: 'wait=20' },
  });

test('a lesson is recorded once, and is found by what it is about and by what it names', async () => {
  const key = newId();
  const about = `communication:${later.communications[1]}`;
  const lesson = { about, place: 'contact data', note: 'the mailbox is gone' };

  const first = await record(lesson, key);
  const again = await record(lesson, key);

  expect(first.status).toBe(201);
  expect(again.body).toEqual({ ...first.body, note: null });
  expect(first.body).toMatchObject({ ...lesson, runId: later.id, recordedBy: 'operator of the test' });
  const filters = [`about=${about}`, `run=${later.id}`, `campaign=${campaignId}`, `goal=${first.body.goal.id}`];
  for (const filter of [...filters, 'place=contact%20data']) {
    const { body } = await api.request(`GET /v1/lessons?${filter}`, { as: 'viewer' });
    expect({ filter, items: body.items }).toEqual({ filter, items: [first.body] });
  }
  const { body: none } = await api.request(`GET /v1/lessons?run=${run.id}`);
  expect(none.items).toEqual([]);
  const { body: explained } = await api.request(`GET /v1/runs/${later.id}/explain`);
  expect(explained.lessons).toEqual({ count: 1, link: `/v1/lessons?run=${later.id}` });
  const { body: shown } = await api.request(`GET /v1/campaigns/${campaignId}`);
  expect(shown.lessons).toBe(`/v1/lessons?campaign=${campaignId}`);
});

test('what is not there cannot teach anything', async () => {
  for (const about of [`run:${newId()}`, `communication:${newId()}.1.0`, `reply:${newId()}`]) {
    const { status, body } = await record({ about, place: 'goal', note: 'n' });
    expect({ about, status, type: body.type }).toEqual({ about, status: 404, type: '/problems/not-found' });
  }
  expect((await record({ about: 'everything', place: 'goal', note: 'n' })).status).toBe(400);
  expect((await record({ about: `run:${run.id}`, place: 'elsewhere', note: 'n' })).status).toBe(400);
});

test('the log holds no word of a note, and erasing the contact erases it', async () => {
  const about = `communication:${run.communications[2]}`;
  const { body: lesson } = await record({ about, place: 'contact data', note: 'Person 3 moved to Rome' });
  const { body: quoting } = await record({
    about: `run:${run.id}`,
    place: 'execution',
    note: 'ask person3@example.com',
  });
  const events = await api.installation.store.read(`lesson-${lesson.id}`);
  expect(JSON.stringify(events)).not.toContain('Rome');

  const { status } = await api.request('POST /v1/contacts/c-3/erase', { body: { reason: 'asked for it' } });

  expect(status).toBeLessThan(300);
  for (const { id } of [lesson, quoting]) {
    const { body } = await api.request(`GET /v1/lessons/${id}`);
    expect(body).toMatchObject({ id, note: null, runId: run.id });
  }
});

test('without another run nothing is compared, and what a history does not tell is not known', async () => {
  const { body: first } = await api.request(`GET /v1/runs/${run.id}/explain`);
  expect(first.against).toBeNull();
  expect(new Set(first.rows.map((row: { againstPrevious: string }) => row.againstPrevious))).toEqual(
    new Set(['not known']),
  );

  const { body } = await api.request(`GET /v1/runs/${later.id}/explain`);

  expect(body.against).toMatchObject({ runId: run.id, chosen: 'previous' });
  expect(body.likelyCause).toMatchObject({ factor: 'provider', place: 'execution' });
  const rows = new Map(body.rows.map((row: { factor: string; againstPrevious: string }) => [row.factor, row]));
  // These messages were claimed as before values were noted.
  expect(rows.get('contact data')).toMatchObject({ againstPrevious: 'not known' });
  expect(rows.get('template')).toMatchObject({ againstPrevious: 'same', againstNow: 'same' });
});

test('two runs are compared side by side', async () => {
  const { status, body } = await api.request(`GET /v1/runs/compare?a=${run.id}&b=${later.id}`, { as: 'viewer' });

  expect(status).toBe(200);
  expect([body.a.id, body.b.id]).toEqual([run.id, later.id]);
  expect(body.differences.outcome.map(({ path }: { path: string }) => path)).toEqual(
    expect.arrayContaining(['/ledger/accepted', '/ledger/refused']),
  );
  expect(body.differences.definition).toEqual([]);
  const steps: { type: string; a: { number: number } | null; b: { number: number } | null }[] = body.sequence;
  expect(steps.every(({ a, b }) => a?.number !== null && b?.number !== null)).toBe(true);
  expect(steps[0]).toMatchObject({ type: 'RunRequested', a: { number: 1 }, b: { number: 1 } });
  expect(body.rows[0]).toMatchObject({ factor: 'provider', rank: 1 });
  expect((await api.request(`GET /v1/runs/compare?a=${run.id}&b=${newId()}`)).status).toBe(404);
});
