import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEmbedded, type Embedded } from './embedded.js';
import { checkComplaints, UnfitData } from './unfit.js';

let root: string;
let servers: Embedded[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sortie-unfit-'));
  chmodSync(root, 0o755);
  servers = [];
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  rmSync(root, { recursive: true, force: true });
});

async function start(name = 'postgres', password = 'first'): Promise<Embedded> {
  const server = await startEmbedded({ folder: join(root, name), password, port: 0, openFolder: join(root, 'open') });
  servers.push(server);
  return server;
}

function inData(name: string): string {
  return join(root, 'postgres/data', name);
}

test('data of another major version is refused at once, and both versions are named', async () => {
  await (await start()).stop();
  const version = readFileSync(inData('PG_VERSION'), 'utf8').trim();
  writeFileSync(inData('PG_VERSION'), '16\n');
  await expect(start()).rejects.toThrow(new RegExp(`made by PostgreSQL 16, and this release brings ${version}`));
  writeFileSync(inData('PG_VERSION'), `${version}\n`);
  await start();
});

test('half a cluster is refused at once', async () => {
  await (await start()).stop();
  rmSync(inData('PG_VERSION'));
  await expect(start()).rejects.toThrow(/lacks PG_VERSION: restore a backup/);
});

test('damaged data is refused at once, with what the server says of it', async () => {
  await (await start()).stop();
  writeFileSync(inData('global/pg_control'), Buffer.alloc(8192, 7));
  await expect(start()).rejects.toThrow(/incompatible with server.*What to do: .*restore a backup/);
});

test('data whose password is another one is refused at once, and its server does not go on running', async () => {
  await (await start()).stop();
  await expect(start('postgres', 'second')).rejects.toThrow(/made with another keys\.json: put that one back/);
  const server = await start();
  expect(server.adopted).toBe(false);
  await expect(start('postgres', 'second')).rejects.toThrow(UnfitData);
  expect((await start()).adopted).toBe(true); // whoever runs on it was left alone
});

test('a lock whose process number now belongs to the server of another folder is ignored', async () => {
  const [first, other] = [await start(), await start('other')];
  await first.stop();
  const pid = readFileSync(join(other.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0];
  const lines = `${pid}\n${first.folder}/data\n0\n${first.port}\n\n127.0.0.1\n0\nready\n`;
  writeFileSync(inData('postmaster.pid'), lines, { mode: 0o644 });
  expect((await start()).adopted).toBe(false);
});

test.each([
  ['2026-11-23 10:00:00 UTC [7] FATAL:  lock file "postmaster.pid" already exists', /^nothing$/],
  ['2026-11-23 10:00:00 UTC [7] FATAL:  the database system is starting up', /^nothing$/],
  ['2026-11-23 10:00:00 UTC [7] FATAL:  could not create any TCP/IP sockets', /^nothing$/],
  ['2026-11-23 10:00:00 UTC [7] LOG:  starting PostgreSQL', /^nothing$/],
  [
    '[7] FATAL:  could not write lock file "postmaster.pid": No space left on device',
    /No space left.*make room on the disk/,
  ],
  ['[7] FATAL:  data directory "/d" has wrong ownership', /give the folder/],
])('%s', async (line, refused) => {
  const log = join(root, 'server.log');
  writeFileSync(log, `[1] FATAL:  of an earlier start\n${line}\n`);
  const told = await checkComplaints('/d', log, '[1] FATAL:  of an earlier start\n'.length).catch(String);
  expect(told ?? 'nothing').toMatch(refused);
});
