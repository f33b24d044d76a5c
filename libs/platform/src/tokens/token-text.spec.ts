import fc from 'fast-check';
import { base32 } from '../ids.js';
import { bytesOf } from './token-text.js';

const someBytes = fc.uint8Array({ minLength: 1, maxLength: 40 });

test('what was written as text is read as the same bytes, in either case', () => {
  fc.assert(
    fc.property(someBytes, (bytes) => {
      const text = base32(bytes);
      expect(bytesOf(text)).toEqual(Buffer.from(bytes));
      expect(bytesOf(text.toUpperCase())).toEqual(Buffer.from(bytes));
    }),
  );
});

test('whatever text is read is the one that its bytes are written as', () => {
  const texts = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789abcdefghjkmnpqrstvwxyz')),
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(texts, (text) => {
      const bytes = bytesOf(text);
      if (bytes !== null) expect(base32(bytes)).toBe(text);
    }),
  );
});

test.each([
  ['nothing', ''],
  ['letters that stand for digits elsewhere', 'il'],
  ['the Kelvin sign', '\u212a0'],
  ['a sign that is no letter', '0-'],
  ['padding bits that are set', 'zz'],
  ['a length that no bytes have', '000'],
])('refuses %s', (_, text) => {
  expect(bytesOf(text)).toBeNull();
});
