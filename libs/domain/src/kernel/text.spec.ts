import fc from 'fast-check';
import { told } from '../testing/told.js';
import { isHostName, isIdentifier, lineFaults, textFaults, utf8Length } from './text.js';

describe('a text of one line', () => {
  it.each(['Anna', 'Müller & Søn ✉', '株式会社', ' a ', '\u{1f600}'])('may be %j', (text) => {
    expect(lineFaults('/name', text, 20)).toEqual([]);
  });

  it.each(['', ' ', '\t\n'])('must not be empty, as %j is', (text) => {
    expect(told(lineFaults('/name', text, 20))).toEqual(['/name required']);
  });

  it.each(['a\nb', 'a\rb', 'a\tb', 'a\0b', 'a\u0085b', 'a\u2028b', 'a\u2029b', 'a\ud800b', 'a\udc00b'])(
    'must not hold what ends a header, as %j does',
    (text) => {
      expect(told(lineFaults('/name', text, 20))).toEqual(['/name unsafe-text']);
    },
  );

  it('has a limit, counted as a program counts characters, and says by how much it is too long', () => {
    expect(lineFaults('/name', 'x'.repeat(20), 20)).toEqual([]);
    expect(lineFaults('/name', '\u{1f600}'.repeat(10), 20)).toEqual([]);
    expect(lineFaults('/name', 'x'.repeat(21), 20)).toEqual([
      { pointer: '/name', code: 'too-long', detail: 'has 21 characters, the limit is 20' },
    ]);
    expect(told(lineFaults('/name', `${'x'.repeat(20)}\n`, 20))).toEqual(['/name too-long', '/name unsafe-text']);
  });
});

describe('a text of any number of lines', () => {
  it.each(['', 'a\nb', 'a\r\n\tb', '\u{1f600}', 'a\u2028b'])('may be %j', (text) => {
    expect(textFaults('/text', text, 20)).toEqual([]);
  });

  it.each(['a\0', 'a\u000b', 'a\x1b', 'a\x7f', 'a\ud800', '\udc00a'])('must not hold %j', (text) => {
    expect(told(textFaults('/text', text, 20))).toEqual(['/text unsafe-text']);
  });

  it('has a limit, counted in bytes, and says by how much it is too long', () => {
    expect(textFaults('/text', 'é'.repeat(10), 20)).toEqual([]);
    expect(textFaults('/text', 'é'.repeat(10) + 'x', 20)).toEqual([
      { pointer: '/text', code: 'too-long', detail: 'has 21 bytes, the limit is 20' },
    ]);
    expect(told(textFaults('/text', `${'x'.repeat(20)}\0`, 20))).toEqual(['/text too-long', '/text unsafe-text']);
  });
});

test('the length in UTF-8 is what an encoder makes of it', () => {
  const edges = ['', '\x7f', '\x80', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'];
  for (const text of edges) expect(utf8Length(text)).toBe(Buffer.byteLength(text));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => utf8Length(text) === Buffer.byteLength(text)));
});

describe('a name that a template can say', () => {
  it.each(['a', '_', 'first_name', 'call-to-action', 'X9', 'constructor', 'x'.repeat(64)])('may be %j', (name) => {
    expect(isIdentifier(name)).toBe(true);
  });

  it.each(['', '1st', '-a', 'a.b', 'a b', 'é', 'a\n', ' a', '__proto__', 'x'.repeat(65)])('is not %j', (name) => {
    expect(isIdentifier(name)).toBe(false);
  });
});

describe('a host name', () => {
  const labels = (length: number) => `${'a'.repeat(62)}.`.repeat(3) + 'b'.repeat(length - 189);

  it.each(['localhost', 'a', 'A.Example', 'xn--mller-kva.example', '10.0.0.1', 'a-b.c0', 'x'.repeat(63)])(
    'may be %j',
    (name) => {
      expect(isHostName(name)).toBe(true);
    },
  );

  it.each(['', '.', 'a.', '.a', 'a..b', '-a', 'a-', 'a_b', 'a b', 'ä.example', 'a:1', 'a\n', 'x'.repeat(64)])(
    'is not %j',
    (name) => {
      expect(isHostName(name)).toBe(false);
    },
  );

  it('has at most 253 characters', () => {
    expect(isHostName(labels(251))).toBe(true);
    expect(isHostName(`${labels(251)}.c`)).toBe(true);
    expect(isHostName(`${labels(251)}.cc`)).toBe(false);
  });
});
