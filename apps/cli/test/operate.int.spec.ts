import { chmodSync } from 'node:fs';
import { keysFile } from '#platform/config/keys.js';
import { withTroubleCounted } from '#platform/troubles/troubles.js';
import { eventually } from '../../../test/support/eventually.js';
import { startTestApi, type TestApi } from '../../api/test/api.js';
import { cli, type CliRun } from './cli-run.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
});
afterAll(() => api.stop());

const sortie = (...argv: string[]): Promise<CliRun> =>
  cli(argv, { env: { SORTIE_URL: api.url, SORTIE_KEY: api.keys.admin } });

/** Without the API: by data folder and database. */
const local = (...argv: string[]): Promise<CliRun> => {
  const { dataDir, databaseUrl } = api.installation.config;
  return cli(argv, { env: { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } });
};

test('health and identity', async () => {
  expect(await sortie('health')).toMatchObject({ code: 0, out: 'ready\n' });
  expect(await cli(['health'], { env: { SORTIE_URL: api.url, DATA_DIR: '/nowhere' } })).toMatchObject({ code: 0 });
  expect((await sortie('problem', 'stale-version')).out).toMatch(/status +412\n/);
  expect((await cli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect((await sortie('keys', 'me')).out).toMatch(/owner +admin of the test\nrole +admin\n/);
});

test('keys are made, listed and revoked; the secret alone is the answer', async () => {
  const made = await sortie('keys', 'create', '--owner', 'Ann Lee', '--role', 'viewer');
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^sortie_\S+\n$/) });
  const id = /^Key (\w+) /.exec(made.said)?.[1] ?? '';
  expect((await sortie('keys', 'list')).out).toMatch(new RegExp(`${id}.*Ann Lee`));
  expect((await cli(['goals', 'list'], { env: { SORTIE_URL: api.url, SORTIE_KEY: made.out.trim() } })).code).toBe(0);
  expect((await sortie('keys', 'revoke', id)).out).toBe(`Revoked ${id}.\n`);
  expect(await cli(['goals', 'list'], { env: { SORTIE_URL: api.url, SORTIE_KEY: made.out.trim() } })).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^A valid API key is needed/),
  });
});

test('a key is made without the API, and opens it', async () => {
  const made = await local('keys', 'create', '--local', '--owner', 'Bob', '--role', 'operator');
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^sortie_\S+\n$/) });
  const me = await cli(['keys', 'me', '--json'], { env: { SORTIE_URL: api.url, SORTIE_KEY: made.out.trim() } });
  expect(me.json).toMatchObject({ owner: 'Bob', role: 'operator' });
  const past = ['keys', 'create', '--local', '--owner', 'Bob', '--role', 'viewer', '--expires', '2020-01-01T00:00:00Z'];
  expect((await local(...past)).code).toBe(2);
  expect(
    await cli(['keys', 'create', '--local', '--owner', 'B', '--role', 'viewer'], { env: { DATA_DIR: '/nowhere' } }),
  ).toMatchObject({
    code: 1,
    said: expect.stringContaining('Nothing runs on the data folder'),
  });
});

test('holds are placed, listed and lifted', async () => {
  expect((await sortie('hold', 'on', '--channel', 'email', '--reason', 'wrong price')).out).toMatch(
    /^Held: channel:email\./,
  );
  await eventually(async () => /channel:email .*wrong price/.test((await sortie('hold', 'list')).out));
  expect((await sortie('hold', 'off', '--channel', 'email')).out).toBe('Lifted: channel:email.\n');
  await eventually(async () => (await sortie('hold', 'list')).said === 'No hold is in force.\n');
  expect((await sortie('hold', 'on', '--channel', 'email', '--sender', 'x', '--reason', 'r')).code).toBe(2);
});

test('read models are listed, verified and rebuilt', async () => {
  expect((await sortie('projections', 'list')).out).toMatch(/^NAME +VERSION +BEHIND/);
  expect(await sortie('projections', 'verify', 'definitions')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/\ndefinitions says what the log says\.\n$/),
  });
  expect((await sortie('projections', 'rebuild', 'definitions')).code).toBe(0);
  expect((await sortie('projections', 'verify', 'nothing')).code).toBe(1);
});

test('parked work is listed and tried again', async () => {
  const { pool } = api.installation;
  expect(await sortie('parked', 'list')).toMatchObject({ code: 0, said: 'Nothing is parked.\n' });
  const fail = () => Promise.reject(new Error('boom'));
  for (let tries = 0; tries < 6; tries += 1)
    await withTroubleCounted(pool, { item: 'run:0r1', progress: '1' }, fail, () => undefined);
  expect(await sortie('parked', 'list')).toMatchObject({ code: 1, out: expect.stringContaining('run:0r1') });
  expect((await sortie('doctor')).out).toMatch(/bad +parked items +0 streams .* 1 items of work/);
  expect(await sortie('parked', 'retry', '--item', 'run:0r1')).toMatchObject({ code: 0 });
  expect((await sortie('parked', 'retry', '--item', 'run:0r1')).code).toBe(1);
  expect((await sortie('parked', 'retry')).code).toBe(2);
});

test('a queue that nobody refills is bad news', async () => {
  expect(await sortie('queue', 'reconcile')).toMatchObject({
    code: 1,
    said: expect.stringContaining('No worker lives'),
  });
});

describe('doctor', () => {
  test('says for each check what was seen and what comes next', async () => {
    const { code, json } = await sortie('doctor', '--json');
    expect(code).toBe(1);
    const verdicts = Object.fromEntries(
      json.checks.map((one: { check: string; verdict: string }) => [one.check, one.verdict]),
    );
    expect(verdicts).toMatchObject({
      'API and its stores': 'ok',
      'API key': 'ok',
      workers: 'bad',
      'stalled runs': 'ok',
      'unknown communications': 'ok',
      'holds in force': 'ok',
    });
    expect(json.checks.find(({ check }: { check: string }) => check === 'workers')).toMatchObject({
      next: 'npm start',
    });
  });

  test('needs no API to look at folder and database', async () => {
    const { json } = await local('doctor', '--local', '--json');
    const found = new Map<string, { verdict: string; evidence: string }>(
      json.checks.map((one: { check: string; verdict: string; evidence: string }) => [one.check, one]),
    );
    for (const check of ['data folder', 'key file', 'settings', 'database', 'schema', 'log', 'parked items'])
      expect([check, found.get(check)?.verdict, found.get(check)?.evidence]).toEqual([check, 'ok', expect.any(String)]);
    expect(found.get('key file')?.evidence).toMatch(/mode 0600$/);
    expect(found.get('workers')?.verdict).toBe('bad');
  });

  test('sees a key file that others can read', async () => {
    const file = keysFile(api.installation.config.dataDir);
    chmodSync(file, 0o644);
    const { code, out } = await local('doctor', '--local');
    chmodSync(file, 0o600);
    expect(code).toBe(1);
    expect(out).toMatch(/bad +key file +.* can be read by others: .* chmod 600/);
  });

  test('tells both when the API is away, and ends with 3', async () => {
    const { dataDir, databaseUrl } = api.installation.config;
    const env = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, SORTIE_URL: 'http://127.0.0.1:1' };
    const away = await cli(['doctor'], { env });
    expect(away).toMatchObject({ code: 3, out: expect.stringMatching(/ok +database/) });
  });
});
