import fc from 'fast-check';
import { changesOf, conflictsOf, isSame, mergedOf, type ThreeWay } from './three-way.js';

const base = { name: 'Win back', statement: 'Have them order again', measure: { kind: 'reply', class: 'human' } };

it('keeps what each of two people changed alone', () => {
  const three = {
    base,
    yours: { ...base, name: 'Win them back' },
    theirs: { ...base, statement: 'Have them call', windowHours: 72 },
  };
  expect(changesOf(three).map(({ path, by }) => [path, by])).toEqual([
    ['/name', 'you'],
    ['/statement', 'them'],
    ['/windowHours', 'them'],
  ]);
  expect(mergedOf(three, {})).toEqual({ ...base, name: 'Win them back', statement: 'Have them call', windowHours: 72 });
});

it('asks where both changed the same to something else, and only there', () => {
  const three = { base, yours: { ...base, name: 'A' }, theirs: { ...base, name: 'B' } };
  expect(conflictsOf(changesOf(three))).toEqual([
    { path: '/name', base: 'Win back', yours: 'A', theirs: 'B', by: 'both' },
  ]);
  expect([mergedOf(three, { '/name': 'yours' }), mergedOf(three, { '/name': 'theirs' })]).toEqual([
    { ...base, name: 'A' },
    { ...base, name: 'B' },
  ]);
  expect(conflictsOf(changesOf({ base, yours: { ...base, name: 'A' }, theirs: { ...base, name: 'A' } }))).toEqual([]);
});

it('takes a member that belongs together from one side only', () => {
  const three = {
    base,
    yours: { ...base, measure: { kind: 'contact-event', type: 'order' } },
    theirs: { ...base, measure: { kind: 'reply', class: 'bounce' } },
  };
  expect(conflictsOf(changesOf(three, ['/measure']))).toHaveLength(1);
  expect(mergedOf(three, { '/measure': 'yours' }, ['/measure'])).toEqual(three.yours);
});

it('takes out what one of them has taken out', () => {
  const { measure: _measure, ...without } = base;
  expect(mergedOf({ base, yours: without, theirs: { ...base, name: 'B' } }, {})).toEqual({ ...without, name: 'B' });
});

const names = fc.constantFrom('a', 'b', 'c/d', 'e~f');
const texts = fc.dictionary(names, fc.oneof(fc.constantFrom(1, 'x', null), fc.dictionary(names, fc.integer())), {
  noNullPrototype: true,
});
const threes: fc.Arbitrary<ThreeWay<unknown>> = fc.record({ base: texts, yours: texts, theirs: texts });

it('loses no field: choosing one side everywhere keeps every change of that side', () => {
  fc.assert(
    fc.property(threes, fc.constantFrom('yours' as const, 'theirs' as const), (three, side) => {
      const changes = changesOf(three);
      const choices = Object.fromEntries(conflictsOf(changes).map(({ path }) => [path, side]));
      const merged = mergedOf(three, choices);
      // Beginning from the result, that side has nothing to add but what the other one changed alone.
      const others = side === 'yours' ? 'them' : 'you';
      const missing = changesOf({ base: three[side], yours: merged, theirs: three[side] }).map(({ path }) => path);
      const theirsAlone = changes.filter(({ by }) => by === others).map(({ path }) => path);
      expect(missing.every((path) => theirsAlone.some((other) => path.startsWith(other)))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('changes nothing when only one of them has changed anything', () => {
  fc.assert(
    fc.property(texts, texts, (from, to) => {
      expect(isSame(mergedOf({ base: from, yours: to, theirs: from }, {}), to)).toBe(true);
      expect(isSame(mergedOf({ base: from, yours: from, theirs: to }, {}), to)).toBe(true);
      expect(isSame(mergedOf({ base: from, yours: to, theirs: to }, {}), to)).toBe(true);
    }),
  );
});
