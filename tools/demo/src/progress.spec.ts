import fc from 'fast-check';
import { progressLine } from './progress.js';

const ledger = {
  audience: 4629,
  waiting: 3000,
  inFlight: 10,
  accepted: 1600,
  refused: 4,
  skipped: { 'no-address': 15 },
  unknown: 0,
  notAttempted: 0,
};

it('says how far a run has come', () => {
  expect(progressLine(ledger, 4_000)).toBe(
    '██████████▌░░░░░░░░░░░░░░░░░░░ 1,619 of 4,629  sent 1,600, refused 4, skipped 15, 400/s',
  );
});

it('is as wide at every moment', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.nat(1_000), (waiting, accepted) => {
      const line = progressLine({ ...ledger, audience: waiting + accepted, waiting, inFlight: 0, accepted }, 0);
      expect([...(line.split(' ')[0] ?? '')]).toHaveLength(30);
    }),
  );
});
