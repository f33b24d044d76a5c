/** Calls that come while a read is under way share the next one: every answer was read after it was asked for. */
export const coalesced = <T>(read: () => Promise<T>): (() => Promise<T>) => {
  let running: Promise<T> | undefined;
  let next: Promise<T> | undefined;

  const begin = (): Promise<T> => {
    next = undefined;
    const reading = read();
    running = reading;
    const done = (): void => {
      if (running === reading) running = undefined;
    };
    reading.then(done, done);
    return reading;
  };

  return () => {
    if (!running) return begin();
    next ??= running.then(begin, begin);
    return next;
  };
};
