import fc from 'fast-check';
import { cursorAt, placeOfCursor } from './cursor.js';

const binding = { list: 'runs', sort: 'created' };
const place = ['2026-11-22T09:30:00.000Z', '7zvpx2a8pjbxv9v7z7d8sb4r2d'];
const outcome = (cursor: string, of: object = binding): unknown => {
  const read = placeOfCursor(cursor, of, place.length);
  return read !== null && 'detail' in read ? read.detail : read;
};

test('a cursor leads back to its place, in the same list and order only', () => {
  const cursor = cursorAt(place, binding);
  expect(outcome(cursor)).toEqual(place);
  expect(outcome(cursor, { ...binding, sort: 'started' })).toMatch(/another order or filter/);
});

test('one that was altered is none, whatever stands in it', () => {
  const parts: unknown[] = JSON.parse(Buffer.from(cursorAt(place, binding), 'base64url').toString());
  const part = fc.oneof(fc.constantFrom('\0', 'infinity', '', null), fc.string());
  fc.assert(
    fc.property(fc.nat({ max: parts.length - 1 }), part, (at, other) => {
      fc.pre(other !== parts[at]);
      const altered = Buffer.from(JSON.stringify(parts.with(at, other))).toString('base64url');
      expect(outcome(altered)).toBe('this is no cursor');
    }),
  );
});
