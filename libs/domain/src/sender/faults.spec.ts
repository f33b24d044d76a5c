import fc from 'fast-check';
import { senderDefinition } from '../testing/definition-fixtures.js';
import { told } from '../testing/told.js';
import { faultsOfSender } from './faults.js';
import type { SenderDefinition } from './messages.js';

const faults = (changes: Partial<SenderDefinition>) => told(faultsOfSender({ ...senderDefinition, ...changes }));
const from = (name: string, address = 'care@example.com') => faults({ from: { name, address } });
const http: SenderDefinition = {
  name: 'Hook',
  channel: 'http',
  url: 'https://hooks.example.com/in?a=1',
  provider: 'http',
  secret: 'hook',
  limits: { perSecond: 5 },
};

describe('the faults of a sender', () => {
  it('are none for a good one of each channel', () => {
    expect(faults({})).toEqual([]);
    expect(faultsOfSender(http)).toEqual([]);
    expect(faultsOfSender({ name: 'None', channel: 'noop', provider: 'noop', limits: { perSecond: 0.1 } })).toEqual([]);
  });

  it.each(['', 'Smith, Anna; Care', "O'Hara & Søn ✉", '株式会社'])('let a sender be called %j', (name) => {
    expect(from(name)).toEqual([]);
  });

  it.each(['A\r\nBcc: x@y.example', 'A\0', 'A\u2028B', 'A <b', '"A"', 'A\\', 'A\x1b[0m', ' '])(
    'refuse the name %j',
    (name) => {
      const expected = name.trim() === '' ? 'required' : 'unsafe-text';
      expect(from(name)).toEqual([`/from/name ${expected}`]);
    },
  );

  it.each(['care@localhost', 'first.last+tag@mail.example.co.uk', "o'hara@xn--mller-kva.example"])(
    'let mail come from %s',
    (address) => {
      expect(from('', address)).toEqual([]);
    },
  );

  it.each([
    '',
    'care',
    'example.com',
    '@example.com',
    'care@',
    'a@b@example.com',
    '.a@example.com',
    'a..b@example.com',
    'a b@example.com',
    'a@example.com ',
    'a@exa_mple.com',
    'a@-example.com',
    'a@example..com',
    'a@[127.0.0.1]',
    '"a"@example.com',
    'A <a@example.com>',
    'a@example.com,b@example.com',
    'a;b@example.com',
    'ä@example.com',
    'a@müller.example',
    `${'a'.repeat(65)}@example.com`,
    `a@${'a'.repeat(64)}.com`,
  ])('refuse the address %j', (address) => {
    expect(from('', address)).toEqual(['/from/address not-an-address']);
  });

  it('let nothing into a header that could end it, whatever is typed', () => {
    const typed = fc.array(
      fc.constantFrom('a', '@', 'b.example', '\r', '\n', '\0', '<', '>', '"', ',', ';', ' ', '\u2028'),
    );
    fc.assert(
      fc.property(typed, typed, (name, address) => {
        const sender = { name: name.join(''), address: address.join('') };
        if (faults({ from: sender }).length > 0) return;
        expect(sender.address).toMatch(/^[^\s<>,;"\0]+@[a-z0-9.-]+$/);
        expect(sender.name).not.toMatch(/[\r\n\0\u2028<>"]/);
      }),
    );
  });

  it('ask of each channel what it cannot send without', () => {
    const { name, provider, limits } = senderDefinition;
    expect(told(faultsOfSender({ name, provider, limits, channel: 'email' }))).toEqual(['/from required']);
    expect(told(faultsOfSender({ name, provider, limits, channel: 'http' }))).toEqual([
      '/url required',
      '/secret required',
    ]);
  });

  it.each(['http://a.example', 'https://a.example:8443', 'https://a.example?x=1', 'https://10.0.0.1:80/~x/%20'])(
    'take the URL %s',
    (url) => {
      expect(faultsOfSender({ ...http, url })).toEqual([]);
    },
  );

  it('measure an address and a URL', () => {
    const domain = (length: number) => `${'a'.repeat(60)}.`.repeat(3) + 'b'.repeat(length - 183);
    expect(from('', `${'a'.repeat(64)}@${domain(189)}`)).toEqual([]);
    expect(from('', `${'a'.repeat(64)}@${domain(190)}`)).toEqual(['/from/address not-an-address']);
    expect(told(faultsOfSender({ ...http, url: `https://a.example/${'x'.repeat(1982)}` }))).toEqual([]);
    expect(told(faultsOfSender({ ...http, url: `https://a.example/${'x'.repeat(1983)}` }))).toEqual(['/url too-long']);
  });

  it.each([
    'see https://a.example/',
    'ftp://a.example/',
    'https://u:p@a.example/',
    'https://u@a.example/',
    'https://',
    'https:///x',
    'https://a.example/#x',
    'https://a .example/',
    'https://a.example/\r\nX: y',
    'javascript:1',
    '//a.example/',
    'https://a.example:port/',
  ])('refuse the URL %j', (url) => {
    expect(told(faultsOfSender({ ...http, url }))).toEqual(['/url not-a-url']);
  });

  it.each([0, -1, 10_001, Number.NaN, Infinity])('refuse %d messages a second', (perSecond) => {
    expect(faults({ limits: { perSecond } })).toEqual(['/limits/perSecond out-of-range']);
  });

  it('take 1000 messages a second and a fraction of one', () => {
    expect(faults({ limits: { perSecond: 10_000 } })).toEqual([]);
    expect(faults({ limits: { perSecond: 0.01 } })).toEqual([]);
  });

  it('take host names, and names for provider and secret', () => {
    expect(faults({ replyDomain: 'a b.example' })).toEqual(['/replyDomain not-a-host']);
    expect(faults({ replyDomain: 'reply.localhost' })).toEqual([]);
    expect(faults({ name: ' ' })).toEqual(['/name required']);
    expect(faults({ provider: '' })).toEqual(['/provider not-a-name']);
    expect(faults({ secret: 'whsec_abc/def' })).toEqual(['/secret not-a-name']);
  });
});
