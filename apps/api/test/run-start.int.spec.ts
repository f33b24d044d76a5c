import { newId } from '#platform/ids.js';
import { runSorts } from '#readmodel/runs/run-filters.js';
import { runInputs } from '#vault/run-inputs/run-inputs.js';
import { startTestApi, type TestApi } from './api.js';
import { define } from './fixtures.js';
import { caughtUp, putContacts, readyCampaign, start } from './run-fixtures.js';

const now = '2026-11-22T09:00:00.000Z';

let api: TestApi;
let campaignId: string;
beforeAll(async () => {
  api = await startTestApi({ readModels: true, clock: () => now });
  await putContacts(api);
  campaignId = await readyCampaign(api);
});
afterAll(() => api.stop());

const eventsOf = async (id: string) => api.installation.store.read(`run-${id}`);

test('a run is started with 202 and is there at once', async () => {
  const started = await start(api, campaignId, { reason: 'autumn' });
  expect(started.status).toBe(202);
  const { id, location } = started.body;
  expect(started.body).toEqual({ id, location: `/v1/runs/${id}`, revision: 1 });
  expect(started.headers.get('location')).toBe(location);
  const read = await api.request(`GET ${location}`, { as: 'viewer' });
  expect(read).toMatchObject({
    status: 200,
    body: {
      id,
      status: 'queued',
      type: 'manual',
      trigger: 'operator of the test',
      requestedBy: 'operator of the test',
      reason: 'autumn',
      campaign: { id: campaignId, version: 1 },
      note: null,
      startAt: null,
      audience: { kind: 'segment' },
      moment: null,
      waitingFor: [{ kind: 'no-worker', releasedBy: 'starting a worker' }],
    },
  });
  expect(read.headers.get('etag')).toBe('"1"');
  expect(read.body.allowedActions).toContainEqual({ action: 'cancel', allowed: true });
  expect(read.body.allowedActions).toContainEqual({
    action: 'pause',
    allowed: false,
    because: 'not while the run is queued',
  });
});

test('the same key starts one run, with another body it is refused, and without a key too', async () => {
  const key = newId();
  const body = { metadata: { wave: '1' } };
  const [first, second] = [await start(api, campaignId, body, { key }), await start(api, campaignId, body, { key })];
  expect(second).toMatchObject({ status: 202, body: first.body });
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  expect(await eventsOf(first.body.id)).toHaveLength(2);
  expect((await start(api, campaignId, {}, { key })).status).toBe(422);
  const without = await api.request(`POST /v1/campaigns/${campaignId}/runs`, { body });
  expect(without).toMatchObject({ status: 400, body: { type: '/problems/idempotency-key-required' } });
});

test('what an attempt wrote before it died is answered, and not written again', async () => {
  const key = newId();
  const first = await start(api, campaignId, { startAt: '2026-11-22T09:00:01Z' }, { key });
  // The answer was never stored, and meanwhile the time has passed and the campaign is paused.
  await api.installation.pool.query(
    `update work.idempotency set answer = null, leased_until = now() where answer->'body'->>'id' = $1`,
    [first.body.id],
  );
  await api.request(`POST /v1/campaigns/${campaignId}/pause`);
  const second = await start(api, campaignId, { startAt: '2026-11-22T09:00:01Z' }, { key });
  await api.request(`POST /v1/campaigns/${campaignId}/activate`);
  expect(second).toMatchObject({ status: 202, body: first.body });
  expect(second.headers.get('idempotency-replayed')).toBeNull();
  expect(await eventsOf(first.body.id)).toHaveLength(2);
});

test('values and addresses lie in the vault, the log has their keyed hash', async () => {
  const variables = { discount: 20, code: 'SECRET-CODE' };
  const started = await start(api, campaignId, { test: true, addresses: ['Me@Example.com'], variables });
  const { id } = started.body;
  const inputs = await runInputs(api.installation.pool, id);
  expect(inputs).toMatchObject({ variables, addresses: ['Me@Example.com'] });
  const [requested] = await eventsOf(id);
  expect(requested?.data).toMatchObject({ type: 'test', variables: expect.stringMatching(/^[0-9a-f]{64}$/) });
  // As many of the segment as there are addresses.
  expect(requested?.data).toMatchObject({ audience: { kind: 'contacts', contactIds: [expect.any(String)] } });
  const written = JSON.stringify(await eventsOf(id));
  for (const personal of ['Example.com', 'SECRET-CODE', 'person1']) expect(written).not.toContain(personal);
});

test.each([
  [{ test: true, contacts: ['c-1'] }, 'operator', 'test'],
  [{ startAt: '2026-11-22T10:00:00+01:00', contacts: ['c-1'] }, 'service', undefined],
  [{ startAt: '2026-11-23T10:00:00+01:00' }, 'service', 'once'],
  [{ contacts: ['c-1', 'c-2', 'c-1'] }, 'service', 'api'],
  [{}, 'manager', 'manual'],
] as const)('%j by a %s is of type %s', async (body, as, type) => {
  const started = await start(api, campaignId, body, { as });
  if (type === undefined) return expect(started.status).toBe(400);
  const read = await api.request(`GET /v1/runs/${started.body.id}`);
  expect(read.body).toMatchObject({ type, trigger: `${as} of the test` });
  return undefined;
});

test('a local time is the moment its clocks show, also for a run that follows the latest versions', async () => {
  const startAt = { local: '2026-12-24T08:00', timeZone: 'Europe/Berlin' };
  const started = await start(api, campaignId, { startAt, follow: 'latest' }, { headers: { prefer: 'wait=20' } });
  expect(started).toMatchObject({
    status: 201,
    body: { status: 'scheduled', startAt: '2026-12-24T07:00:00.000Z', follow: 'latest' },
  });
  expect(started.body.waitingFor).toEqual([
    expect.objectContaining({ kind: 'time', until: '2026-12-24T07:00:00.000Z' }),
  ]);
});

const refusals: [string, object, number, object[]][] = [
  ['unknown members', { contact: ['c-1'] }, 400, [{ pointer: '/contact' }]],
  ['wrong types', { test: 'yes', follow: 'newest' }, 400, [{ pointer: '/test' }, { pointer: '/follow' }]],
  ['the past', { startAt: '2026-11-22T08:59:59Z' }, 400, [{ pointer: '/startAt', code: 'in-the-past' }]],
  ['no offset', { startAt: '2026-11-23T08:59:59' }, 400, [{ pointer: '/startAt', code: 'no-offset' }]],
  [
    'a gap of the clocks',
    { startAt: { local: '2027-03-28T02:30', timeZone: 'Europe/Berlin' } },
    400,
    [{ pointer: '/startAt/local', code: 'in-dst-gap', detail: expect.stringContaining('2027-03-28T03:30') }],
  ],
  [
    'contacts that are not there, every one',
    { contacts: ['c-1', 'nobody', 'c-2', 'none'] },
    404,
    [{ pointer: '/contacts/1' }, { pointer: '/contacts/3' }],
  ],
  ['addresses of a real run', { addresses: ['me@example.com'] }, 400, [{ pointer: '/addresses', code: 'test-only' }]],
  ['a test for nobody', { test: true }, 400, [{ pointer: '' }]],
  ['a line break in a contact', { contacts: ['c-1\nbcc: x'] }, 400, [{ pointer: '/contacts/0', code: 'unsafe-text' }]],
  ['no contacts', { contacts: [] }, 400, [{ pointer: '/contacts' }]],
  [
    'names that no template can say, and a NUL',
    { variables: { '1st': 1, contact: 2, ok: { deep: ['a\u0000b'] } } },
    400,
    [
      { pointer: '/variables/1st', code: 'not-a-name' },
      { pointer: '/variables/contact', code: 'reserved-name' },
      { pointer: '/variables/ok/deep/0', code: 'unsafe-text' },
    ],
  ],
  [
    'values that are too large',
    { variables: { a: 'x'.repeat(70_000) } },
    400,
    [{ pointer: '/variables', code: 'too-long' }],
  ],
  [
    'labels that are no texts',
    { metadata: { a: 1, 'b c': 'x' } },
    400,
    [{ pointer: '/metadata/a' }, { pointer: '/metadata/b c' }],
  ],
  [
    'too many labels',
    { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`l${n}`, 'x'])) },
    400,
    [{ pointer: '/metadata', code: 'too-many' }],
  ],
];

test.each(refusals)('%s: refused by place, and nothing is stored', async (_, body, status, errors) => {
  const head = await api.installation.store.head();
  const refused = await start(api, campaignId, body);
  expect(refused).toMatchObject({ status, body: { errors: errors.map((error) => expect.objectContaining(error)) } });
  expect(await api.installation.store.head()).toBe(head);
});

test('an address that is none is refused where the channel is mail, and never repeated', async () => {
  const mail = await readyCampaign(api, { channel: 'email', template: { subject: 'Hi', text: '{{ contact.name }}' } });
  const refused = await start(api, mail, { test: true, addresses: ['ok@example.com', 'no address'] });
  expect(refused).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/addresses/1', code: 'broken-address' }] },
  });
  expect(refused.text).not.toContain('no address');
});

test('a campaign that cannot run is refused with every reason, the same for starting and scheduling', async () => {
  const bare = await define(api, 'campaigns', { name: 'Bare', channel: 'email' });
  const atOnce = await start(api, bare);
  const later = await start(api, bare, { startAt: '2026-12-01T09:00:00Z' });
  expect(atOnce).toMatchObject({ status: 422, body: { type: '/problems/preflight' } });
  expect(later.body.reasons).toEqual(atOnce.body.reasons);
  const codes = atOnce.body.reasons.map(({ code }: { code: string }) => code);
  expect(codes).toEqual(
    expect.arrayContaining([
      'inactive',
      'no-goal',
      'no-writer',
      'no-reviewer',
      'no-segment',
      'template-incomplete',
      'no-sender',
    ]),
  );
  const preflight = await api.request(`GET /v1/campaigns/${bare}/preflight`);
  expect(preflight.body.findings).toEqual(atOnce.body.reasons);
  // What one tries out may be inactive; it still needs the rest.
  const test = await start(api, bare, { test: true, contacts: ['c-1'] });
  expect(test.body.reasons.map(({ code }: { code: string }) => code)).not.toContain('inactive');
});

test('a campaign that is not there', async () => {
  expect((await start(api, '0'.repeat(26))).status).toBe(404);
  expect((await start(api, 'nonsense')).status).toBe(400);
  expect((await api.request(`GET /v1/runs/${'0'.repeat(26)}`)).status).toBe(404);
});

test('the list finds runs by every filter, and counters agree', async () => {
  const started = await start(api, campaignId, { metadata: { wave: 'x9', team: 'a:b' }, contacts: ['c-1'] });
  await caughtUp(api, 'runs');
  const find = async (query: string): Promise<string[]> => {
    const { status, body } = await api.request(`GET /v1/runs?${query}&limit=200`);
    expect({ query, status, problem: body.errors }).toEqual({ query, status: 200, problem: undefined });
    return body.items.map(({ id }: { id: string }) => id);
  };
  const { id } = started.body;
  expect(await find('metadata=wave:x9')).toEqual([id]);
  expect(await find('metadata=wave:x9&metadata=team:a:b')).toEqual([id]);
  expect(await find('metadata=wave:x9&metadata=team:c')).toEqual([]);
  for (const query of ['status=queued,running', 'type=manual', 'channel=noop', `campaign=${campaignId}`, 'test=false'])
    expect(await find(query)).toContain(id);
  for (const query of [
    'status=failed',
    'type=api',
    'channel=email',
    'goal=none',
    'differs=true',
    'endedFrom=2026-01-01T00:00:00Z',
  ])
    expect(await find(query)).not.toContain(id);
  expect(await find(`trigger=operator%20of%20the%20test&createdFrom=${now}`)).toContain(id);
  for (const sort of runSorts) {
    const [up, down] = [await find(`sort=${sort}&direction=asc`), await find(`sort=${sort}&direction=desc`)];
    expect(up.toSorted()).toEqual(down.toSorted());
  }
  for (const query of ['stalled=true', 'scheduledTo=2020-01-01T00:00:00Z', `parent=${id}`])
    expect(await find(query)).toEqual([]);
  const counters = await api.request('GET /v1/runs/counters');
  expect(counters.body.total).toBe((await find('sort=status')).length);
  const refused = await api.request('GET /v1/runs?status=sleeping&sort=name&createdFrom=today&limit=0');
  const places = refused.body.errors.map(({ parameter }: { parameter: string }) => parameter);
  expect(places.toSorted()).toEqual(['createdFrom', 'limit', 'sort', 'status']);
});
