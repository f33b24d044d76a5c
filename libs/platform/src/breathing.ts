/** A turn of the event loop is over after so long, ms. */
const turnMs = 20;

/**
 * To be awaited between pieces of work that may each take long: after some milliseconds of them everybody else gets a
 * turn. Counted in pieces it could be minutes.
 */
export const breathing = (): (() => Promise<void>) => {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < turnMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  };
};
