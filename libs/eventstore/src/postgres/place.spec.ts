import fc from 'fast-check';
import { type Position, start } from '../port.js';
import { comparePlaces, laterOf, placeOf, positionOf, tokenOf } from './place.js';

const place = fc.record({
  epoch: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  tx: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }),
  position: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }),
});

test('a place survives its token', () => {
  fc.assert(fc.property(place, (given) => expect(placeOf(positionOf(given))).toEqual(given)));
  expect(positionOf(placeOf(start))).toBe(start);
});

test('places are ordered by number, not by text', () => {
  const order = ['1.9.1', '1.10.1', '1.10.2', '1.18446744073709551615.1', '2.3.1'] as Position[];
  const sorted = order.toReversed().toSorted((a, b) => comparePlaces(placeOf(a), placeOf(b)));
  expect(sorted).toEqual(order);
});

test('the order is total, and start comes first', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      expect(Math.sign(comparePlaces(a, b))).toBe(-Math.sign(comparePlaces(b, a)) + 0);
      expect(comparePlaces(placeOf(start), a)).toBeLessThan(0);
      expect(comparePlaces(laterOf(a, b), a)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test.each(['', '1.2', '1.2.3.4', '-1.2.3', '1.2.3 ', '1e3.2.3', '1.2.x', '17'])('%p is no token', (text) => {
  expect(() => placeOf(text as Position)).toThrow(RangeError);
});

test('tokens are made of what the database answers', () => {
  expect(tokenOf('1', '752', '18')).toBe('1.752.18');
});
