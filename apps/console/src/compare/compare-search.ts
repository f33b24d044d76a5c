import { present, textIn } from '../api/search-params.js';
import { lookIn } from '../parts/look.js';

/** Two runs; with `b` alone, `a` is the run of the same campaign before it. */
export const compareSearch = (raw: Record<string, unknown>) =>
  present({ a: textIn(raw['a']), b: textIn(raw['b']), diff: lookIn(raw, 'diff') });
