import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureKeys } from '#platform/config/keys.js';
import { Launcher } from '../../launcher/src/launcher.js';

/** A whole installation on a throw-away folder, as `npm start` runs it. */
export interface Installation {
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly key: string;
  /** Peak resident memory of the worker so far, MB. */
  workerPeakMb(): number;
  stop(): Promise<void>;
}

export const install = async (): Promise<Installation> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sortie-bench-'));
  const keys = ensureKeys(dataDir);
  if (!keys.ok) throw new Error(keys.fault);
  const launcher = new Launcher({
    env: { ...process.env, DATA_DIR: dataDir, SORTIE_LOG_LEVEL: 'warn' },
    dist: fileURLToPath(new URL('../../../', import.meta.url)),
    say: (line) => console.error(line),
    onBroken: (reason) => {
      throw new Error(reason);
    },
  });
  const { apiUrl, databaseUrl } = await launcher.start();
  return {
    apiUrl,
    databaseUrl,
    key: keys.keys.localApiKey,
    workerPeakMb,
    stop: async () => {
      await launcher.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** Linux only: VmHWM of the child that runs the worker. */
const workerPeakMb = (): number => {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
  const worker = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('apps/worker/'));
  const status = worker === undefined ? '' : readFileSync(`/proc/${worker}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024);
};
