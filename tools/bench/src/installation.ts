import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Stack } from '../../../test/support/stacks.js';
import { ThrowAway } from '../../demo/src/throw-away.js';

/** A whole installation on a throw-away folder, as `npm start` runs it. */
export interface Installation {
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly key: string;
  /** Its keys and its logs. */
  readonly dataDir: string;
  /** Peak resident memory of the worker since it was last forgotten, MB. */
  workerPeakMb(): number;
  forgetPeak(): void;
  stop(): Promise<void>;
}

/** `settings` come beside those that the stack needs. */
export const install = async (stack: Stack, settings: Readonly<Record<string, string>> = {}): Promise<Installation> => {
  const dist = fileURLToPath(new URL('../../../', import.meta.url));
  const own = new ThrowAway(
    dist,
    (line) => console.error(line),
    (reason) => {
      throw new Error(reason);
    },
    { ...stack.settings, ...settings },
  );
  const { running, key } = await own.start();
  const { apiUrl, databaseUrl } = running;
  return { apiUrl, databaseUrl, key, dataDir: own.dataDir, workerPeakMb, forgetPeak, stop: () => own.stop() };
};

/** Linux only: the child that runs the worker. */
const workerPid = (): string | undefined => {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
  return children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('apps/worker/'));
};

/** Linux only: lets VmHWM begin anew. */
const forgetPeak = (): void => {
  const worker = workerPid();
  if (worker !== undefined) writeFileSync(`/proc/${worker}/clear_refs`, '5');
};

/** Linux only: VmHWM of the worker. */
const workerPeakMb = (): number => {
  const worker = workerPid();
  const status = worker === undefined ? '' : readFileSync(`/proc/${worker}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024);
};
