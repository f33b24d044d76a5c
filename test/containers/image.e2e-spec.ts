import { once } from 'node:events';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { freePort } from '../../tools/postgres/src/free-port.js';
import { requireBuild } from '../support/built.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { inDatabase } from '../support/in-database.js';
import { type Stack, startStack } from '../support/stacks.js';
import { readCompose } from './compose.js';
import { type StagedImage, stageImage } from './staged-image.js';

// What docker-compose.yml would start of ours, without containers: the same files, commands, settings, user and checks.
// On scale-out, which needs more of the image than the embedded stack does; the commands are the same.
const { services: all } = readCompose(['docker-compose.yml'], { POSTGRES_PASSWORD: 'secret1' });
const services = { init: all['scale-init'], api: all['scale-api'], worker: all['scale-worker'] };
let image: StagedImage;
let database: TestDatabase;
let stack: Stack;
let settings: Readonly<Record<string, string>>;
const started: ChildProcess[] = [];

const emptied = `do $$ declare name text; begin
  for name in select nspname from pg_namespace where nspname !~ '^(pg_|information_schema$|public$)' loop
    execute format('drop schema %I cascade', name);
  end loop;
end $$`;

beforeAll(async () => {
  requireBuild();
  database = await freshDatabase();
  await inDatabase(database.url, emptied);
  image = stageImage();
  const [http, inbound] = [await freePort(0), await freePort(0)];
  stack = await startStack('scale-out');
  const own = {
    DATABASE_URL: database.url,
    ...stack.settings,
    SORTIE_HTTP_PORT: String(http),
    SORTIE_INBOUND_PORT: String(inbound),
  };
  settings = { ...asTexts(services.api?.environment ?? {}), SORTIE_PUBLIC_URL: `http://127.0.0.1:${http}`, ...own };
}, 60_000);

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  image.remove();
  await stack.stop();
  await database.drop();
});

const asTexts = (environment: Readonly<Record<string, string | number>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]));

const start = (name: 'api' | 'worker'): ChildProcess => {
  const child = image.start(services[name]?.command ?? [], settings);
  started.push(child);
  return child;
};

const isHealthy = async (name: 'api' | 'worker'): Promise<boolean> => {
  const [, ...check] = services[name]?.healthcheck?.test ?? [];
  return (await image.run(check, settings)).code === 0;
};

test('init makes keys and tables, twice the same; then API and worker start, are well, and a person gets a key', async () => {
  const init = services.init?.command ?? [];
  const first = await image.run(init, settings);
  expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/up to date[^]*keys\.json: made[^]*valid/) });
  expect(statSync(join(image.data, 'keys.json')).mode & 0o777).toBe(0o600);
  expect(await image.run(init, settings)).toMatchObject({
    code: 0,
    stdout: first.stdout.replace(/: made.*/, ': found.'),
  });

  const [api, worker] = [start('api'), start('worker')];
  expect(await isHealthy('worker')).toBe(false);
  await eventually(() => isHealthy('api'), { patienceMs: 40_000 });
  await eventually(() => isHealthy('worker'), { patienceMs: 40_000 });

  const made = await image.run(
    ['sortie', 'keys', 'create', '--local', '--owner', 'Ann Lee', '--role', 'viewer'],
    settings,
  );
  const headers = { authorization: `Bearer ${made.stdout.trim()}` };
  expect((await fetch(`${settings['SORTIE_PUBLIC_URL']}/v1/runs`, { headers })).status).toBe(200);
  const doctor = await image.run(['sortie', 'doctor'], {
    ...settings,
    SORTIE_URL: settings['SORTIE_PUBLIC_URL'] ?? '',
  });
  expect(doctor).toMatchObject({ code: 0 });

  const ended = [api, worker].map((child) => once(child, 'exit'));
  for (const child of [api, worker]) child.kill('SIGTERM');
  expect((await Promise.all(ended)).map(([code]) => code as number)).toEqual([0, 0]);
  expect(await isHealthy('api')).toBe(false);
});

test('init makes no other keys for a database that has been used, unless it is told to', async () => {
  const init = services.init?.command ?? [];
  rmSync(join(image.data, 'keys.json'));
  const refused = await image.run(init, settings);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('keys.json is missing') });
  expect(await image.run([...init, '--new-keys'], settings)).toMatchObject({ code: 0 });
});
