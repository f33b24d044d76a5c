import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Stack } from '../../../test/support/stacks.js';
import { ThrowAway } from '../../demo/src/throw-away.js';

/** A whole installation on a throw-away folder, as `npm start` runs it. */
export interface Installation {
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly key: string;
  /** Peak resident memory of the worker so far, MB. */
  workerPeakMb(): number;
  stop(): Promise<void>;
}

export const install = async (stack: Stack): Promise<Installation> => {
  const dist = fileURLToPath(new URL('../../../', import.meta.url));
  const own = new ThrowAway(
    dist,
    (line) => console.error(line),
    (reason) => {
      throw new Error(reason);
    },
    stack.settings,
  );
  const { running, key } = await own.start();
  return { apiUrl: running.apiUrl, databaseUrl: running.databaseUrl, key, workerPeakMb, stop: () => own.stop() };
};

/** Linux only: VmHWM of the child that runs the worker. */
const workerPeakMb = (): number => {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
  const worker = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('apps/worker/'));
  const status = worker === undefined ? '' : readFileSync(`/proc/${worker}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024);
};
