/** How many runs may be under way at a time; absent: as many as there are. */
export const isConcurrency = (runs: number | undefined): boolean =>
  runs === undefined || (Number.isInteger(runs) && runs >= 1 && runs <= 1_000);

export const concurrencyRule = 'must be a whole number from 1 to 1000';
