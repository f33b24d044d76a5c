import fc from 'fast-check';
import type { ContactPatch } from './contact.js';
import { blank, merge } from './merge.js';

const ada = merge(
  blank('1', 'c-1'),
  {
    email: { address: 'ada@example.com', key: 'ada@example.com' },
    name: 'Ada',
    tags: ['vip'],
    attributes: { plan: 'pro', seats: 3 },
    consent: { email: 'granted' },
  },
  { absent: 'stays', origin: 'first' },
).contact;

test('what an import does not mention stays, with its origin', () => {
  const { contact, changed } = merge(
    ada,
    { name: 'Ada L.', attributes: { seats: 4 } },
    { absent: 'stays', origin: 'second' },
  );
  expect(changed).toBe(true);
  expect(contact).toEqual({
    ...ada,
    name: 'Ada L.',
    attributes: { plan: 'pro', seats: 4 },
    origin: { ...ada.origin, name: 'second', 'attributes.seats': 'second' },
  });
});

test('what a replacement does not mention goes, but for consent', () => {
  const { contact } = merge(
    ada,
    { email: { address: 'ada@example.com', key: 'ada@example.com' } },
    { absent: 'goes', origin: 'put' },
  );
  expect(contact).toEqual({
    ...blank('1', 'c-1'),
    email: 'ada@example.com',
    consent: { email: 'granted' },
    origin: { email: 'first', 'consent.email': 'first' },
  });
});

test('null takes away', () => {
  const { contact } = merge(ada, { name: null, attributes: { plan: null } }, { absent: 'stays', origin: 'second' });
  expect(contact.name).toBeNull();
  expect(contact.attributes).toEqual({ seats: 3 });
  expect(Object.keys(contact.origin)).not.toContain('name');
  expect(Object.keys(contact.origin)).not.toContain('attributes.plan');
});

test('only real changes of consent are reported', () => {
  const again = merge(ada, { consent: { email: 'granted' } }, { absent: 'stays', origin: 'second' });
  expect([again.changed, again.consentChanges]).toEqual([false, []]);
  const changes = merge(
    ada,
    { consent: { email: 'withdrawn', http: 'granted' } },
    { absent: 'stays', origin: 'second' },
  );
  expect(changes.consentChanges).toEqual([
    { channel: 'email', state: 'withdrawn' },
    { channel: 'http', state: 'granted' },
  ]);
});

const patch: fc.Arbitrary<ContactPatch> = fc.record(
  {
    email: fc.option(fc.emailAddress().map((address) => ({ address, key: address.toLowerCase() }))),
    name: fc.option(fc.string()),
    timeZone: fc.option(fc.constantFrom('Europe/Berlin', 'UTC')),
    tags: fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 3 }),
    attributes: fc.dictionary(
      fc.constantFrom('a', 'b', 'constructor'),
      fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
    ),
    consent: fc.record({ email: fc.constantFrom('granted', 'withdrawn') }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

test('saying the same again changes nothing, and every value that is there has an origin', () => {
  fc.assert(
    fc.property(patch, patch, fc.constantFrom('stays', 'goes'), (one, two, absent) => {
      const first = merge(blank('1', 'c-1'), one, { absent, origin: 'first' }).contact;
      const second = merge(first, two, { absent, origin: 'second' }).contact;
      const third = merge(second, two, { absent, origin: 'third' });
      expect(third).toEqual({ contact: second, changed: false, consentChanges: [] });
      const { name, email, timeZone, locale, tags, attributes, consent } = second;
      const there = Object.entries({ name, email, timeZone, locale, tags: tags.length === 0 ? null : tags })
        .filter(([, value]) => value !== null)
        .map(([field]) => field)
        .concat(Object.keys(attributes).map((key) => `attributes.${key}`))
        .concat(Object.keys(consent).map((key) => `consent.${key}`));
      expect(new Set(Object.keys(second.origin))).toEqual(new Set(there));
    }),
  );
});
