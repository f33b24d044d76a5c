import { request as httpRequest } from 'node:http';
import { startTestApi, type TestApi } from './api.js';
import { campaign, define, goal, sender } from './fixtures.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** Everything of the log and the vault that a refused request could have touched. */
const stored = async (): Promise<unknown> => {
  const { rows } = await api.installation.pool.query(`
    select (select count(*) from log.events) as events, (select count(*) from vault.contacts) as contacts,
      (select count(*) from vault.verifications) as verifications, (select count(*) from access.keys) as keys`);
  return rows[0];
};

const unknownId = '0'.repeat(26);
const deep = (levels: number): object => (levels === 0 ? { tag: 'x' } : { not: deep(levels - 1) });

interface Case {
  readonly name: string;
  readonly line: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly status?: number;
  /** Places of all faults: pointers, `?parameter` or `header:`. */
  readonly at: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'nothing at all', line: 'POST /v1/goals', body: {}, at: ['/name', '/statement'] },
  { name: 'an unknown member', line: 'POST /v1/goals', body: { ...goal, nmae: 'x' }, at: ['/nmae'] },
  { name: 'a prototype as a member', line: 'POST /v1/goals', body: { ...goal, toString: 'x' }, at: ['/toString'] },
  {
    name: 'several wrong types at once',
    line: 'POST /v1/goals',
    body: { name: 7, statement: null, windowHours: 'ten' },
    at: ['/name', '/statement', '/windowHours'],
  },
  {
    name: 'a member deep inside',
    line: 'POST /v1/goals',
    body: { ...goal, measure: { kind: 'reply', class: 'angry', extra: 1 } },
    at: ['/measure/class', '/measure/extra'],
  },
  { name: 'an unknown kind', line: 'POST /v1/goals', body: { ...goal, measure: { kind: 'x' } }, at: ['/measure/kind'] },
  {
    name: 'a target of two kinds',
    line: 'POST /v1/goals',
    body: { ...goal, target: { count: 1, share: 0.5 } },
    at: ['/target'],
  },
  { name: 'a share above one', line: 'POST /v1/goals', body: { ...goal, target: { share: 2 } }, at: ['/target/share'] },
  { name: 'a name that is blank', line: 'POST /v1/goals', body: { ...goal, name: '  ' }, at: ['/name'] },
  {
    name: 'a name that starts a header',
    line: 'POST /v1/goals',
    body: { ...goal, name: 'a\r\nBcc: x' },
    at: ['/name'],
  },
  { name: 'a name that is too long', line: 'POST /v1/goals', body: { ...goal, name: 'x'.repeat(201) }, at: ['/name'] },
  { name: 'a list for an object', line: 'POST /v1/goals', body: [], at: [''] },
  { name: 'a text for an object', line: 'POST /v1/goals', body: '"goal"', at: [''] },
  {
    name: 'a filter that is none',
    line: 'POST /v1/segments',
    body: { name: 'x', filter: { all: [{ tag: 1 }, { nope: true }, { attribute: 'a', op: 'equals' }] } },
    at: ['/filter/all/0/tag', '/filter/all/1', '/filter/all/2/value'],
  },
  {
    name: 'a filter that is too deep',
    line: 'POST /v1/segments/preview',
    body: { filter: deep(30) },
    at: [`/filter${'/not'.repeat(10)}`],
  },
  {
    name: 'a body so deep that nothing can walk through it',
    line: 'POST /v1/goals',
    body: `{"name": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    at: [''],
  },
  {
    name: 'the same under an idempotency key',
    line: 'POST /v1/goals',
    body: `${'{"not":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
    headers: { 'idempotency-key': 'deep' },
    at: [''],
  },
  {
    name: 'header injection in a sender',
    line: 'POST /v1/senders',
    body: { ...sender, from: { name: 'a\nBcc: b@x.example', address: 'a@x.example\r\nRCPT TO:<b@x.example>' } },
    at: ['/from/name', '/from/address'],
  },
  {
    name: 'a sender without what its channel needs',
    line: 'POST /v1/senders',
    body: { name: 'x', channel: 'http', provider: 'http', limits: { perSecond: 0 } },
    at: ['/limits/perSecond', '/url', '/secret'],
  },
  { name: 'an unknown channel', line: 'POST /v1/campaigns', body: { ...campaign, channel: 'fax' }, at: ['/channel'] },
  {
    name: 'members of a nested body',
    line: 'POST /v1/campaigns',
    body: { ...campaign, instructions: { prose: 1, sections: [], more: 1 }, template: { html: 1 } },
    at: ['/instructions/more', '/instructions/prose', '/instructions/sections', '/template/html'],
  },
  {
    name: 'names that Liquid cannot say',
    line: 'POST /v1/campaigns',
    body: {
      ...campaign,
      defaults: { 'a b': 1, contact: 2 },
      instructions: { prose: '', sections: { 'x/y': '', opening: '' } },
    },
    at: ['/instructions/sections/x~1y', '/defaults/a b', '/defaults/contact'],
  },
  {
    name: 'quiet hours that cannot be read, or that no hour follows, and limits that are none',
    line: 'POST /v1/campaigns',
    body: {
      ...campaign,
      limits: {
        concurrentRuns: 0,
        quietHours: {
          policy: 'hold',
          windows: [{ from: '9pm', to: '08:00', days: ['someday'] }],
          zones: ['Mars/Olympus'],
        },
      },
    },
    at: [
      '/limits/concurrentRuns',
      '/limits/quietHours/windows/0/from',
      '/limits/quietHours/windows/0/days/0',
      '/limits/quietHours/zones/0',
    ],
  },
  {
    name: 'quiet hours of another shape',
    line: 'POST /v1/campaigns',
    body: { ...campaign, limits: { quietHours: { policy: 'wait', windows: [{ from: 21 }], more: 1 } } },
    at: [
      '/limits/quietHours/more',
      '/limits/quietHours/windows/0/from',
      '/limits/quietHours/windows/0/to',
      '/limits/quietHours/policy',
    ],
  },
  {
    name: 'templates that do not parse',
    line: 'POST /v1/campaigns',
    body: { ...campaign, template: { subject: '{{ contact.name', text: 'a\n{% if %}{{ instructions.nope }}' } },
    at: ['/template/subject', '/template/text'],
  },
  {
    name: 'references to nothing',
    line: 'POST /v1/campaigns',
    body: { ...campaign, goal: unknownId, sender: unknownId },
    status: 404,
    at: ['/goal', '/sender'],
  },
  { name: 'an unknown goal', line: `GET /v1/goals/${unknownId}`, status: 404, at: [] },
  {
    name: 'an edit of nothing',
    line: `PUT /v1/goals/${unknownId}`,
    body: goal,
    headers: { 'if-match': '*' },
    status: 404,
    at: [],
  },
  { name: 'an action on nothing', line: `POST /v1/campaigns/${unknownId}/activate`, status: 404, at: [] },
  { name: 'an id that is none', line: 'GET /v1/goals/x', at: ['?id'] },
  { name: 'a version that is none', line: `GET /v1/goals/${unknownId}/versions/0`, at: ['?version'] },
  {
    name: 'a query that is wrong',
    line: 'GET /v1/goals?limit=0&status=on&extra=1',
    at: ['?limit', '?status', '?extra'],
  },
  { name: 'a broken cursor', line: 'GET /v1/events?after=nonsense', at: ['?after'] },
  { name: 'a cursor with a NUL in it', line: 'GET /v1/contacts?after=AA', at: ['?after'] },
  { name: 'a cursor that is no text', line: 'GET /v1/contacts?after=_w', at: ['?after'] },
  { name: 'a cursor that is no id', line: 'GET /v1/contacts/imports?after=%00', at: ['?after'] },
  { name: 'a cursor of no import', line: `GET /v1/contacts/imports?after=${unknownId}`, at: ['?after'] },
  { name: 'an unknown type of event', line: 'GET /v1/events?type=RunStarted,Nope', at: ['?type'] },
  {
    name: 'an unknown source',
    line: 'GET /v1/holds',
    headers: { 'x-sortie-source': 'worker' },
    at: ['header:X-Sortie-Source'],
  },
  {
    name: 'a reason that is too long',
    line: 'GET /v1/holds',
    headers: { 'x-reason': 'x'.repeat(501) },
    at: ['header:X-Reason'],
  },
  {
    name: 'an idempotency key with a space',
    line: 'POST /v1/goals',
    body: goal,
    headers: { 'idempotency-key': 'a b' },
    at: ['header:Idempotency-Key'],
  },
  {
    name: 'a contact that is wrong all over',
    line: 'PUT /v1/contacts/c-1',
    body: {
      email: 'a@b@c',
      name: 'a\r\nb',
      timeZone: 'Mars/Olympus',
      locale: '???',
      tags: [1],
      attributes: { 'deep/er': { a: { a: { a: { a: { a: { a: { a: { a: { a: 1 } } } } } } } } } },
      consent: { fax: 'granted', email: 'maybe' },
    },
    at: ['/email', '/name', '/timeZone', '/locale', '/tags', '/attributes/deep~1er', '/consent/fax', '/consent/email'],
  },
  { name: 'an unknown contact', line: 'GET /v1/contacts/nobody', status: 404, at: [] },
  {
    name: 'an event of nobody',
    line: 'POST /v1/contact-events',
    body: { id: 'e', contact: 'nobody', type: 'purchase', occurredAt: '2026-11-22T09:00:00Z' },
    status: 404,
    at: ['/contact'],
  },
  {
    name: 'a time without an offset, and none at all',
    line: 'POST /v1/contact-events',
    body: { id: 'e', contact: 'c', type: 'purchase', occurredAt: '2026-11-22T09:00:00' },
    at: ['/occurredAt'],
  },
  {
    name: 'a day that does not exist',
    line: 'POST /v1/keys',
    body: { owner: 'Ada', role: 'viewer', expiresAt: '2027-02-30T00:00:00Z' },
    at: ['/expiresAt'],
  },
  {
    name: 'a time in the past',
    line: 'POST /v1/keys',
    body: { owner: 'Ada', role: 'viewer', expiresAt: '2001-01-01T00:00:00Z' },
    at: ['/expiresAt'],
  },
  { name: 'an unknown role', line: 'POST /v1/keys', body: { owner: 'Ada', role: 'root' }, at: ['/role'] },
  { name: 'an address that is none', line: 'POST /v1/suppressions', body: { address: 'nobody' }, at: ['/address'] },
  { name: 'a hold without a reason', line: 'POST /v1/holds', body: { scope: 'all' }, at: ['/reason'] },
  {
    name: 'a hold on nothing',
    line: 'POST /v1/holds',
    body: { scope: `sender:${unknownId}`, reason: 'x' },
    status: 404,
    at: ['/scope'],
  },
  { name: 'a scope that is none', line: 'POST /v1/holds', body: { scope: 'everything', reason: 'x' }, at: ['/scope'] },
];

interface FaultBody {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly header?: string;
  readonly detail: string;
}

const placeOf = ({ pointer, parameter, header }: FaultBody): string =>
  pointer ?? (parameter === undefined ? `header:${header}` : `?${parameter}`);

test.each(cases)('$name', async ({ line, body, headers, status = 400, at }) => {
  const before = await stored();
  const answer = await api.request(line, { ...(body === undefined ? {} : { body }), ...(headers ? { headers } : {}) });
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.body).toMatchObject({
    type: status === 404 ? '/problems/not-found' : '/problems/invalid-request',
    title: expect.any(String),
    status,
    detail: expect.any(String),
    instance: expect.stringMatching(/^urn:sortie:request:[0-9a-z]{26}$/),
  });
  const faults: readonly FaultBody[] = answer.body.errors ?? [];
  expect([...new Set(faults.map(placeOf))].toSorted()).toEqual([...at].toSorted());
  for (const { detail } of faults) expect(detail).not.toBe('');
  expect(answer.text).not.toContain('.ts:');
  expect(await stored()).toEqual(before);
});

test('a template that does not parse says where', async () => {
  const { body } = await api.request('POST /v1/campaigns', {
    body: { ...campaign, template: { ...campaign.template, text: 'one\n  {{ two | }' } },
  });
  expect(body.errors).toEqual([
    { pointer: '/template/text', code: 'template-syntax', detail: expect.any(String), line: 2, column: 3 },
  ]);
});

test('a body that is no JSON, or means to change prototypes', async () => {
  for (const body of ['{"name":', '{"__proto__":{"role":"admin"}}', '{"constructor":{"prototype":{"a":1}}}'])
    expect(await api.request('POST /v1/goals', { body })).toMatchObject({
      status: 400,
      body: { type: '/problems/malformed-request' },
    });
});

test('a body beyond 256 KB', async () => {
  const before = await stored();
  const body = { ...goal, statement: 'x'.repeat(257 * 1024) };
  expect(await api.request('POST /v1/goals', { body })).toMatchObject({
    status: 413,
    body: { type: '/problems/body-too-large' },
  });
  expect(await stored()).toEqual(before);
});

test.each([
  ['POST /v1/goals', 'text/plain', 'x'],
  ['POST /v1/goals', 'application/x-www-form-urlencoded', 'name=x'],
  ['POST /v1/goals', 'text/csv', 'name\nx'],
  ['POST /v1/contacts/imports', 'application/json', '{}'],
  ['POST /v1/contacts/imports', 'application/octet-stream', 'x'],
])('%s does not take %s', async (line, type, body) => {
  expect(await api.request(line, { body, headers: { 'content-type': type } })).toMatchObject({
    status: 415,
    body: { type: '/problems/unsupported-media-type' },
  });
});

test('addresses and methods that are nothing', async () => {
  for (const line of ['GET /v1/nothing', 'DELETE /v1/goals', 'GET /v1/goals//versions'])
    expect(await api.request(line)).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
});

test('a path that cannot be decoded', async () => {
  const status = await new Promise((resolve, reject) => {
    httpRequest(`${api.url}/v1/goals/%zz`, (response) => {
      response.resume();
      resolve([response.statusCode, response.headers['content-type']]);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toEqual([400, 'application/problem+json; charset=utf-8']);
});

test('an action that the state does not allow names those it does', async () => {
  const id = await define(api, 'goals', goal);
  await api.request(`POST /v1/goals/${id}/archive`);
  const answer = await api.request(`PUT /v1/goals/${id}`, {
    body: { ...goal, name: 'x' },
    headers: { 'if-match': '*' },
  });
  expect(answer).toMatchObject({
    status: 409,
    body: {
      type: '/problems/action-not-allowed',
      code: 'archived',
      allowedActions: [
        { action: 'revise', allowed: false },
        { action: 'archive', allowed: false },
      ],
    },
  });
});

test('a mail to look up is not even read without a key', async () => {
  const mail = { body: 'a'.repeat(1024 * 1024), headers: { 'content-type': 'message/rfc822' } };
  const refused = await api.request('POST /v1/find', { as: 'nobody', ...mail });
  expect(refused).toMatchObject({ status: 401, body: { type: '/problems/not-authenticated' } });
  expect(refused.headers.get('www-authenticate')).toContain('Bearer');
  // On a route that anybody may use, too.
  expect((await api.request('POST /unsubscribe/x', { as: 'nobody', ...mail })).status).toBe(401);
  expect((await api.request('POST /v1/find', { as: 'viewer', ...mail })).status).toBe(200);
});
