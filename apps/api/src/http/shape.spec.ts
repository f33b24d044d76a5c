import fc from 'fast-check';
import { anyObject, keyed, number, oneOf, string, variants } from './shape.js';

const measure = variants('kind', { accepted: {}, reply: { class: oneOf('human', 'bounce') }, event: { type: string } });
const target = keyed({ count: { count: number }, share: { share: number, of: string } });

const places = (faults: readonly { pointer?: string }[]): readonly string[] =>
  faults.map(({ pointer }) => pointer ?? '');

test.each([
  [{ kind: 'accepted' }, []],
  [{ kind: 'reply', class: 'human' }, []],
  [{ kind: 'reply', class: 'cat' }, ['/class']],
  [{ kind: 'reply' }, ['/class']],
  [{ kind: 'event', type: 1, 'a/b~c': 1 }, ['/a~1b~0c', '/type']],
  [{ kind: 'toString' }, ['/kind']],
  [{}, ['/kind']],
  [[], ['']],
  [null, ['']],
])('variants: %j has faults at %j', (value, at) => {
  expect(places(measure(value))).toEqual(at);
});

test.each([
  [{ count: 1 }, []],
  [{ share: 1, of: 'all' }, []],
  [{ count: 1, share: 1 }, ['']],
  [{ count: NaN }, ['/count']],
  [{}, ['']],
])('keyed: %j has faults at %j', (value, at) => {
  expect(places(target(value))).toEqual(at);
});

test('no value makes a shape throw', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      for (const shape of [measure, target, anyObject, string, number, oneOf('a')])
        expect(Array.isArray(shape(value))).toBe(true);
    }),
  );
});
