import fc from 'fast-check';
import { withMembers } from './input.js';

test('members are set by dotted paths and by JSON Pointers', () => {
  const target = { limits: { perSecond: 1 }, template: { 'a/b': 'x' } };
  const settings = ['limits.perSecond=50', '/template/a~1b=y', 'from.address=me@example.org', 'tags=["a"]'];
  expect(withMembers(target, settings)).toEqual({
    limits: { perSecond: 50 },
    template: { 'a/b': 'y' },
    from: { address: 'me@example.org' },
    tags: ['a'],
  });
  expect(target).toEqual({ limits: { perSecond: 1 }, template: { 'a/b': 'x' } });
});

test('an empty value takes the member away; what is no JSON is text', () => {
  expect(withMembers({ goal: 'x', name: 'y' }, ['goal=', 'name=1 of 2'])).toEqual({ name: '1 of 2' });
});

test('a setting without a path is refused, and so is one that would change every object', () => {
  for (const setting of ['name', '=x', '__proto__.x=1', '/__proto__=1'])
    expect(() => withMembers({}, [setting])).toThrow(/path=value|__proto__/);
});

test('what is set is what is read', () => {
  const name = fc.stringMatching(/^[a-z~/ ]{1,8}$/);
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), fc.jsonValue(), (path, value) => {
      const pointer = path.map((each) => `/${each.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
      let found: unknown = withMembers({}, [`${pointer}=${JSON.stringify(value)}`]);
      for (const each of path) found = (found as Record<string, unknown>)[each];
      expect(found).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
