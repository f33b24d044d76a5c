import { outcomeWords } from './run-sentence.js';

const ledger = {
  audience: 1_204,
  waiting: 389,
  inFlight: 0,
  accepted: 812,
  refused: 3,
  skipped: {},
  unknown: 0,
  notAttempted: 0,
};

it('says what was accepted of how many, and only what else there is', () => {
  expect(outcomeWords(ledger)).toBe('812 of 1,204 accepted, 3 refused');
  expect(outcomeWords({ ...ledger, refused: 0 })).toBe('812 of 1,204 accepted');
  expect(outcomeWords({ ...ledger, skipped: { suppressed: 2, 'no-address': 1 }, unknown: 1, notAttempted: 9 })).toBe(
    '812 of 1,204 accepted, 3 refused, 3 skipped, 1 unknown, 9 not attempted',
  );
});
