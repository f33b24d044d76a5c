import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Loads the demo data once per data folder, through the API like any other client. The loader finds address and
 * key in DATA_DIR; it must bear being started again after it was interrupted.
 */
export async function loadDemoData(dist: string, dataDir: string, say: (line: string) => void): Promise<void> {
  const script = join(dist, 'tools/demo-data/src/main.js');
  const done = join(dataDir, 'demo-data-loaded');
  if (existsSync(done) || !existsSync(script)) return;
  say('Loading the demo data …');
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code === 0) writeFileSync(done, `${new Date().toISOString()}\n`);
  else say(`The demo data could not be loaded (exit code ${code}); the next start tries again.`);
}
