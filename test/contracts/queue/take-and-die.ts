import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Runs a program that takes one job, says so and waits, and ends it as a power cut would. */
export const takeAndDie = async (backend: 'postgres' | 'redis', url: string, aheadMs: number): Promise<void> => {
  const child = spawn(process.execPath, ['test/contracts/queue/taker.mjs', backend, url, String(aheadMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as unknown[];
  child.kill('SIGKILL');
  await ended;
  if (line !== 'taken') throw new Error('the other process took no job');
};
