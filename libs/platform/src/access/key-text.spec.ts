import fc from 'fast-check';
import { newSecret, readKeyText } from './key-text.js';

test('a new secret reads as a key', () => {
  const secret = newSecret();
  expect(readKeyText(secret)).toEqual({ kind: 'key', id: secret.split('_')[1] });
});

test('every single wrong character, and every missing one, is a typing error', () => {
  const secret = newSecret();
  const body = 'sortie_'.length;
  fc.assert(
    fc.property(
      fc.integer({ min: body, max: secret.length - 1 }),
      fc.constantFrom('', ...'0123456789abcdefghjkmnpqrstvwxyz'.split('')),
      (at, character) => {
        const typed = secret.slice(0, at) + character + secret.slice(at + 1);
        expect(readKeyText(typed).kind).toBe(typed === secret ? 'key' : 'mistyped');
      },
    ),
  );
});

test('anything else is no key', () => {
  for (const text of ['', 'Bearer x', 'SORTIE_x', 'ghp_0123']) expect(readKeyText(text)).toEqual({ kind: 'not-a-key' });
});
