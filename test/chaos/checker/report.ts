import { invariants, type Verdict } from './history.js';

/** One line for each invariant; under one that is violated, its smallest counter-example. */
export const reportOf = (verdicts: readonly Verdict[]): readonly string[] => verdicts.flatMap(linesOf);

const linesOf = ({ invariant, holds, counts, violations, counterExample }: Verdict): readonly string[] => {
  const figures = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
  const state = holds ? (isEmpty(counts) ? 'none' : 'ok') : 'FAIL';
  const line = [invariant.padEnd(3), state.padEnd(4), `${invariants[invariant]}:`, figures.join(', ')].join(' ');
  if (holds) return [line];
  const times = violations === 1 ? '1 violation' : `${violations} violations, the smallest`;
  return [line, ...`${times}: ${counterExample ?? ''}`.split('\n').map((text) => `         ${text}`)];
};

/** Nothing was there to judge: a verdict that says little. */
const isEmpty = (counts: Verdict['counts']): boolean => Object.values(counts).every((count) => count === 0);
