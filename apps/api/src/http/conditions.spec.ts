import { etagOf, requireMatch } from './conditions.js';
import { Problem } from './problem.js';

const kindOf = (ifMatch: string | undefined, revision: number): string => {
  try {
    requireMatch(ifMatch, revision);
    return 'matches';
  } catch (error) {
    if (error instanceof Problem) return error.kind;
    throw error;
  }
};

test.each([
  [undefined, 'precondition-required'],
  ['', 'precondition-required'],
  ['*', 'matches'],
  [etagOf(3), 'matches'],
  ['"1", "3"', 'matches'],
  ['"2"', 'stale-version'],
  ['W/"3"', 'stale-version'],
  ['3', 'stale-version'],
])('If-Match: %s at revision 3: %s', (ifMatch, outcome) => {
  expect(kindOf(ifMatch, 3)).toBe(outcome);
});
