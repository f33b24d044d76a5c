import { setTimeout as pause } from 'node:timers/promises';
import type { Installation } from '../installation/installation.js';

/** How long a service may take to be well again, ms: much longer than it does, for a machine may have much else to do. */
export const patienceMs = 60_000;

/** How long it took until every process served again, ms; null when one never did. */
export const untilWell = async ({ processes }: Pick<Installation, 'processes'>): Promise<number | null> => {
  const begun = performance.now();
  for (;;) {
    const well = await Promise.all(processes.map((one) => one.serves()));
    const tookMs = Math.round(performance.now() - begun);
    if (well.every(Boolean)) return tookMs;
    if (tookMs > patienceMs) return null;
    await pause(100);
  }
};
