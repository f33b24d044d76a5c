/** Lets several loops of one process do something one at a time, in the order of asking. */
export interface Turns {
  take<T>(work: () => Promise<T>): Promise<T>;
}

export const turns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take: (work) => {
      const mine = last.then(work);
      // Whoever comes next does not care how this one ended.
      last = mine.catch(() => undefined);
      return mine;
    },
  };
};
