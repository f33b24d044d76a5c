import { occurrenceDecider, occurrenceStream } from '#domain/occurrence/decide.js';
import type { Verdict } from '#domain/occurrence/messages.js';
import { execute } from '#eventstore/execute.js';
import { systemClock } from '#platform/clock.js';
import { startTestApi, type TestApi } from './api.js';
import { campaign, define } from './fixtures.js';

let api: TestApi;
let campaignId: string;

beforeAll(async () => {
  api = await startTestApi({ readModels: true });
  campaignId = await define(api, 'campaigns', campaign);
});
afterAll(() => api.stop());

const wait = { prefer: 'wait=10' };
const weekdays = () => ({
  name: 'Weekdays at nine',
  campaignId,
  timeZone: 'Europe/Berlin',
  specs: [{ kind: 'cron', expression: '0 9 * * 1-5' }],
});

const setOne = async (change: object = {}): Promise<{ readonly id: string; readonly etag: string }> => {
  const { status, body, headers } = await api.request('POST /v1/schedules', {
    as: 'manager',
    body: { ...weekdays(), ...change },
    headers: wait,
  });
  expect({ status, body }).toMatchObject({ status: 201 });
  return { id: body.id, etag: headers.get('etag') ?? '' };
};

test('a schedule is set, read in words with its next times, changed, paused, and archived', async () => {
  const { id, etag } = await setOne({ reason: 'the autumn plan' });
  const read = await api.request(`GET /v1/schedules/${id}`, { as: 'viewer' });
  expect(read.body).toMatchObject({
    id,
    status: 'active',
    version: 1,
    words: 'At 09:00 on Monday to Friday, by the clocks of Europe/Berlin',
    definition: { campaignVersion: 'latest', overlap: 'skip', gap: 'shift', repeated: 'first', catchUpSeconds: 3600 },
    createdBy: 'manager of the test',
    reason: 'the autumn plan',
  });
  expect(read.body.next).toHaveLength(5);
  expect(read.body.next[0].local).toMatch(/T09:00:00$/);

  const change = { as: 'manager', body: { ...weekdays(), name: 'Later', overlap: 'allow' } } as const;
  expect((await api.request(`PUT /v1/schedules/${id}`, change)).status).toBe(428);
  const stale = { ...change, headers: { 'if-match': '"7"' } };
  expect((await api.request(`PUT /v1/schedules/${id}`, stale)).status).toBe(412);
  const changed = await api.request(`PUT /v1/schedules/${id}`, { ...change, headers: { ...wait, 'if-match': etag } });
  expect(changed).toMatchObject({ status: 200, body: { version: 2, definition: { overlap: 'allow' } } });

  const paused = await api.request(`POST /v1/schedules/${id}/pause`, {
    as: 'operator',
    body: { reason: 'stocktaking' },
    headers: wait,
  });
  expect(paused).toMatchObject({ status: 200, body: { status: 'paused', reason: 'stocktaking', next: [] } });
  expect((await api.request('GET /v1/schedules?name=later')).body.items).toMatchObject([
    { words: 'At 09:00 on Monday to Friday, by the clocks of Europe/Berlin', next: [], last: null },
  ]);
  const found = await api.request(`GET /v1/schedules?status=paused&name=LATE&campaign=${campaignId}`);
  expect(found.body.items).toMatchObject([{ id, name: 'Later', status: 'paused', reason: 'stocktaking' }]);
  await api.request(`POST /v1/schedules/${id}/unpause`, { as: 'operator' });
  await api.request(`POST /v1/schedules/${id}/archive`, { as: 'manager' });
  const refused = await api.request(`POST /v1/schedules/${id}/pause`, { as: 'operator' });
  expect(refused).toMatchObject({
    status: 409,
    body: { allowedActions: expect.arrayContaining([{ action: 'pause', allowed: false, because: 'it is archived' }]) },
  });
});

test('a preview shows the next times with zone, offset and UTC, and marks days on which the clocks change', async () => {
  const preview = await api.request('POST /v1/schedules/preview?count=3&after=2027-03-26T12:00:00Z', {
    as: 'viewer',
    body: { ...weekdays(), specs: [{ kind: 'cron', expression: '30 2 * * *' }] },
  });
  expect(preview).toMatchObject({
    status: 200,
    body: {
      words: 'At 02:30 every day, by the clocks of Europe/Berlin',
      times: [
        { dueAt: '2027-03-27T01:30:00.000Z', local: '2027-03-27T02:30:00', offset: '+01:00', clocksChange: false },
        { dueAt: '2027-03-28T01:30:00.000Z', local: '2027-03-28T03:30:00', offset: '+02:00', clocksChange: true },
        {
          dueAt: '2027-03-29T00:30:00.000Z',
          local: '2027-03-29T02:30:00',
          offset: '+02:00',
          timeZone: 'Europe/Berlin',
        },
      ],
    },
  });
});

test.each([
  [{ timeZone: 'Europe/Atlantis' }, '/timeZone', 'unknown-time-zone'],
  [{ specs: [{ kind: 'cron', expression: '0 9 30 2 *' }] }, '/specs/0/expression', 'never-fires'],
  [{ specs: [{ kind: 'cron', expression: '61 9 * * *' }] }, '/specs/0/expression', 'not-a-cron'],
  [{ specs: [{ kind: 'interval', everySeconds: 0.2 }] }, '/specs/0/everySeconds', 'too-frequent'],
  [{ specs: [{ kind: 'interval' }] }, '/specs/0/everySeconds', 'required'],
  [{ specs: [{ kind: 'once', at: '2026-02-30T09:00:00Z' }] }, '/specs/0/at', 'not-a-time'],
  [{ specs: [{ kind: 'once', at: '2020-01-01T09:00:00Z' }] }, '/specs', 'never-fires'],
  [{ specs: [{ kind: 'weekly' }] }, '/specs/0/kind', 'unknown-word'],
  [{ exclusions: [{ from: '2027-02-29' }] }, '/exclusions/0/from', 'not-a-day'],
  [{ exclusions: [{ from: '2027-02-28', until: 'x' }] }, '/exclusions/0/until', 'unknown-field'],
])('%j is refused with its place', async (change, pointer, code) => {
  const answer = await api.request('POST /v1/schedules', { body: { ...weekdays(), ...change } });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
});

test('a campaign that is not there, or not in that version, is refused', async () => {
  const nobody = { ...weekdays(), campaignId: '0'.repeat(26) };
  expect(await api.request('POST /v1/schedules', { body: nobody })).toMatchObject({
    status: 404,
    body: { errors: [{ pointer: '/campaignId' }] },
  });
  const never = { ...weekdays(), campaignVersion: 9 };
  expect(await api.request('POST /v1/schedules', { body: never })).toMatchObject({
    status: 404,
    body: { errors: [{ pointer: '/campaignVersion' }] },
  });
});

test('what became of each occurrence is told, with the reason of those that were not on time', async () => {
  const { id } = await setOne({
    specs: [{ kind: 'interval', everySeconds: 60 }],
    exclusions: [{ from: '2026-10-31' }],
  });
  const at = (minute: number): string => `2026-10-30T12:0${minute}:00.000Z`;
  const verdicts: readonly Verdict[] = [
    { kind: 'fire', dueAt: at(0), latenessMs: 12 },
    { kind: 'fire', dueAt: at(1), latenessMs: 4_000 },
    { kind: 'skip', dueAt: at(2), reason: 'overlap', detail: 'the run before had not ended' },
    { kind: 'miss', dueAt: at(3), detail: 'nobody was there' },
    { kind: 'skip', dueAt: at(4), reason: 'paused', detail: 'the schedule was paused' },
  ];
  const context = {
    commandId: 'of the test',
    actor: { name: 'planner', source: 'planner' },
    correlationId: id,
    now: systemClock,
  } as const;
  const command = { type: 'Account', data: { scheduleId: id, verdicts, planner: { epoch: 1, fence: 1 } } } as const;
  const written = await execute(
    api.installation.store,
    occurrenceDecider,
    occurrenceStream(id, at(0)),
    command,
    context,
  );
  expect(written).toMatchObject({ ok: true });
  await api.request(`POST /v1/schedules/${id}/pause`, { body: { reason: 'settled' }, headers: wait });

  const range = 'from=2026-10-30T00:00:00Z&to=2026-10-31T00:00:00Z';
  const first = await api.request(`GET /v1/schedules/${id}/occurrences?onTime=false&limit=2&${range}`, {
    as: 'viewer',
  });
  expect(first.body.items).toMatchObject([
    { dueAt: at(4), outcome: 'skipped', reason: 'paused', runId: null, onTime: false },
    { dueAt: at(3), outcome: 'missed', reason: 'outage', runId: null, detail: 'nobody was there' },
  ]);
  const rest = await api.request(
    `GET /v1/schedules/${id}/occurrences?onTime=false&limit=2&${range}&after=${first.body.next}`,
  );
  expect(rest.body).toMatchObject({
    items: [
      { dueAt: at(2), outcome: 'skipped', reason: 'overlap' },
      { dueAt: at(1), outcome: 'fired', latenessMs: 4_000, runId: expect.stringMatching(/^\w{26}$/) },
    ],
    next: null,
  });
  const punctuality = await api.request(`GET /v1/schedules/${id}/punctuality?${range}`, { as: 'service' });
  expect(punctuality.body).toEqual({
    planned: 5,
    onTime: 1,
    late: 1,
    backfilled: 0,
    missed: 1,
    skipped: { overlap: 1, paused: 1 },
    waiting: 0,
    onTimeRate: 0.25,
    latenessMs: { p50: 12, p99: 4_000, max: 4_000 },
  });
  // The day after is excluded; two of the ten minutes ran.
  const bounds = 'from=2026-10-30T12:00:00Z&to=2026-10-30T12:10:00Z';
  const backfill = await api.request(`GET /v1/schedules/${id}/backfill?${bounds}`, { as: 'viewer' });
  expect(backfill.body).toMatchObject({ count: 8, ran: 2, first: at(2) });
  const excluded = 'from=2026-10-31T06:00:00Z&to=2026-10-31T07:00:00Z';
  expect((await api.request(`GET /v1/schedules/${id}/backfill?${excluded}`)).body).toMatchObject({ count: 0 });
});

test('a run now and a backfill need a campaign that can run, a key, and a range that is over', async () => {
  const { id } = await setOne();
  const trigger = `POST /v1/schedules/${id}/trigger`;
  expect((await api.request(trigger)).body.type).toBe('/problems/idempotency-key-required');
  const refused = await api.request(trigger, { headers: { 'idempotency-key': 'k1' } });
  expect(refused).toMatchObject({ status: 422, body: { reasons: expect.any(Array) } });
  const backwards = { from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' };
  const backfill = await api.request(`POST /v1/schedules/${id}/backfill`, {
    body: backwards,
    headers: { 'idempotency-key': 'k2' },
  });
  expect(backfill).toMatchObject({ status: 400, body: { errors: [{ pointer: '/to' }] } });
});
