import { valueHashesOf } from './value-hashes.js';

const key = Buffer.alloc(32, 7);

test('an event tells which values a message had by keyed hashes, by origin and name', () => {
  const hashes = valueHashesOf(key, {
    'contact.name': { value: 'Ada', origin: 'contact:people.csv' },
    plan: { value: 'gold', origin: 'default' },
    voucher: { value: 'gold', origin: 'run' },
    'goal.statement': { value: 'to hear from people', origin: 'goal' },
    unsubscribe_url: { value: 'https://sortie.example/unsubscribe/1', origin: 'service' },
  });

  expect(hashes).toEqual({
    contact: { 'contact.name': expect.stringMatching(/^[0-9a-f]{16}$/) },
    default: { plan: expect.stringMatching(/^[0-9a-f]{16}$/) },
    run: { voucher: expect.stringMatching(/^[0-9a-f]{16}$/) },
  });
  expect(hashes.default?.['plan']).not.toBe(hashes.run?.['voucher']);
  expect(JSON.stringify(hashes)).not.toMatch(/Ada|gold|people/);
});

test('the same value has the same hash, another value or another key another one', () => {
  const one = (value: string, under = key) =>
    valueHashesOf(under, { plan: { value, origin: 'contact' } }).contact?.['plan'];

  expect(one('gold')).toBe(one('gold'));
  expect(one('gold')).not.toBe(one('silver'));
  expect(one('gold')).not.toBe(one('gold', Buffer.alloc(32, 8)));
});

test('many values are one hash, so that a hundred messages fit into an append', () => {
  const many = (last: string) =>
    valueHashesOf(
      key,
      Object.fromEntries(
        Array.from({ length: 500 }, (_, i) => [`v${i}`, { value: i === 499 ? last : i, origin: 'contact' }]),
      ),
    );

  expect(Object.keys(many('a').contact ?? {})).toEqual(['*']);
  expect(many('a')).toEqual(many('a'));
  expect(many('a')).not.toEqual(many('b'));
});
