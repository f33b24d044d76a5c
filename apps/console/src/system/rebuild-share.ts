import type { Projection } from './system-queries.js';

/** How far a rebuild has come: measured by the time that the log spans, for nobody counts it beforehand. */
export const shareOf = ({ rebuilding, asOf }: Pick<Projection, 'rebuilding' | 'asOf'>): number | null => {
  if (rebuilding === null || rebuilding.from === null || rebuilding.through === null || asOf === null) return null;
  const [from, through, to] = [rebuilding.from, rebuilding.through, asOf].map((instant) => Date.parse(instant));
  if (from === undefined || through === undefined || to === undefined || to <= from) return null;
  return Math.min(1, (through - from) / (to - from));
};
