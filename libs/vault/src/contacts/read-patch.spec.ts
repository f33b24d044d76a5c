import fc from 'fast-check';
import type { Json } from '#domain/kernel/message.js';
import { readPatch } from './read-patch.js';

const read = (said: { [field: string]: Json }) => readPatch(new Map(Object.entries(said)));
const reasons = (said: { [field: string]: Json }) => {
  const patch = read(said);
  return patch.ok ? [] : patch.faults.map(({ field, reason }) => [field, reason]);
};

test('everything that can be said', () => {
  expect(
    read({
      externalId: 'c-1',
      email: 'Zoë@example.com'.replace('ë', 'e'),
      name: 'Zoë O’Hara-山田',
      timeZone: 'europe/berlin',
      locale: 'de_at',
      tags: ['new', 'vip', 'new'],
      'consent.email': 'granted',
      'attributes.plan': 'pro',
      'attributes.a.b': { deep: [1, true, null, 'line\nbreak'] },
    }),
  ).toEqual({
    ok: true,
    patch: {
      externalId: 'c-1',
      email: { address: 'Zoe@example.com', key: 'zoe@example.com' },
      name: 'Zoë O’Hara-山田',
      timeZone: 'Europe/Berlin',
      locale: 'de-AT',
      tags: ['new', 'vip'],
      consent: { email: 'granted' },
      attributes: { plan: 'pro', 'a.b': { deep: [1, true, null, 'line\nbreak'] } },
    },
  });
});

test('null says that there is none', () => {
  expect(read({ email: null, name: null, timeZone: null, locale: null, tags: null, 'attributes.x': null })).toEqual({
    ok: true,
    patch: { email: null, name: null, timeZone: null, locale: null, tags: [], attributes: { x: null } },
  });
});

test('names of time zones keep the spelling of whoever uses an alias; offsets are none', () => {
  expect(read({ timeZone: 'Asia/Kolkata' })).toMatchObject({ patch: { timeZone: 'Asia/Kolkata' } });
  expect(read({ timeZone: 'UTC' })).toMatchObject({ patch: { timeZone: 'UTC' } });
  for (const timeZone of ['Mars/Olympus', '+02:00', 'GMT+2', '', 'Europe/Berlin ', '2'])
    expect(reasons({ timeZone })).toEqual([['timeZone', 'unknown-time-zone']]);
});

test('every fault is named at once', () => {
  expect(
    reasons({
      externalId: '',
      email: 'nobody',
      name: 'Ada\r\nBcc: all@example.com',
      locale: 'not a locale',
      tags: ['ok', 3],
      'consent.email': 'maybe',
      'consent.fax': 'granted',
      'attributes.': 1,
      'attributes.__proto__': 1,
      'attributes.long': 'x'.repeat(10_001),
    }),
  ).toEqual([
    ['externalId', 'wrong-type'],
    ['email', 'broken-address'],
    ['name', 'unsafe-text'],
    ['locale', 'unknown-locale'],
    ['tags', 'wrong-type'],
    ['consent.email', 'unknown-consent'],
    ['consent.fax', 'unknown-consent'],
    ['attributes.', 'wrong-type'],
    ['attributes.__proto__', 'wrong-type'],
    ['attributes.long', 'too-long'],
  ]);
});

test.each(['\n', '\r', '\0', '\u0085', '\u2028', '\u202e', '\u001b'])('no name holds %j', (character) => {
  expect(reasons({ name: `Ada${character}Lovelace` })).toHaveLength(1);
});

test('what PostgreSQL cannot store, or nobody can have meant, is refused anywhere', () => {
  for (const broken of ['a\0b', 'a\ud800b', 'M\ufffdller'])
    for (const said of [
      { name: broken },
      { externalId: broken },
      { tags: [broken] },
      { 'attributes.x': [{ y: broken }] },
    ])
      expect(reasons(said)).toEqual([[Object.keys(said)[0], 'broken-encoding']]);
  expect(reasons({ 'attributes.x': { 'a\0': 1 } })).toEqual([['attributes.x', 'broken-encoding']]);
});

test('attributes that nest without end are refused before anything recurses into them', () => {
  let deep: Json = 1;
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(reasons({ 'attributes.deep': deep })).toEqual([['attributes.deep', 'too-long']]);
});

test('no fault repeats the value it is about', () => {
  const secret = fc.string({ minLength: 4 }).map((text) => `s3cr3t${text}`);
  const field = fc.constantFrom('email', 'name', 'timeZone', 'locale', 'tags', 'consent.email', 'attributes.x');
  fc.assert(
    fc.property(field, secret, (name, value) => {
      const patch = read({ [name]: value });
      if (!patch.ok) expect(JSON.stringify(patch.faults)).not.toContain('s3cr3t');
    }),
  );
});
