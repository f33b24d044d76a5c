import { createKey, revokeKey } from '#platform/access/keys.js';
import type { Role } from '#platform/access/roles.js';
import { mostPerKey } from '#platform/access/sessions.js';
import { type ApiRequest, type ApiResponse, startTestApi, type TestApi } from './api.js';
import { goal } from './fixtures.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** What a page of the console sends. */
const ofConsole = () => ({ 'x-sortie-source': 'console', 'sec-fetch-site': 'same-origin', origin: api.url });

const signIn = (key: string, headers: Readonly<Record<string, string>> = {}): Promise<ApiResponse> =>
  api.request('POST /v1/session', { as: 'nobody', body: { key }, headers: { ...ofConsole(), ...headers } });

const cookieOf = (answer: ApiResponse): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

const signedIn = async (role: Role): Promise<string> => cookieOf(await signIn(api.keys[role]));

/** A request of a browser that is signed in. */
const by = (cookie: string, line: string, request: ApiRequest = {}): Promise<ApiResponse> =>
  api.request(line, { ...request, as: 'nobody', headers: { ...ofConsole(), ...request.headers, cookie } });

const refused = (type: string, status: number) => ({ status, body: { type: `/problems/${type}`, status } });

test('a key becomes a cookie that no script reads, and the cookie does what the key may', async () => {
  const answer = await signIn(api.keys.operator);
  expect(answer).toMatchObject({ status: 201, body: { owner: 'operator of the test', role: 'operator' } });
  expect(answer.headers.get('set-cookie')).toMatch(
    /^sortie-session-3000=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/v1$/,
  );
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const cookie = cookieOf(answer);
  const { body } = await by(cookie, 'GET /v1/session');
  expect(body).toEqual(answer.body);
  expect(Date.parse(body.until)).toBeGreaterThan(Date.parse(body.idleUntil));
  expect((await by(cookie, 'GET /v1/keys')).body).toMatchObject({ type: '/problems/not-permitted' });
  expect((await by(cookie, 'GET /v1/goals')).status).toBe(200);
});

test('what a signed-in person does is recorded under the name of the key, as done in the console', async () => {
  const cookie = await signedIn('manager');
  const { body } = await by(cookie, 'POST /v1/goals', { body: goal });
  const [event] = await api.installation.store.read(`goal-${body.id}`);
  expect(event?.metadata).toMatchObject({ actor: 'manager of the test', source: 'console' });
});

test('neither cookie nor key is stored, and the answer shows no secret', async () => {
  const answer = await signIn(api.keys.viewer, { 'idempotency-key': 'sign-in' });
  const token = cookieOf(answer).split('=')[1] ?? '';
  expect(answer.text).not.toContain(token);
  const { rows } = await api.installation.pool.query<{ row: string }>(
    `select s::text as row from access.sessions s union all select i::text from work.idempotency i`,
  );
  const stored = rows.map(({ row }) => row).join('\n');
  for (const secret of [token, Buffer.from(token).toString('hex'), Buffer.from(token, 'base64url').toString('hex')])
    expect(stored).not.toContain(secret);
});

describe('a request that another page made with the cookie is refused', () => {
  const forged: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'another origin': { origin: 'http://evil.example' },
    'a sandboxed frame': { origin: 'null' },
    'another port of this host': { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:8025' },
    'another site, its origin unsaid': { 'sec-fetch-site': 'cross-site', origin: '' },
    'no header of the console': { 'x-sortie-source': 'cli' },
  };
  test.each(Object.entries(forged))('%s', async (_, headers) => {
    const cookie = await signedIn('admin');
    for (const line of ['POST /v1/goals', 'DELETE /v1/session', 'POST /v1/keys', 'PUT /v1/contacts/x'])
      expect(await by(cookie, line, { headers })).toMatchObject(refused('not-from-console', 403));
    expect((await by(cookie, 'GET /v1/session')).status).toBe(200);
  });

  test('a form, which can set no header at all', async () => {
    const cookie = await signedIn('admin');
    const form = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const send = (headers: Record<string, string>) =>
      api.request('POST /v1/goals', { as: 'nobody', body: 'name=x', headers: { ...form, ...headers } });
    expect(await send({})).toMatchObject(refused('not-from-console', 403));
    expect(await send({ origin: api.url })).toMatchObject(refused('not-from-console', 403));
  });

  test('reads that a browser says are foreign, too', async () => {
    const cookie = await signedIn('admin');
    for (const site of ['cross-site', 'same-site'])
      expect(await by(cookie, 'GET /v1/goals', { headers: { 'sec-fetch-site': site } })).toMatchObject(
        refused('not-from-console', 403),
      );
  });

  test('and signing in, lest somebody works under a name that was slipped to them', async () => {
    for (const headers of Object.values(forged))
      expect(await signIn(api.keys.admin, headers)).toMatchObject(refused('not-from-console', 403));
  });
});

test('what is no key in force signs nobody in', async () => {
  const { pool } = api.installation;
  const revoked = await createKey(pool, { owner: 'Ada', role: 'admin' });
  await revokeKey(pool, revoked.id);
  const expired = await createKey(pool, { owner: 'Ada', role: 'admin', expiresAt: '2001-01-01T00:00:00Z' });
  for (const key of ['x', revoked.secret, expired.secret, api.keys.admin.slice(0, -1)]) {
    const answer = await signIn(key);
    expect(answer).toMatchObject(refused('not-authenticated', 401));
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.text).not.toContain(key === 'x' ? '"x"' : key);
  }
  expect(await signIn(api.keys.service)).toMatchObject(refused('not-permitted', 403));
  expect((await api.request('POST /v1/session', { as: 'nobody', body: {} })).status).toBe(400);
  expect((await api.request('POST /v1/session', { as: 'nobody', body: { key: 'a', ticket: 'b' } })).status).toBe(400);
});

test('a session ends with its key, at once', async () => {
  const { pool } = api.installation;
  const { id, secret } = await createKey(pool, { owner: 'Grace', role: 'viewer' });
  const cookie = cookieOf(await signIn(secret));
  expect((await by(cookie, 'GET /v1/session')).status).toBe(200);
  await revokeKey(pool, id);
  expect(await by(cookie, 'GET /v1/session')).toMatchObject(refused('not-authenticated', 401));
});

test('a session lasts no longer than its key', async () => {
  const { pool } = api.installation;
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const { id, secret } = await createKey(pool, { owner: 'Grace', role: 'viewer', expiresAt });
  const answer = await signIn(secret);
  expect(answer.body).toMatchObject({ until: expiresAt, idleUntil: expiresAt });
  await pool.query(`update access.keys set expires_at = now() - interval '1 s' where id = $1`, [id]);
  expect((await by(cookieOf(answer), 'GET /v1/session')).status).toBe(401);
});

test.each([
  ['idle for eight hours', `seen_at = now() - interval '8 hours 1 s'`],
  ['a week old, however busy', `created_at = now() - interval '7 days 1 s'`],
])('a session ends: %s', async (_, set) => {
  const cookie = await signedIn('viewer');
  await api.installation.pool.query(`update access.sessions set ${set}`);
  expect(await by(cookie, 'GET /v1/session')).toMatchObject(refused('not-authenticated', 401));
});

test('being used keeps it from falling idle', async () => {
  const cookie = await signedIn('viewer');
  await api.installation.pool.query(`update access.sessions set seen_at = now() - interval '7 hours'`);
  const before = Date.now() + 7.9 * 3_600_000;
  expect(Date.parse((await by(cookie, 'GET /v1/session')).body.idleUntil)).toBeGreaterThan(before);
  expect(Date.parse((await by(cookie, 'GET /v1/session')).body.idleUntil)).toBeGreaterThan(before);
});

test('after signing out the cookie is worth nothing, also to whoever kept a copy', async () => {
  const cookie = await signedIn('manager');
  const out = await by(cookie, 'DELETE /v1/session');
  expect(out.status).toBe(204);
  expect(out.headers.get('set-cookie')).toMatch(/^sortie-session-3000=; .*Path=\/v1; Max-Age=0$/);
  for (const line of ['GET /v1/session', 'POST /v1/goals'])
    expect(await by(cookie, line)).toMatchObject(refused('not-authenticated', 401));
  expect((await by(cookie, 'DELETE /v1/session')).status).toBe(204);
});

test('signing in makes a new token and ends what the browser had: none can be planted or kept', async () => {
  const planted = await signedIn('viewer');
  const made = `sortie-session-3000=${'A'.repeat(43)}`;
  for (const cookie of [planted, made]) {
    const answer = await signIn(api.keys.manager, { cookie });
    expect(answer).toMatchObject({ status: 201, body: { role: 'manager' } });
    expect(cookieOf(answer)).not.toBe(cookie);
    expect((await by(cookie, 'GET /v1/session')).status).toBe(401);
  }
});

test('a second cookie of that name, planted for a narrower path, makes both count for nothing', async () => {
  const [own, planted] = [await signedIn('viewer'), await signedIn('admin')];
  expect((await by(`${planted}; ${own}`, 'GET /v1/session')).status).toBe(401);
});

test('a key that is sent counts alone, right or wrong', async () => {
  const cookie = await signedIn('admin');
  const wrong = await by(cookie, 'GET /v1/goals', { headers: { authorization: 'Bearer x' } });
  expect(wrong).toMatchObject(refused('not-authenticated', 401));
  const viewer = await api.request('GET /v1/session', { as: 'viewer', headers: { cookie } });
  expect(viewer.body).toEqual({
    keyId: expect.any(String),
    owner: 'viewer of the test',
    role: 'viewer',
    until: null,
    idleUntil: null,
  });
});

test('of one key so many browsers are signed in at most: a further one ends the oldest', async () => {
  const { secret } = await createKey(api.installation.pool, { owner: 'Busy', role: 'viewer' });
  const cookies: string[] = [];
  for (let n = 0; n <= mostPerKey; n += 1) cookies.push(cookieOf(await signIn(secret)));
  expect((await by(cookies[0] ?? '', 'GET /v1/session')).status).toBe(401);
  expect((await by(cookies[1] ?? '', 'GET /v1/session')).status).toBe(200);
});

describe('a sign-in link', () => {
  const ticketOf = async (role: Role): Promise<string> =>
    (await api.request('POST /v1/session/tickets', { as: role })).body.ticket;
  const redeem = (ticket: string) =>
    api.request('POST /v1/session', { as: 'nobody', body: { ticket }, headers: ofConsole() });

  test('signs in once', async () => {
    const ticket = await ticketOf('operator');
    const answers = await Promise.all([redeem(ticket), redeem(ticket)]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 401]));
    const won = answers.find(({ status }) => status === 201);
    expect(won?.body).toMatchObject({ owner: 'operator of the test', role: 'operator' });
    expect((await redeem(ticket)).body).toMatchObject({ type: '/problems/not-authenticated', code: 'link-spent' });
  });

  test('not when it is late, not after its key was revoked, and not from another page', async () => {
    const { pool } = api.installation;
    const late = await ticketOf('viewer');
    await pool.query(`update access.sign_in_tickets set expires_at = now()`);
    expect((await redeem(late)).status).toBe(401);
    const { id, secret } = await createKey(pool, { owner: 'Grace', role: 'viewer' });
    const headers = { authorization: `Bearer ${secret}` };
    const { ticket } = (await api.request('POST /v1/session/tickets', { as: 'nobody', headers })).body;
    await revokeKey(pool, id);
    expect((await redeem(ticket)).status).toBe(401);
    const foreign = { ...ofConsole(), origin: 'http://127.0.0.1:8025' };
    const body = { ticket: await ticketOf('viewer') };
    expect(await api.request('POST /v1/session', { as: 'nobody', body, headers: foreign })).toMatchObject(
      refused('not-from-console', 403),
    );
  });

  test('is made by a key alone: a session cannot prolong itself', async () => {
    const cookie = await signedIn('admin');
    expect(await by(cookie, 'POST /v1/session/tickets')).toMatchObject(refused('not-permitted', 403));
  });
});

test('with a public address of https the cookie is Secure and bound to the host', async () => {
  const own = await startTestApi({ env: { SORTIE_PUBLIC_URL: 'https://sortie.shop.example' } });
  const headers = { ...ofConsole(), origin: 'https://sortie.shop.example' };
  const answer = await own.request('POST /v1/session', { as: 'nobody', body: { key: own.keys.admin }, headers });
  expect(answer.headers.get('set-cookie')).toMatch(
    /^__Host-sortie-session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Secure$/,
  );
  const token = cookieOf(answer).split('=')[1] ?? '';
  const as = async (cookie: string) =>
    (await own.request('GET /v1/session', { as: 'nobody', headers: { ...headers, cookie } })).status;
  expect(await as(`__Host-sortie-session=${token}`)).toBe(200);
  expect(await as(`sortie-session-443=${token}`)).toBe(401);
  // The form of the unsubscribe page is no request of the console, whoever is signed in.
  const unsubscribe = await own.request('POST /unsubscribe/x', {
    as: 'nobody',
    headers: { cookie: cookieOf(answer), 'sec-fetch-site': 'same-origin' },
  });
  expect(unsubscribe.status).toBe(404);
  await own.stop();
});

// The last test: afterwards nobody comes in here without a key for a while.
test('whoever guesses is told to slow down', async () => {
  const answers = await Promise.all(Array.from({ length: 210 }, () => signIn('x')));
  const late = answers.filter(({ status }) => status === 429);
  expect(late.length).toBeGreaterThan(0);
  expect(late[0]?.headers.get('retry-after')).not.toBeNull();
});
