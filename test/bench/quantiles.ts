/** The value below which a share of the sample lies, by nearest rank; one decimal. */
export const quantile = (sample: readonly number[], share: number): number => {
  const sorted = sample.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
  return Math.round(value * 10) / 10;
};

/** What the work took, ms. */
export const timed = async <T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> => {
  const begun = performance.now();
  const result = await work();
  return { ms: performance.now() - begun, result };
};
