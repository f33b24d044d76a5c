import fc from 'fast-check';
import { addressKey, readAddress } from './address.js';

test.each([
  ['ada@example.com', 'ada@example.com', 'ada@example.com'],
  ['Ada.Lovelace+news@Example.COM', 'Ada.Lovelace+news@example.com', 'ada.lovelace+news@example.com'],
  ["o'hara_1-x@mail.example.co.uk", "o'hara_1-x@mail.example.co.uk", "o'hara_1-x@mail.example.co.uk"],
  ['info@müller.example', 'info@xn--mller-kva.example', 'info@xn--mller-kva.example'],
  ['info@MÜLLER.example', 'info@xn--mller-kva.example', 'info@xn--mller-kva.example'],
  ['a@例え.テスト', 'a@xn--r8jz45g.xn--zckzah', 'a@xn--r8jz45g.xn--zckzah'],
])('%s is an address', (text, address, key) => {
  expect(readAddress(text)).toEqual({ ok: true, address, key });
});

test.each([
  '',
  'ada',
  '@example.com',
  'ada@',
  'ada@example',
  'ada@@example.com',
  'ada@b@example.com',
  '.ada@example.com',
  'ada.@example.com',
  'a..b@example.com',
  'ada@.example.com',
  'ada@example..com',
  'ada@-example.com',
  'ada@exa mple.com',
  'ad a@example.com',
  ' ada@example.com',
  'ada@example.com ',
  'ada@example.com\r\nBcc: x@example.com',
  'ada\r\n@example.com',
  'ada\0@example.com',
  'ada@exa\nmple.com',
  'ada@exa\tmple.com',
  'ada@example.com/x',
  'ada@example.com?x',
  'ada@example.com#x',
  'ada@example.com:25',
  'ada@%65xample.com',
  'ada@[127.0.0.1]',
  'ada@127.0.0.1',
  'ada@1.2',
  '"ada"@example.com',
  'Ada <ada@example.com>',
  'ada@example.com,bob@example.com',
  'ada;bob@example.com',
  'ädä@example.com',
  `${'a'.repeat(65)}@example.com`,
  `ada@${'a'.repeat(64)}.com`,
  `ada@${'abcdefg.'.repeat(40)}com`,
])('%j is none', (text) => {
  expect(readAddress(text).ok).toBe(false);
});

test('whatever is let through can stand in a header, and reading it again changes nothing', () => {
  const parts = fc.constantFrom(...'aZ9.+-_@<>,;" \r\n\0\t/ü。xn--'.split(''), 'example.com', '@');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.emailAddress(),
        fc.array(parts, { maxLength: 12 }).map((list) => list.join('')),
      ),
      (text) => {
        const read = readAddress(text);
        if (!read.ok) return;
        expect(read.address).toMatch(/^[\x21-\x7e]+@[a-z0-9.-]+$/);
        expect(read.address).not.toMatch(/[<>,;"()[\]\\:]/);
        expect(readAddress(read.address)).toEqual(read);
        expect(readAddress(read.key)).toEqual({ ok: true, address: read.key, key: read.key });
      },
    ),
  );
});

test('spellings of one address have one key', () => {
  const spellings = ['Info@MÜLLER.example', 'info@müller.example', 'INFO@xn--mller-kva.EXAMPLE'];
  expect(new Set(spellings.map(addressKey))).toEqual(new Set(['info@xn--mller-kva.example']));
  expect(addressKey('Not An Address')).toBe('not an address');
});
