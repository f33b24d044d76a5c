import { randomUUID } from 'node:crypto';
import { hmac, newId } from '#platform/ids.js';
import { signUnsubscribeToken } from '#platform/tokens/communication-token.js';
import { saveRunInputs } from '#vault/run-inputs/run-inputs.js';
import { startTestApi, type TestApi } from './api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
});
afterAll(() => api.stop());

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const oneClick = 'List-Unsubscribe=One-Click';

/** A message to a contact, as far as unsubscribing looks at it. */
const communicationTo = async (externalId: string, email: string): Promise<string> => {
  const { body } = await api.request(`PUT /v1/contacts/${externalId}`, { body: { email } });
  const runId = newId();
  const { store, clock } = api.installation;
  const metadata = {
    $correlationId: 'x',
    $causationId: 'x',
    actor: 'x',
    source: 'worker',
    v: 1,
    occurredAt: clock(),
  } as const;
  const data = { runId, batch: 1, contactIds: [newId(), body.id], digest: '' };
  await store.append(`runbatch-${runId}.1`, 'none', [{ id: randomUUID(), type: 'BatchPlanned', data, metadata }]);
  return `${runId}.1.1`;
};

const pathFor = (communicationId: string): string =>
  `/unsubscribe/${signUnsubscribeToken(api.installation.config.keys.unsubscribe, communicationId)}`;

const suppressionOf = (email: string) =>
  api.installation.store.read(`suppression-${hmac(api.installation.config.keys.suppressionKey, email)}`);

test('the link shows a page and does nothing; the button does it, as often as it is pressed', async () => {
  const communicationId = await communicationTo('leaver', 'Leaver@example.com');
  const path = pathFor(communicationId);
  const page = await api.request(`GET ${path}`, { as: 'nobody' });
  expect(page).toMatchObject({ status: 200 });
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.text).toContain('<form method="post">');
  expect(page.headers.get('set-cookie')).toBeNull();
  expect(await suppressionOf('leaver@example.com')).toEqual([]);
  for (let press = 0; press < 3; press += 1) {
    const done = await api.request(`POST ${path}`, { as: 'nobody', body: oneClick, headers: form });
    expect(done.status).toBe(200);
    expect(done.text).toContain('unsubscribed');
  }
  expect(await suppressionOf('leaver@example.com')).toMatchObject([
    { type: 'AddressSuppressed', data: { channel: 'email', reason: 'opt-out', evidence: communicationId } },
  ]);
});

test('after a release the same link works again', async () => {
  const path = pathFor(await communicationTo('returner', 'returner@example.com'));
  await api.request(`POST ${path}`, { as: 'nobody', body: oneClick, headers: form });
  await api.request('POST /v1/suppressions/release', { body: { address: 'returner@example.com' } });
  await api.request(`POST ${path}`, { as: 'nobody', body: oneClick, headers: form });
  expect((await suppressionOf('returner@example.com')).map(({ type }) => type)).toEqual([
    'AddressSuppressed',
    'AddressReleased',
    'AddressSuppressed',
  ]);
});

test('mail clients may send the other kind of form, or nothing at all', async () => {
  const path = pathFor(await communicationTo('client', 'client@example.com'));
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
  const body = '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
  expect((await api.request(`POST ${path}`, { as: 'nobody', body, headers: multipart })).status).toBe(200);
  expect((await api.request(`POST ${path}`, { as: 'nobody' })).status).toBe(200);
  expect(await suppressionOf('client@example.com')).toHaveLength(1);
});

test('of a test message it is the address it went to', async () => {
  const runId = newId();
  await saveRunInputs(api.installation.pool, { runId, variables: {}, addresses: ['tester@example.com'] });
  await api.request(`POST ${pathFor(`${runId}.1.0`)}`, { as: 'nobody', body: oneClick, headers: form });
  expect(await suppressionOf('tester@example.com')).toHaveLength(1);
});

test('a token that we did not sign changes nothing', async () => {
  for (const token of [
    'x',
    'a'.repeat(50),
    signUnsubscribeToken({ current: 'k', keys: { k: Buffer.alloc(32, 7) } }, `${newId()}.1.0`),
  ])
    for (const method of ['GET', 'POST'])
      expect((await api.request(`${method} /unsubscribe/${token}`, { as: 'nobody' })).status).toBe(404);
});
