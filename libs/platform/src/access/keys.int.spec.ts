import type pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openPool } from '../database/pool.js';
import { newSecret } from './key-text.js';
import { authenticate, createKey, listKeys, openAuthentication, registerKey, revokeKey } from './keys.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

test('a secret names its owner and role', async () => {
  const { id, secret } = await createKey(pool, { owner: 'ada', role: 'operator' });
  expect(await authenticate(pool, secret)).toEqual({ keyId: id, owner: 'ada', role: 'operator' });
});

test('the database holds no secret', async () => {
  const { secret } = await createKey(pool, { owner: 'ada', role: 'admin' });
  const { rows } = await pool.query<{ row: string }>('select k::text as row from access.keys k');
  const random = secret.split('_')[2] ?? '';
  expect(rows[0]?.row).not.toContain(random);
  expect(rows[0]?.row).not.toContain(Buffer.from(secret).toString('hex'));
});

test('well-formed secrets that were never issued, or of another key, open nothing', async () => {
  const { secret } = await createKey(pool, { owner: 'ada', role: 'viewer' });
  for (const wrong of [newSecret(), secret.slice(0, -1), 'sortie', ''])
    expect(await authenticate(pool, wrong)).toBeNull();
  // The id of a key that exists, with a secret of one's own.
  const forged = newSecret();
  await pool.query('update access.keys set id = $1', [forged.split('_')[1]]);
  expect(await authenticate(pool, forged)).toBeNull();
});

test('revoking works at once and for good', async () => {
  const { id, secret } = await createKey(pool, { owner: 'ada', role: 'viewer' });
  expect(await revokeKey(pool, id)).toBe(true);
  expect(await authenticate(pool, secret)).toBeNull();
  const revokedAt = (await listKeys(pool))[0]?.revokedAt;
  expect(await revokeKey(pool, id)).toBe(true);
  expect((await listKeys(pool))[0]?.revokedAt).toBe(revokedAt);
  expect(await revokeKey(pool, 'unknown')).toBe(false);
  // The key file brings it back at every start: still revoked.
  await registerKey(pool, secret, { owner: 'ada', role: 'viewer' });
  expect(await authenticate(pool, secret)).toBeNull();
});

test('of many who come at once each is who its own key says, or nobody', async () => {
  const whoCame = openAuthentication(pool);
  const keys = await Promise.all(
    ['ada', 'bob', 'eve'].map(async (owner) => ({ owner, ...(await createKey(pool, { owner, role: 'viewer' })) })),
  );
  const [, , eve] = keys;
  await revokeKey(pool, eve?.id ?? '');
  const asked = Array.from({ length: 40 }, (_, n) => keys[n % 4]?.secret ?? newSecret());

  const found = await Promise.all(asked.map(whoCame));

  expect(found.map((one) => one?.owner ?? null)).toEqual(asked.map((_, n) => ['ada', 'bob', null, null][n % 4]));
  await revokeKey(pool, keys[0]?.id ?? '');
  expect(await whoCame(keys[0]?.secret ?? '')).toBeNull();
});

test('a key ends when it was meant to', async () => {
  const { secret } = await createKey(pool, { owner: 'job', role: 'service', expiresAt: inHours(1) });
  expect(await authenticate(pool, secret)).toMatchObject({ owner: 'job' });
  const { secret: old } = await createKey(pool, { owner: 'job', role: 'service', expiresAt: inHours(-1) });
  expect(await authenticate(pool, old)).toBeNull();
});

test('the list says who, what and when, and shows the latest use', async () => {
  const { id, secret } = await createKey(pool, {
    owner: 'ada',
    role: 'manager',
    expiresAt: '2030-01-01T00:00:00.000Z',
  });
  await createKey(pool, { owner: 'bob', role: 'viewer' });
  expect((await listKeys(pool)).map(({ owner, lastUsedAt }) => [owner, lastUsedAt])).toEqual([
    ['ada', null],
    ['bob', null],
  ]);
  await authenticate(pool, secret);
  expect((await listKeys(pool))[0]).toEqual({
    keyId: id,
    owner: 'ada',
    role: 'manager',
    createdAt: expect.any(String),
    expiresAt: '2030-01-01T00:00:00.000Z',
    revokedAt: null,
    lastUsedAt: expect.any(String),
  });
});

test('a key from the key file is registered once, however often', async () => {
  const secret = newSecret();
  const id = await registerKey(pool, secret, { owner: 'local', role: 'admin' });
  expect(await registerKey(pool, secret, { owner: 'local', role: 'admin' })).toBe(id);
  expect(await authenticate(pool, secret)).toEqual({ keyId: id, owner: 'local', role: 'admin' });
  expect(await listKeys(pool)).toHaveLength(1);
});
