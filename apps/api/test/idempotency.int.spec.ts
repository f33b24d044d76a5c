import { openIdempotency } from '#platform/idempotency/idempotency.js';
import { canonicalJson } from '#domain/kernel/canonical-json.js';
import { hmac, idFrom } from '#platform/ids.js';
import { startTestApi, type TestApi } from './api.js';
import { goal } from './fixtures.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const post = (key: string, body: object = goal, as: 'manager' | 'admin' = 'manager') =>
  api.request('POST /v1/goals', { as, body, headers: { 'idempotency-key': key } });

const goalsInLog = async (): Promise<number> => {
  const { rows } = await api.installation.pool.query(
    "select count(*)::int as n from log.events where type = 'GoalDefined'",
  );
  return rows[0].n;
};

test('a repeated request gets the first answer, marked, and does nothing again', async () => {
  const before = await goalsInLog();
  const first = await post('same');
  const again = await post('same', { statement: goal.statement, name: goal.name });
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect([again.status, again.body, again.headers.get('location')]).toEqual([
    first.status,
    first.body,
    first.headers.get('location'),
  ]);
  expect(await goalsInLog()).toBe(before + 1);
});

test('the same key with another body is refused', async () => {
  await post('one body');
  expect(await post('one-body-2')).toMatchObject({ status: 202 });
  expect(await post('one-body-2', { ...goal, name: 'Other' })).toMatchObject({
    status: 422,
    body: { type: '/problems/idempotency-key-reused' },
  });
});

test('keys of two callers, and of two routes, have nothing to do with each other', async () => {
  const mine = await post('shared');
  const theirs = await post('shared', goal, 'admin');
  expect(theirs.body.id).not.toBe(mine.body.id);
  const elsewhere = await api.request('POST /v1/segments', {
    as: 'manager',
    body: { name: 'x' },
    headers: { 'idempotency-key': 'shared' },
  });
  expect(elsewhere.status).toBe(202);
});

test('of two at once one is carried out, and the other is told to come back', async () => {
  const before = await goalsInLog();
  const answers = await Promise.all(Array.from({ length: 8 }, () => post('at-once')));
  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses].filter((status) => status !== 202 && status !== 409)).toEqual([]);
  expect(await goalsInLog()).toBe(before + 1);
  for (const { status, body, headers } of answers) {
    if (status !== 409) continue;
    expect(body.type).toBe('/problems/request-in-progress');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
});

test('a refused request may be sent again under the same key once nothing speaks against it', async () => {
  const { id } = (await api.request('POST /v1/campaigns', { body: { name: 'x', channel: 'noop' } })).body;
  const pause = () => api.request(`POST /v1/campaigns/${id}/pause`, { headers: { 'idempotency-key': 'pause' } });
  expect((await pause()).status).toBe(409);
  await api.request(`POST /v1/campaigns/${id}/activate`);
  expect((await pause()).status).toBe(202);
});

test('what an attempt that died has appended is found by its retry', async () => {
  const { pool, store, config } = api.installation;
  // The first attempt claims, appends, and dies before it answers.
  const claim = await openIdempotency(pool).begin({
    key: 'died',
    principal: 'manager of the test',
    route: 'POST /v1/goals',
    bodyHash: hmac(config.keys.suppressionKey, canonicalJson(goal)),
    leaseMs: 60_000,
  });
  if (claim.kind !== 'first') throw new Error(claim.kind);
  expect((await post('died')).status).toBe(409);
  await claim.abandon();
  const before = await goalsInLog();
  const retried = await post('died');
  expect(retried).toMatchObject({ status: 202, body: { id: idFrom(claim.commandId), revision: 0 } });
  expect(await goalsInLog()).toBe(before + 1);
  const [event] = await store.read(`goal-${retried.body.id}`);
  expect(event?.metadata.$causationId).toBe(claim.commandId);

  // Its answer is lost as well: the next attempt under the same command finds the event and adds none.
  await pool.query('update work.idempotency set answer = null where command_id = $1', [claim.commandId]);
  expect(await post('died')).toMatchObject({ status: 202, body: retried.body });
  expect(await goalsInLog()).toBe(before + 1);
});

test('an answer that is remembered holds no plain hash of an address', async () => {
  await api.request('POST /v1/suppressions', {
    body: { address: 'secret@person.example' },
    headers: { 'idempotency-key': 'suppress' },
  });
  const { rows } = await api.installation.pool.query('select * from work.idempotency');
  expect(JSON.stringify(rows)).not.toContain('secret@person');
});
