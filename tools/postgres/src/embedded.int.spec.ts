import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { eventually } from '../../../test/support/eventually.js';
import { startEmbedded, type Embedded } from './embedded.js';

let root: string;
let running: Embedded | undefined;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sortie-embedded-'));
  chmodSync(root, 0o755);
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  rmSync(root, { recursive: true, force: true });
});

async function start(port = 0): Promise<Embedded> {
  running = await startEmbedded({
    folder: join(root, 'postgres'),
    password: 'p4ss/word',
    port,
    openFolder: join(root, 'open'),
  });
  return running;
}

async function query<T extends pg.QueryResultRow>(cluster: Embedded, statement: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  const { rows } = await client.query<T>(statement);
  await client.end();
  return rows;
}

function postmasterPid(cluster: Embedded): number {
  return Number(readFileSync(join(cluster.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
}

test('what was written is there after a stop and a start', async () => {
  const first = await start();
  expect(first.adopted).toBe(false);
  await query(first, 'create table kept as select 1 as one');
  await first.stop();
  expect(await query(await start(), 'select one from kept')).toEqual([{ one: 1 }]);
});

test('a server left behind is adopted, on its own port', async () => {
  const first = await start();
  const second = await start();
  expect(second).toMatchObject({ adopted: true, port: first.port });
});

test('a killed server starts again although its lock is still there', async () => {
  const first = await start();
  await query(first, 'create table kept as select 1 as one');
  process.kill(postmasterPid(first), 'SIGKILL');
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }]);
});

test('a lock whose process number now belongs to another program is ignored', async () => {
  const first = await start();
  await first.stop();
  const other = spawn('sleep', ['60']);
  const lock = join(first.folder, 'data/postmaster.pid');
  writeFileSync(lock, `${other.pid}\n${first.folder}/data\n0\n${first.port}\n\n127.0.0.1\n0\nready\n`, { mode: 0o644 });
  await start();
  other.kill();
});

test('two first starts at once end with one server', async () => {
  const both = await Promise.all([start(), start()]);
  expect(new Set(both.map(({ port }) => port)).size).toBe(1);
});

test('a taken port moves to the next free one', async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address();
      resolve(address && typeof address === 'object' ? address.port : 0);
    });
  });
  expect((await start(port)).port).toBeGreaterThan(port);
  taken.close();
});

test('a wrong password is refused: the loopback is open to every user of the machine', async () => {
  const cluster = await start();
  const client = new pg.Client({ connectionString: cluster.url('postgres').replace('p4ss%2Fword', 'guess') });
  await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
});

// Only root runs the server as somebody else, who may be shut out.
if (process.getuid?.() === 0) {
  test('below a closed folder, data and programs move to an open one for good', async () => {
    const closed = join(root, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const options = { folder: join(closed, 'postgres'), password: 'p', port: 0, openFolder: join(root, 'open') };
    running = await startEmbedded(options);
    expect(running.folder.startsWith(join(root, 'open'))).toBe(true);
    const first = running.folder;
    await running.stop();
    running = await startEmbedded(options);
    expect(running.folder).toBe(first);
    await eventually(async () => (await query<{ one: number }>(running as Embedded, 'select 1 as one')).length === 1);
  });

  test('a umask that shuts everybody else out shuts the server’s user out of nothing it needs', async () => {
    const [closed, umask] = [join(root, 'closed'), process.umask(0o077)];
    try {
      running = await startEmbedded({
        folder: join(closed, 'postgres'),
        password: 'p',
        port: 0,
        openFolder: join(root, 'open'),
      });
      expect(running.folder.startsWith(join(root, 'open'))).toBe(true);
    } finally {
      process.umask(umask);
    }
  });
}
