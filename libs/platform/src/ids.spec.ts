import fc from 'fast-check';
import { base32, hmac, idFrom, newId, sha256 } from './ids.js';

const form = /^[0-9a-hjkmnp-tv-z]{26}$/;

test('ids are 26 characters without look-alikes, and never the same twice', () => {
  const ids = Array.from({ length: 1000 }, newId);
  expect(ids.every((id) => form.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(1000);
});

test('the id of a text is always the same, and another for another text', () => {
  expect(idFrom('POST /v1/campaigns')).toBe(idFrom('POST /v1/campaigns'));
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => (idFrom(a) === idFrom(b)) === (a === b)));
});

test('base32 keeps every bit, and sorts as the bytes do', () => {
  const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(sixteen, sixteen, (a, b) => {
      expect(Math.sign(Buffer.compare(a, b))).toBe(base32(a) < base32(b) ? -1 : base32(a) > base32(b) ? 1 : 0);
    }),
  );
  expect(base32(new Uint8Array())).toBe('');
  expect(base32(new Uint8Array(16).fill(255))).toBe('7zzzzzzzzzzzzzzzzzzzzzzzzz');
});

test('hashes are lower-case hex, as published', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  // RFC 4231, test case 2
  expect(hmac(Buffer.from('Jefe'), 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});
