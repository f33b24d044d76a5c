import { percentile } from '../side-by-side/contest.js';

/** How long it took until something began. */
export const startFigures = (times: readonly number[]) => ({
  'p50 ms': percentile(times, 0.5),
  'p99 ms': percentile(times, 0.99),
  'max ms': percentile(times, 1),
});
