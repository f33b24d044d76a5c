import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import nodemailer from 'nodemailer';
import pg from 'pg';

import { localEnvironment, readRunning, type Running } from '#platform/config/running.js';

import { eventually } from '../../../test/support/eventually.js';
import { freePort } from '../../postgres/src/free-port.js';
import { AlreadyRunning } from './database.js';
import { greeting } from './greeting.js';
import { Launcher, WrongSettings } from './launcher.js';

/** Two small programs stand in for API and worker: what is tested here is what happens around them. */
const api = `import { createServer } from 'node:http';
createServer((request, response) => {
  if (request.url === '/die') process.exit(1);
  response.end(String(process.pid));
}).listen(Number(process.env.SORTIE_HTTP_PORT), '127.0.0.1', () => console.log('{"level":30,"msg":"listening"}'));`;
const worker = `console.log(JSON.stringify({ level: 30, msg: 'worker ready' })); setInterval(() => {}, 1000);`;

let folder: string;
let said: string[];
let broken: string[];
let launchers: Launcher[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sortie-launcher-'));
  chmodSync(folder, 0o755);
  [said, broken, launchers] = [[], [], []];
  install('api', api);
  install('worker', worker);
});

afterEach(async () => {
  for (const launcher of launchers) await launcher.stop();
  rmSync(folder, { recursive: true, force: true });
});

function install(name: string, program: string): void {
  mkdirSync(join(folder, 'dist/apps', name, 'src'), { recursive: true });
  writeFileSync(join(folder, 'dist/apps', name, 'src/main.js'), program);
  writeFileSync(join(folder, 'dist/package.json'), '{"type":"module"}');
}

async function launcher(env: Record<string, string> = {}, storesOnly = false): Promise<Launcher> {
  const ports = { SORTIE_HTTP_PORT: String(await freePort(0)), SORTIE_INBOUND_PORT: String(await freePort(0)) };
  const made = new Launcher({
    env: { PATH: process.env['PATH'], DATA_DIR: join(folder, 'data'), ...ports, ...env },
    dist: join(folder, 'dist'),
    storesOnly,
    say: (line) => said.push(line),
    onBroken: (reason) => broken.push(reason),
  });
  launchers.push(made);
  return made;
}

async function pidOfApi({ apiUrl }: Running): Promise<number> {
  return Number(await (await fetch(apiUrl)).text());
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query(statement);
    return rows;
  } finally {
    await client.end();
  }
}

test('start brings up database, mail and apps; stop takes all of it down and leaves the data', async () => {
  const first = await launcher();
  const running = await first.start();
  expect(readRunning(join(folder, 'data'))).toEqual(running);
  expect(statSync(join(folder, 'data/running.json')).mode & 0o777).toBe(0o600);
  expect(await query(running.databaseUrl, 'select owner, role from access.keys')).toEqual([
    { owner: 'local', role: 'admin' },
  ]);
  const mail = nodemailer.createTransport(running.mail?.smtpUrl ?? '');
  await mail.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'Kept', text: 'x' });

  await first.stop();
  expect(readRunning(join(folder, 'data'))).toBeNull();
  await expect(fetch(running.apiUrl)).rejects.toThrow('fetch failed');
  await expect(query(running.databaseUrl, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });

  const again = await (await launcher()).start();
  expect(await query(again.databaseUrl, 'select owner from access.keys')).toHaveLength(1);
  const caught = await (await fetch(`${again.mail?.pageUrl ?? ''}/messages`)).json();
  expect(caught).toMatchObject({ count: 1, messages: [{ subject: 'Kept' }] });
  expect(broken).toEqual([]);
});

test('an event store and a Redis elsewhere are handed to the apps and to local commands, and their passwords to nobody else', async () => {
  const env = {
    EVENTSTORE_URL: 'esdb://me:secret1@log.example:2113',
    REDIS_URL: 'redis://:secret2@queue.example:6379',
  };
  install('worker', `console.log(JSON.stringify({ level: 40, msg: process.env.EVENTSTORE_URL })); ${worker}`);
  const running = await (await launcher(env)).start();
  expect(said).toContain(`worker: ${env.EVENTSTORE_URL}`);
  expect(localEnvironment({ DATA_DIR: join(folder, 'data') })).toMatchObject(env);
  const shown = greeting(running, join(folder, 'data'));
  expect(shown).toMatch(/Log +EventStoreDB, log\.example:2113\n +Queue +Redis, queue\.example:6379\n/);
  expect(shown).not.toContain('secret');
});

test('an app that dies is started again', async () => {
  const running = await (await launcher()).start();
  const before = await pidOfApi(running);
  await fetch(`${running.apiUrl}/die`).catch(() => undefined);
  expect(await eventually(() => pidOfApi(running))).not.toBe(before);
  expect(said).toContainEqual(expect.stringContaining('api ended (exit code 1)'));
});

test('a database that is killed comes back under the same address', async () => {
  const running = await (await launcher()).start();
  const pidFile = join(folder, 'data/postgres/data/postmaster.pid');
  process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL');
  expect(await eventually(() => query(running.databaseUrl, 'select 1 as one'))).toEqual([{ one: 1 }]);
  await eventually(() => said.some((line) => line.includes('opening it again')));
  expect(broken).toEqual([]);
});

test('an app that cannot start ends the wait with the end of its log', async () => {
  install('worker', `console.error('no such queue'); process.exit(78);`);
  await expect((await launcher()).start()).rejects.toThrow(/worker does not start[^]*no such queue/);
});

test('a second start on the same folder leaves the first alone', async () => {
  const running = await (await launcher()).start();
  const second = await launcher();
  await expect(second.start()).rejects.toThrow(AlreadyRunning);
  await second.stop();
  expect(await query(running.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await pidOfApi(running)).toBeGreaterThan(0);
});

test('a start that the data of a newer release refuses leaves neither a server nor a lock behind', async () => {
  const running = await (await launcher({}, true)).start();
  const step = `insert into work.migrations (lib, id, hash) values ('vault', '9999-of-tomorrow', 'x')`;
  await query(running.databaseUrl, step);
  const isServed = () => existsSync(join(folder, 'data/postgres/data/postmaster.pid'));
  expect(isServed()).toBe(true);
  await launchers[0]?.stop();
  await expect((await launcher({}, true)).start()).rejects.toThrow('9999-of-tomorrow');
  // Not by its port: somebody else's server may have that by now.
  expect(isServed()).toBe(false);
});

test('a taken port moves to the next free one, and it is said', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { apiUrl } = await (await launcher({ SORTIE_HTTP_PORT: String(port) })).start();
  expect(Number(new URL(apiUrl).port)).toBeGreaterThan(port);
  expect(said).toContainEqual(expect.stringContaining(`Port ${port} is taken`));
  await new Promise((resolve) => void other.close(resolve));
});

test('wrong settings are told at once and together, before anything starts', async () => {
  const wrong = (await launcher({ SORTIE_LOG_LEVEL: 'loud', SORTIE_PORT: '1' })).start();
  await expect(wrong).rejects.toThrow(WrongSettings);
  await expect(wrong).rejects.toMatchObject({ faults: [expect.any(String), expect.any(String)] });
});

test('the stores run without API and worker where that is asked for, and commands find them', async () => {
  const running = await (await launcher({}, true)).start();
  expect([running.mail, await pidOfApi(running).catch(() => 'nobody')]).toEqual([null, 'nobody']);
  const { DATABASE_URL } = localEnvironment({ DATA_DIR: join(folder, 'data') });
  expect(await query(DATABASE_URL ?? '', 'select count(*)::int as events from log.events')).toEqual([{ events: 0 }]);
});

test('a stop during the start leaves nothing behind', async () => {
  const early = await launcher();
  const starting = early.start();
  await early.stop();
  await expect(starting).rejects.toThrow('stopped while starting');
  await early.stop();
  expect(readRunning(join(folder, 'data'))).toBeNull();
});
