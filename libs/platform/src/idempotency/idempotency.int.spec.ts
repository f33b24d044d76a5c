import type pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openPool } from '../database/pool.js';
import { newId } from '../ids.js';
import { type Answer, type Claim, type Idempotency, openIdempotency, type Request, sweep } from './idempotency.js';

const answer: Answer = { status: 202, headers: { location: '/v1/runs/1' }, body: { id: '1', list: [1, null] } };

let database: TestDatabase;
let pool: pg.Pool;
let requests: Idempotency;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
  requests = openIdempotency(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const request = (change: Partial<Request> = {}): Request => ({
  key: newId(),
  principal: 'ada',
  route: 'POST /v1/campaigns/c/runs',
  bodyHash: 'body',
  leaseMs: 60_000,
  ...change,
});

const first = (claim: Claim): Extract<Claim, { kind: 'first' }> => {
  if (claim.kind !== 'first') throw new Error(`the claim is ${claim.kind}`);
  return claim;
};

/** As if this much time had passed for every claim. */
const elapse = (interval: string) =>
  pool.query(
    `update work.idempotency set leased_until = leased_until - $1::interval, expires_at = expires_at - $1::interval`,
    [interval],
  );

test('the same request again is answered as the first time', async () => {
  const asked = request();
  const claim = first(await requests.begin(asked));
  expect(claim.takenOver).toBe(false);
  await claim.finish(answer);
  expect(await requests.begin(asked)).toEqual({ kind: 'replay', answer });
});

test('principal and route belong to the scope of a key', async () => {
  const asked = request();
  await first(await requests.begin(asked)).finish(answer);
  for (const other of [{ principal: 'bob' }, { route: 'POST /v1/campaigns/d/runs' }, { key: newId() }])
    expect(first(await requests.begin({ ...asked, ...other })).takenOver).toBe(false);
  // Parts that would read the same when merely joined.
  expect((await requests.begin(request({ principal: 'a', key: 'b c' }))).kind).toBe('first');
  expect((await requests.begin(request({ principal: 'a b', key: 'c' }))).kind).toBe('first');
});

test('another body under the same key is refused, during and after the first', async () => {
  const asked = request();
  const claim = first(await requests.begin(asked));
  const other = { ...asked, bodyHash: 'other' };
  expect(await requests.begin(other)).toEqual({ kind: 'other-body' });
  await claim.finish(answer);
  expect(await requests.begin(other)).toEqual({ kind: 'other-body' });
});

test('of many at once one is the first; the others are told how long to wait', async () => {
  const asked = request({ leaseMs: 5000 });
  const claims = await Promise.all(Array.from({ length: 8 }, () => openIdempotency(pool).begin(asked)));
  const waiting = claims.filter((claim) => claim.kind === 'in-progress');
  expect(waiting).toHaveLength(7);
  for (const { retryAfterMs } of waiting) {
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(5000);
  }
});

test('of many that come at once each has its own claim and its own answer', async () => {
  const asked = Array.from({ length: 30 }, (_, n) => request({ bodyHash: `body ${n}` }));
  const claims = (await Promise.all(asked.map((one) => requests.begin(one)))).map(first);
  expect(new Set(claims.map(({ commandId }) => commandId)).size).toBe(30);

  await Promise.all(claims.map(({ finish }, n) => finish({ ...answer, body: { n } })));

  const replays = await Promise.all(asked.map((one) => requests.begin(one)));
  expect(replays).toEqual(asked.map((_, n) => ({ kind: 'replay', answer: { ...answer, body: { n } } })));
});

test('what begins and what ends at the same moment shares a statement, and nothing else', async () => {
  const done = request();
  const same = request();
  const [ending, ended] = [first(await requests.begin(done)), first(await requests.begin(same))];
  await ended.finish(answer);
  const statements: unknown[] = [];
  const counting = openIdempotency({
    query: (statement, values) => {
      statements.push(statement);
      return pool.query(statement, values);
    },
  });
  const other = await counting.begin(request()).then(first);
  statements.length = 0;

  const [begun] = await Promise.all([counting.begin(request()), other.finish(answer), ending.finish(answer)]);

  expect(statements).toHaveLength(1);
  expect(begun.kind).toBe('first');
  for (const one of [done, same]) expect(await requests.begin(one)).toEqual({ kind: 'replay', answer });
});

test('an answer that cannot be stored keeps none but its own from being stored', async () => {
  const asked = Array.from({ length: 10 }, () => request());
  const claims = (await Promise.all(asked.map((one) => requests.begin(one)))).map(first);

  const stored = await Promise.allSettled(
    claims.map(({ finish }, n) => finish({ ...answer, body: n === 5 ? '\0' : n })),
  );

  expect(stored.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([5]);
  const replays = await Promise.all(asked.filter((_, n) => n !== 5).map((one) => requests.begin(one)));
  expect(new Set(replays.map(({ kind }) => kind))).toEqual(new Set(['replay']));
});

test('a crashed attempt is carried on under the same command id, by one', async () => {
  const asked = request();
  const crashed = first(await requests.begin(asked));
  await elapse('61 s');
  const claims = await Promise.all(Array.from({ length: 4 }, () => openIdempotency(pool).begin(asked)));
  const [next, ...others] = claims.filter((claim) => claim.kind === 'first');
  expect(others).toEqual([]);
  expect(next).toMatchObject({ takenOver: true, commandId: crashed.commandId });

  await first(next ?? { kind: 'other-body' }).finish(answer);
  // The crashed one was only slow. Its events were found by the command id, so that its answer adds nothing.
  await crashed.finish({ ...answer, status: 500 });
  expect(await requests.begin(asked)).toEqual({ kind: 'replay', answer });
});

test('an attempt that gives up can be repeated at once, as the same command', async () => {
  const asked = request();
  const { commandId, abandon } = first(await requests.begin(asked));
  await abandon();
  expect(await requests.begin(asked)).toMatchObject({ kind: 'first', commandId, takenOver: true });
});

test('after 24 hours a key is free again, for any body', async () => {
  const asked = request();
  const { commandId, finish } = first(await requests.begin(asked));
  await finish(answer);
  await elapse('23 hours 59 minutes');
  expect((await requests.begin(asked)).kind).toBe('replay');
  await elapse('1 minute');
  const again = first(await requests.begin({ ...asked, bodyHash: 'other' }));
  expect(again.takenOver).toBe(false);
  expect(again.commandId).not.toBe(commandId);
});

test('sweeping takes what is forgotten and leaves the rest', async () => {
  const done = request();
  await first(await requests.begin(done)).finish(answer);
  await elapse('25 hours');
  const recent = request();
  await first(await requests.begin(recent)).finish(answer);
  expect(await sweep(pool, 1)).toBe(1);
  while ((await sweep(pool)) > 0);
  expect((await pool.query('select 1 from work.idempotency')).rowCount).toBe(1);
  expect((await requests.begin(recent)).kind).toBe('replay');
});
