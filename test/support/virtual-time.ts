/** Time that passes only while nobody has anything to do: a simulation of days takes as long as its work. */
export interface VirtualTime {
  /** Since its beginning, ms. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Lets time pass until the work is done, or nobody sleeps any more. */
  runUntil(done: Promise<void>): Promise<void>;
}

/**
 * Whoever sleeps wakes in the order of time, and of those who wake at the same time in the order in which they lay down.
 * Between two of them all that follows from promises is carried out, so that the same seed gives the same order.
 */
export const virtualTime = (): VirtualTime => {
  let now = 0;
  let laidDown = 0;
  const sleepers: { readonly at: number; readonly turn: number; readonly wake: () => void }[] = [];
  const next = () => {
    let first = 0;
    for (const [at, { at: time, turn }] of sleepers.entries()) {
      const earliest = sleepers[first];
      if (earliest !== undefined && (time < earliest.at || (time === earliest.at && turn < earliest.turn))) first = at;
    }
    return sleepers.splice(first, 1)[0];
  };
  return {
    now: () => now,
    sleep: (ms) =>
      new Promise((wake) => {
        laidDown += 1;
        sleepers.push({ at: now + Math.max(0, ms), turn: laidDown, wake });
      }),
    runUntil: async (done) => {
      let isDone = false;
      const ended = done.finally(() => {
        isDone = true;
      });
      ended.catch(() => undefined); // awaited below
      for (;;) {
        // All promises that are ready come before the next turn of the event loop.
        await new Promise(setImmediate);
        if (isDone) break;
        const sleeper = next();
        if (sleeper === undefined) throw new Error('everybody waits for somebody, and nobody sleeps');
        now = Math.max(now, sleeper.at);
        sleeper.wake();
      }
      await ended;
    },
  };
};
