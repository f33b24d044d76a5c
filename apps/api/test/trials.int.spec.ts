import { startTestApi, type TestApi } from './api.js';
import { campaign, define, goal, segment, sender } from './fixtures.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ env: { SMTP_URL: 'smtp://127.0.0.1:2' } });
  await api.request('PUT /v1/contacts/ada', {
    body: { email: 'ada@example.com', name: 'Ada', tags: ['dormant'], attributes: { plan: 'gold' } },
  });
  await api.request('PUT /v1/contacts/bob', { body: { email: 'bob@example.com', tags: ['dormant'] } });
});
afterAll(() => api.stop());

const codes = (findings: readonly { code: string; severity: string }[], severity: string): readonly string[] =>
  findings.filter((finding) => finding.severity === severity).map(({ code }) => code);

test('a preview shows what each would get, from where each value comes, and what is missing', async () => {
  const id = await define(api, 'campaigns', { ...campaign, goal: await define(api, 'goals', goal) });
  const events = await api.installation.store.head();
  const preview = await api.request(`POST /v1/campaigns/${id}/preview`, {
    as: 'viewer',
    body: { contacts: ['ada', 'bob'] },
  });
  expect(preview).toMatchObject({
    status: 200,
    body: {
      campaignId: id,
      version: 1,
      messages: [
        {
          externalId: 'ada',
          rendered: true,
          content: { subject: 'Hello Ada', text: expect.stringContaining('We miss you, Ada.') },
          variables: { 'contact.name': { value: 'Ada', origin: expect.stringMatching(/^contact:API call /) } },
        },
        { externalId: 'bob', rendered: false, missing: ['contact.name'] },
      ],
    },
  });
  expect(await api.installation.store.head()).toBe(events);
  expect(
    await api.request(`POST /v1/campaigns/${id}/preview`, { body: { contacts: ['ada', 'nobody'] } }),
  ).toMatchObject({
    status: 404,
    body: { errors: [{ pointer: '/contacts/1' }] },
  });
});

test('preflight lists every reason at once', async () => {
  const bare = await define(api, 'campaigns', { name: 'Bare', channel: 'email', template: { subject: '{{ plan }}' } });
  const { body } = await api.request(`GET /v1/campaigns/${bare}/preflight`, { as: 'service' });
  expect(body).toMatchObject({ campaignId: bare, version: 1, test: false, ready: false });
  expect(codes(body.findings, 'blocks')).toEqual([
    'inactive',
    'no-goal',
    'no-writer',
    'no-reviewer',
    'no-segment',
    'template-incomplete',
    'no-sender',
  ]);
});

test('preflight of a campaign that is nearly ready, and of a test run', async () => {
  const references = {
    goal: await define(api, 'goals', goal),
    segment: await define(api, 'segments', segment),
    sender: await define(api, 'senders', sender),
  };
  const instructions = { ...campaign.instructions, sections: { ...campaign.instructions.sections, unused: 'x' } };
  const id = await define(api, 'campaigns', { ...campaign, ...references, instructions });
  await api.request(`POST /v1/campaigns/${id}/activate`);
  const real = (await api.request(`GET /v1/campaigns/${id}/preflight`)).body;
  expect(codes(real.findings, 'blocks')).toEqual(['sender-not-verified']);
  expect(codes(real.findings, 'warns')).toEqual(['variable-missing', 'section-unused']);
  const trial = (await api.request(`GET /v1/campaigns/${id}/preflight?test=true`)).body;
  expect(trial).toMatchObject({ ready: true, test: true });
  expect((await api.request(`GET /v1/campaigns/${id}/missing-variables`)).body).toEqual({
    campaignId: id,
    version: 1,
    recipients: 2,
    checked: 2,
    missing: [{ variable: 'contact.name', contacts: 1 }],
    failures: [],
  });
});

test('a provider that is not set up here keeps a campaign from running', async () => {
  const http = {
    name: 'Hook',
    channel: 'http',
    url: 'https://hook.example/',
    provider: 'http',
    secret: 'absent',
    limits: { perSecond: 1 },
  };
  const id = await define(api, 'campaigns', { name: 'x', channel: 'http', sender: await define(api, 'senders', http) });
  const { findings } = (await api.request(`GET /v1/campaigns/${id}/preflight`)).body;
  expect(codes(findings, 'blocks')).toContain('provider-not-ready');
});

test('a definition that is not published is tried without a trace', async () => {
  const references = { goal: await define(api, 'goals', goal), segment: await define(api, 'segments', segment) };
  const id = await define(api, 'campaigns', { ...campaign, ...references });
  const events = await api.installation.store.head();
  const changed = {
    ...campaign,
    ...references,
    template: { subject: 'Dear {{ contact.name }}', text: 'x {{ more }}' },
  };
  const path = `POST /v1/campaigns/${id}/trial`;
  const tried = await api.request(path, { as: 'viewer', body: { ...changed, contacts: ['bob'], test: true } });
  expect(tried).toMatchObject({
    status: 200,
    body: {
      ready: false,
      recipients: 2,
      checked: 2,
      missing: expect.arrayContaining([
        { variable: 'more', contacts: 2 },
        { variable: 'contact.name', contacts: 1 },
      ]),
      messages: [{ externalId: 'bob', rendered: false }],
    },
  });
  expect(codes(tried.body.findings, 'blocks')).toContain('no-sender');
  const faulty = await api.request(path, { body: { ...changed, name: '', template: { subject: '{{ x' } } });
  expect(faulty.status).toBe(400);
  expect(await api.installation.store.head()).toBe(events);
});

test('the HTML of a message comes as a document of its own that runs nothing', async () => {
  const html = '<style>p { color: red }</style><p onclick="x()">{{ contact.name }}</p>';
  const id = await define(api, 'campaigns', { ...campaign, template: { subject: 'x', html } });
  const path = `/v1/campaigns/${id}/html?contact=ada`;
  const shown = await api.request(`GET ${path}`, { as: 'viewer' });
  expect(shown).toMatchObject({ status: 200, text: html.replace('{{ contact.name }}', 'Ada') });
  expect(shown.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox$/);
  expect((await api.request(`GET ${path}&of=working-copy`)).status).toBe(404);
  const keep = (definition: object) =>
    api.request(`PUT /v1/campaigns/${id}/working-copy`, {
      headers: { 'If-Match': '*' },
      body: { base: 1, definition },
    });
  await keep({ ...campaign, template: { subject: 'x', html: 'Not yet for {{ contact.name }}' } });
  expect((await api.request(`GET ${path}&of=working-copy`)).text).toBe('Not yet for Ada');
  await keep({ name: 'Half', template: 'none' });
  expect((await api.request(`GET ${path}&of=working-copy`)).status).toBe(400);
  expect((await api.request(`GET /v1/campaigns/${id}/html?contact=nobody`)).status).toBe(404);
});
