import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import { jsonDiff } from './json-diff.js';
import type { Json } from './message.js';

const json = fc.jsonValue({ stringUnit: 'binary' }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

const shuffled = (value: Json): Json => {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(shuffled);
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, shuffled(member)]),
  );
};

describe('canonical JSON', () => {
  it('follows the examples of RFC 8785 section 3.2', () => {
    expect(
      canonicalJson({
        numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
        string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"\u002f',
        literals: [null, true, false],
      }),
    ).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    expect(
      canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }),
    ).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });

  it('is one text for equal values, whatever the order of their members', () => {
    fc.assert(fc.property(json, (value) => canonicalJson(shuffled(value)) === canonicalJson(value)));
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuses what JSON has no text for', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
    expect(() => canonicalJson([Infinity])).toThrow(new TypeError('not a JSON number: Infinity'));
  });

  it('has no member for what is not there', () => {
    const absent: Json = JSON.parse('{"b": 1, "a": 2}');
    expect(canonicalJson(Object.assign(absent ?? {}, { c: undefined }))).toBe('{"a":2,"b":1}');
  });

  it('sorts members by UTF-16 code units at every depth', () => {
    expect(canonicalJson({ b: { z: [], y: {} }, a: [{ d: 1, c: null }] })).toBe(
      '{"a":[{"c":null,"d":1}],"b":{"y":{},"z":[]}}',
    );
  });
});

describe('the difference of two values', () => {
  it('is empty exactly when they are equal', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(jsonDiff(a, a)).toEqual([]);
        expect(jsonDiff(a, b).length === 0).toBe(canonicalJson(a) === canonicalJson(b));
      }),
    );
  });

  it('reads the other way round backwards', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const turned = jsonDiff(b, a).map(({ path, before, after }) => ({
          path,
          ...(after === undefined ? {} : { before: after }),
          ...(before === undefined ? {} : { after: before }),
        }));
        expect(turned).toEqual(jsonDiff(a, b));
      }),
    );
  });

  it('points at each place by JSON Pointer', () => {
    expect(jsonDiff({ a: { 'b/c~d': 1, e: [1] } }, { a: { e: [1, 2] }, f: null })).toEqual([
      { path: '/a/b~1c~0d', before: 1 },
      { path: '/a/e', before: [1], after: [1, 2] },
      { path: '/f', after: null },
    ]);
  });

  it('says of each place what was there before and what is there now, and has no word for nothing', () => {
    const [gone, come] = [jsonDiff({ a: 1 }, {}), jsonDiff({}, { a: 1 })];
    expect(gone.map((one) => Object.keys(one))).toEqual([['path', 'before']]);
    expect(come.map((one) => Object.keys(one))).toEqual([['path', 'after']]);
    expect(jsonDiff(undefined, undefined)).toEqual([]);
    expect(jsonDiff(undefined, null)).toEqual([{ path: '', after: null }]);
    expect(jsonDiff({ a: undefined as never }, {})).toEqual([]);
  });

  it('knows only what the values hold themselves', () => {
    expect(jsonDiff({}, { constructor: 'x', toString: 1 })).toEqual([
      { path: '/constructor', after: 'x' },
      { path: '/toString', after: 1 },
    ]);
  });
});
