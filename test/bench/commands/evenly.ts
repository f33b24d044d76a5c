import { setTimeout as pause } from 'node:timers/promises';

/** Starts a second. */
export const perSecond = 50;

/** Calls `one` at even distances, whether the ones before have ended or not. */
export const evenly = async (starts: number, one: () => Promise<void>): Promise<void> => {
  const begun = performance.now();
  const going: Promise<void>[] = [];
  for (let n = 0; n < starts; n += 1) {
    await pause(Math.max(0, begun + (n * 1_000) / perSecond - performance.now()));
    going.push(one());
  }
  await Promise.all(going);
};
