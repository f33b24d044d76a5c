import fc from 'fast-check';
import { allowListOf, mayConnect, targetOf } from './target.js';

const nobody = allowListOf([]);
const vouched = allowListOf(['10.1.0.0/16', 'fd00::/8', 'hooks.internal', '127.0.0.1/32']);

describe('where a POST may go', () => {
  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://127.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://127.0.0.1./',
    'https://1２7.0.0.1/',
    'https://①②⑦.⓪.⓪.①/',
    'https://127。0。0。1/',
    'https://%31%32%37.0.0.1/',
    'https://0/',
    'https://0.0.0.0/',
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://2852039166/',
    'https://0xa9fea9fe/',
    'https://0251.0376.0251.0376/',
    'https://198.18.0.1/',
    'https://192.0.2.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::]/',
    'https://[::1]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:169.254.169.254]/',
    'https://[::127.0.0.1]/',
    'https://[::ffff:0:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::a9fe:a9fe]/',
    'https://[2002:7f00:1::]/',
    'https://[2001::1]/',
    'https://[fc00::1]/',
    'https://[fd12:3456::1]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[ff02::1]/',
    'https://[2001:db8::1]/',
    'https://[100::1]/',
    'http://example.com/',
    'http://93.184.215.14/',
    'https://example.com:22/',
    'https://example.com:6379/',
    'https://user@example.com/',
    'https://user:secret@example.com/',
    'https://example.com@127.0.0.1/',
    'https:127.0.0.1/',
    'https:\\\\127.0.0.1\\',
    'file:///etc/passwd',
    'gopher://127.0.0.1:25/',
    'ftp://example.com/',
    'data:text/plain,x',
    '//example.com/',
    'example.com',
    'https://',
    'https://[::1',
    '',
  ])('not to %s', (url) => {
    expect(targetOf(url, nobody).ok).toBe(false);
  });

  it.each([
    'https://example.com/hook?x=1',
    'https://example.com:8443/',
    'https://93.184.215.14/',
    'https://[2606:4700::1111]/',
  ])('to %s', (url) => {
    expect(targetOf(url, nobody).ok).toBe(true);
  });

  it.each([
    'http://hooks.internal:9000/',
    'http://10.1.2.3:8080/',
    'https://[fd00::1]:9443/',
    'http://127.0.0.1:3000/',
  ])('to %s when the operator vouches for it', (url) => {
    expect(targetOf(url, vouched).ok).toBe(true);
  });

  it.each(['http://10.2.0.1/', 'https://127.0.0.2/', 'https://[::ffff:10.2.0.1]/'])('not to %s beside it', (url) => {
    expect(targetOf(url, vouched).ok).toBe(false);
  });
});

describe('an address that a name resolves to', () => {
  const target = (url: string, allow = nobody) => {
    const verdict = targetOf(url, allow);
    if (!verdict.ok) throw new Error(verdict.detail);
    return verdict.target;
  };

  it('must be public, or vouched for by range or by the name', () => {
    expect(mayConnect('93.184.215.14', target('https://shop.test/'), nobody)).toBe(true);
    expect(mayConnect('10.1.2.3', target('https://shop.test/'), nobody)).toBe(false);
    expect(mayConnect('10.1.2.3', target('https://shop.test/', vouched), vouched)).toBe(true);
    expect(mayConnect('::ffff:10.1.2.3', target('https://shop.test/', vouched), vouched)).toBe(true);
    expect(mayConnect('192.168.0.1', target('https://hooks.internal/', vouched), vouched)).toBe(true);
    expect(mayConnect('not an address', target('https://shop.test/'), nobody)).toBe(false);
  });

  it('must be vouched for when the URL is plain http', () => {
    expect(mayConnect('93.184.215.14', target('http://shop.test/', vouched), vouched)).toBe(false);
    expect(mayConnect('10.1.2.3', target('http://shop.test/', vouched), vouched)).toBe(true);
  });

  it('is never one of the blocks that stay inside, however it is written', () => {
    const inside = fc.oneof(
      fc.tuple(fc.constantFrom(0, 10, 127), byte(), byte(), byte()),
      fc.tuple(fc.constant(192), fc.constant(168), byte(), byte()),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte(), byte()),
      fc.tuple(fc.constant(169), fc.constant(254), byte(), byte()),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte(), byte()),
    );
    const spelling = fc.constantFrom<(a: readonly number[]) => string>(
      (a) => a.join('.'),
      (a) => `${number(a)}`,
      (a) => `0x${number(a).toString(16)}`,
      (a) => `0${number(a).toString(8)}`,
      (a) => a.map((part) => `0${part.toString(8)}`).join('.'),
      (a) => a.map((part) => `0x${part.toString(16)}`).join('.'),
      (a) => `${a[0]}.${a[1]}.${(a[2] ?? 0) * 256 + (a[3] ?? 0)}`,
      (a) => `[::ffff:${a.join('.')}]`,
      (a) => `[::${a.join('.')}]`,
      (a) => `[64:ff9b::${a.join('.')}]`,
      (a) => `[2002:${(number(a) >>> 16).toString(16)}:${(number(a) & 0xffff).toString(16)}::]`,
    );
    fc.assert(
      fc.property(inside, spelling, (address, spell) => {
        expect(targetOf(`https://${spell(address)}/`, nobody).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

const byte = () => fc.integer({ min: 0, max: 255 });
const number = (parts: readonly number[]): number => parts.reduce((sum, part) => sum * 256 + part, 0) >>> 0;
