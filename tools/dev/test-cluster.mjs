// PostgreSQL clusters for tests: thrown away after use, their data in the system's temporary folder.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { loadTypeScript } from './load-typescript.mjs';

const sharedFile = join(tmpdir(), `sortie-test-postgres-${process.getuid?.() ?? 'user'}.json`);

/** Starts a cluster; `remove` stops it and deletes its data, `abandon` does so at once, from an exit handler. */
export async function startTestCluster() {
  const { startEmbedded } = await loadTypeScript('tools/postgres/src', 'embedded.js');
  const folder = mkdtempSync(join(tmpdir(), 'sortie-test-'));
  await chmod(folder, 0o755); // mkdtemp makes it 0700, and as root the server runs as another user
  const cluster = await startEmbedded({ folder, password: 'test', port: 0, settings: { max_connections: '300' } });
  return {
    url: cluster.url('postgres'),
    async remove() {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
    abandon() {
      if (!existsSync(folder)) return;
      const [pid] = readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGQUIT'); // immediate shutdown
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Makes a cluster known to every test run of this user. */
export function share(url) {
  writeFileSync(sharedFile, JSON.stringify({ url }), { mode: 0o600 });
}

/** The shared cluster's URL when it answers. */
export async function sharedTestCluster() {
  let url;
  try {
    if (process.getuid && statSync(sharedFile).uid !== process.getuid()) return undefined;
    url = JSON.parse(readFileSync(sharedFile, 'utf8')).url;
  } catch {
    return undefined; // none was ever shared
  }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return url;
  } catch {
    return undefined; // it has ended
  } finally {
    await client.end().catch(() => {});
  }
}
