import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get } from '@nestjs/common';
import { createKey, revokeKey } from '#platform/access/keys.js';
import { type Role, roles } from '#platform/access/roles.js';
import { controllers } from '../src/areas.js';
import { Allow, permits } from '../src/http/access.js';
import { policyFaults, type Route, routesOf } from '../src/http/route-table.js';
import { startTestApi, type TestApi } from './api.js';
import { goal } from './fixtures.js';

/** Agreed on, line by line: `GET /v1/goals viewer operator …`. A new route is a new line here. */
const agreed = readFileSync(join(import.meta.dirname, 'access-matrix.txt'), 'utf8')
  .trim()
  .split('\n');

const order: readonly (Role | 'nobody')[] = ['nobody', 'viewer', 'operator', 'manager', 'admin', 'service'];

const lineOf = ({ method, path }: Route, allowed: readonly string[]): string => [method, path, ...allowed].join(' ');

jest.setTimeout(180_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
});
afterAll(() => api.stop());

test('the declared policies are those agreed on', () => {
  const declared = routesOf(controllers).map((route) => {
    const { policy } = route;
    if (policy === undefined) return lineOf(route, ['undecided']);
    if (policy.kind === 'public') return lineOf(route, order);
    return lineOf(
      route,
      order.filter((who) => who !== 'nobody' && permits(policy, who)),
    );
  });
  expect(declared).toEqual(agreed);
});

test('the server lets in exactly those, for every route and every role and nobody', async () => {
  const observed: string[] = [];
  for (const route of routesOf(controllers)) {
    const path = route.path.replaceAll(/:(version|a|b)\b/g, '1').replaceAll(/:\w+/g, '0'.repeat(26));
    const let_in: string[] = [];
    for (const who of order) {
      const { status } = await api.request(`${route.method} ${path}`, { as: who });
      if (status === 401) expect(who).toBe('nobody');
      else if (status !== 403) let_in.push(who);
    }
    observed.push(lineOf(route, let_in));
  }
  expect(observed).toEqual(agreed);
});

test('what is not a key of ours in force is nobody', async () => {
  const { pool } = api.installation;
  const revoked = await createKey(pool, { owner: 'Ada', role: 'admin' });
  await revokeKey(pool, revoked.id);
  const expired = await createKey(pool, { owner: 'Ada', role: 'admin', expiresAt: '2001-01-01T00:00:00Z' });
  const mistyped = api.keys.admin.slice(0, -1) + (api.keys.admin.endsWith('0') ? '1' : '0');
  for (const secret of ['', 'x', mistyped, revoked.secret, expired.secret, `${api.keys.admin} x`]) {
    const answer = await api.request('POST /v1/goals', {
      as: 'nobody',
      body: goal,
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(answer).toMatchObject({ status: 401, body: { type: '/problems/not-authenticated' } });
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  }
  const basic = { authorization: `Basic ${Buffer.from(`a:${api.keys.admin}`).toString('base64')}` };
  expect((await api.request('GET /v1/goals', { as: 'nobody', headers: basic })).status).toBe(401);
});

test('a route that nobody decided about keeps the API from starting', () => {
  @Controller('v1/forgotten')
  class ForgottenController {
    @Get('one')
    one(): void {}

    @Get('two')
    @Allow('viewer')
    two(): void {}
  }
  const registered = [
    { method: 'GET', path: '/v1/forgotten/one' },
    { method: 'GET', path: '/v1/forgotten/two' },
    { method: 'HEAD', path: '/v1/forgotten/two' },
    { method: 'GET', path: '/debug' },
    { method: 'GET', path: '/docs/openapi.json' },
  ];
  expect(policyFaults(routesOf([ForgottenController]), registered)).toEqual([
    'GET /v1/forgotten/one (ForgottenController.one) carries neither @Allow nor @Public',
    'GET /debug is not the route of a known controller',
  ]);
});

test('the ladder: every role may what the roles below it may, and service stands beside', () => {
  const allowed = (...named: [Role, ...Role[]]) =>
    roles.filter((role) => permits({ kind: 'roles', roles: named }, role));
  expect(allowed('viewer')).toEqual(['viewer', 'operator', 'manager', 'admin']);
  expect(allowed('operator')).toEqual(['operator', 'manager', 'admin']);
  expect(allowed('manager')).toEqual(['manager', 'admin']);
  expect(allowed('admin')).toEqual(['admin']);
  expect(allowed('service')).toEqual(['service']);
  expect(allowed('manager', 'service')).toEqual(['manager', 'service', 'admin']);
});

test('a key is made by an admin, works at once, is never shown again, and ends when it is revoked', async () => {
  const made = await api.request('POST /v1/keys', {
    body: { owner: 'Grace', role: 'operator', reason: 'new colleague' },
    headers: { 'idempotency-key': 'grace' },
  });
  expect(made).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^sortie_/) } });
  const headers = { authorization: `Bearer ${made.body.secret}` };
  const me = await api.request('GET /v1/keys/me', { as: 'nobody', headers });
  expect(me.body).toEqual({ owner: 'Grace', role: 'operator', keyId: made.body.keyId });
  const again = await api.request('POST /v1/keys', {
    body: { owner: 'Grace', role: 'operator', reason: 'new colleague' },
    headers: { 'idempotency-key': 'grace' },
  });
  expect(again).toMatchObject({ status: 201, body: { keyId: made.body.keyId, secret: null } });
  const list = await api.request('GET /v1/keys');
  expect(list.text).not.toContain(made.body.secret);
  expect(list.body.items).toContainEqual(expect.objectContaining({ owner: 'Grace', revokedAt: null }));
  const revoked = await api.request(`POST /v1/keys/${made.body.keyId}/revoke`);
  expect(revoked.body).toMatchObject({ owner: 'Grace', revokedAt: expect.any(String) });
  expect((await api.request('GET /v1/keys/me', { as: 'nobody', headers })).status).toBe(401);
});
