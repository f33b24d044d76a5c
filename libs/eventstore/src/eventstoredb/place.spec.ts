import fc from 'fast-check';
import { type Position, start } from '../port.js';
import { beginning, comparePlaces, laterOf, placeOf, tokenOf } from './place.js';

const place = fc.record({
  epoch: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  commit: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
});

test('a place survives its token, beyond what a number holds', () => {
  fc.assert(fc.property(place, (given) => expect(placeOf(tokenOf(given))).toEqual(given)));
  expect(tokenOf({ epoch: 2, commit: 2n ** 53n + 1n })).toBe('E2.9007199254740993');
  expect(tokenOf(placeOf(start))).toBe(start);
});

test('the order is total, by epoch and then by number', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      expect(Math.sign(comparePlaces(a, b))).toBe(-Math.sign(comparePlaces(b, a)) + 0);
      expect(comparePlaces(beginning, a)).toBeLessThan(0);
      expect(comparePlaces(laterOf(a, b), a)).toBeGreaterThanOrEqual(0);
    }),
  );
  const order = ['E1.9', 'E1.10', 'E2.3'] as Position[];
  expect(order.toReversed().toSorted((a, b) => comparePlaces(placeOf(a), placeOf(b)))).toEqual(order);
});

test.each(['', 'E1', 'E1.2.3', '1.2.3', 'E-1.2', 'E1.2 ', 'E1.x', '17'])('%p is no token', (text) => {
  expect(() => placeOf(text as Position)).toThrow(RangeError);
});
