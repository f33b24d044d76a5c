/** Work that goes on beside its caller, so much of it at a time. */
export interface SideBySide {
  /** Begins as soon as there is room. Throws what work begun before has failed with. */
  begin(work: () => Promise<void>): Promise<void>;
  /** Until all that was begun is over. Throws as `begin` does. */
  end(): Promise<void>;
}

export const sideBySide = (most: number): SideBySide => {
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;
  const rethrow = (): void => {
    if (failure !== null) throw failure.error;
  };
  return {
    async begin(work) {
      while (running.size >= most) await Promise.race(running);
      rethrow();
      const one = work()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => running.delete(one));
      running.add(one);
    },
    async end() {
      await Promise.all(running);
      rethrow();
    },
  };
};

/** The first of these to end or to fail ends the others; all are awaited, so that nothing goes on unseen. */
export const together = async (
  over: AbortSignal,
  loops: readonly ((ended: AbortSignal) => Promise<void>)[],
): Promise<void> => {
  const ending = new AbortController();
  const either = AbortSignal.any([over, ending.signal]);
  const results = await Promise.allSettled(loops.map((loop) => loop(either).finally(() => ending.abort())));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
};
