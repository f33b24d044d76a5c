import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureKeys } from '#platform/config/keys.js';
import { freshDatabase } from '../../../test/support/database.js';

/** The API as it runs in production. */
const start = (env: Record<string, string>) => {
  const child = spawn(process.execPath, ['dist/apps/api/src/main.js'], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  return { child, ended };
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

test('a configuration that is wrong stops it with every fault and code 78', async () => {
  const { child, ended } = start({ SORTIE_HTTP_PORT: 'x', SORTIE_NOPE: '1', DATA_DIR: '/nowhere' });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await ended).toBe(78);
  for (const name of ['DATABASE_URL', 'SORTIE_HTTP_PORT', 'SORTIE_NOPE', '/nowhere']) expect(said).toContain(name);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it with code 0, and its log holds no address', async (signal) => {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'sortie-process-'));
  ensureKeys(dataDir);
  const port = await freePort();
  const { child, ended } = start({ DATABASE_URL: database.url, DATA_DIR: dataDir, SORTIE_HTTP_PORT: String(port) });
  const lines: string[] = [];
  const listening = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.includes('"listening"')) resolve();
    });
  });
  await Promise.race([listening, ended.then((code) => Promise.reject(new Error(`it ended with ${code}`)))]);
  await fetch(`http://127.0.0.1:${port}/v1/contacts?email=someone@example.com`);
  child.kill(signal);
  expect(await ended).toBe(0);
  const log = lines.join('\n');
  expect(log).toContain('"route":"/v1/contacts","status":401');
  expect(log).not.toContain('someone');
  await database.drop();
  rmSync(dataDir, { recursive: true });
});
