import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { readKeys } from '#platform/config/keys.js';
import { readRunning, type Running } from '#platform/config/running.js';

import { freePort } from '../../tools/postgres/src/free-port.js';
import { eventually } from '../support/eventually.js';

// The built product as `npm start` runs it: needs `npm run build` first.
const launcher = resolve('dist/tools/launcher/src/main.js');
let folder: string;
let ports: Record<string, string>;
let current: ChildProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sortie-start-'));
  chmodSync(folder, 0o755);
  ports = { SORTIE_HTTP_PORT: String(await freePort(0)), SORTIE_INBOUND_PORT: String(await freePort(0)) };
});

afterAll(async () => {
  // Takes over whatever a failed test may have left running, to stop it.
  if (current.exitCode === null && current.signalCode === null) await end('SIGKILL');
  await isReady(start());
  await end('SIGINT');
  rmSync(folder, { recursive: true, force: true });
});

/** A process group of its own, as a terminal gives one to what it starts. */
function start(): ChildProcess {
  const env = { PATH: process.env['PATH'], DATA_DIR: join(folder, 'data'), ...ports };
  current = spawn(process.execPath, [launcher, '--no-demo-data'], { env, detached: true, stdio: 'pipe' });
  return current;
}

/** Resolves when the greeting is out; fails with everything that was said when the process ends before. */
function isReady(child: ChildProcess): Promise<string> {
  return new Promise((succeed, fail) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes('npx sortie --help')) succeed(said);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => fail(new Error(`ended before it was ready:\n${said}`)));
  });
}

/** Signals the whole group, as Ctrl-C does, and resolves to the launcher's exit code. */
function end(signal: NodeJS.Signals): Promise<number | null> {
  const exited = new Promise<number | null>((resolve) => current.once('exit', resolve));
  if (current.pid !== undefined) process.kill(-current.pid, signal);
  return exited;
}

function running(): Running {
  const found = readRunning(join(folder, 'data'));
  if (!found) throw new Error('nothing runs');
  return found;
}

async function status(path: string): Promise<number> {
  const keys = readKeys(join(folder, 'data'));
  const authorization = `Bearer ${keys.ok ? keys.keys.localApiKey : ''}`;
  return (await fetch(`${running().apiUrl}${path}`, { headers: { authorization } })).status;
}

test('the first start ends with addresses that answer and a key that is accepted', async () => {
  expect(await isReady(start())).toContain(`${running().apiUrl}/docs`);
  expect(await status('/health/ready')).toBe(200);
  expect(await status('/docs')).toBe(200);
  expect(await status('/v1/runs')).toBe(200);
});

test('after kill -9 of everything the next start needs no hand', async () => {
  const { databaseUrl } = running();
  await end('SIGKILL');
  expect(await isReady(start())).toContain('PostgreSQL was still running');
  expect(running()).toMatchObject({ databaseUrl });
  expect(await status('/v1/runs')).toBe(200);
});

test('after kill -9 of the launcher alone its apps stop by themselves', async () => {
  const { apiUrl } = running();
  const exited = new Promise((resolve) => current.once('exit', resolve));
  current.kill('SIGKILL');
  await exited;
  await eventually(() => isDown(apiUrl));
  await isReady(start());
});

test('Ctrl-C stops everything, the database too, and ends with 0', async () => {
  const { apiUrl, databaseUrl } = running();
  expect(await end('SIGINT')).toBe(0);
  expect(await isDown(apiUrl)).toBe(true);
  const port = Number(new URL(databaseUrl).port);
  expect(await freePort(port)).toBe(port);
  expect(readRunning(join(folder, 'data'))).toBeNull();
});

function isDown(url: string): Promise<boolean> {
  return fetch(url).then(
    () => false,
    () => true,
  );
}
