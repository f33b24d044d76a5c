import { WrongUsage } from './failures.js';
import { anyOf, flag, must, oneOf, pairs, text, texts, whole, yesNo } from './given.js';

const colours = ['red', 'green'] as const;

test('a text is the last one given', () => {
  expect(text('').read([], '--x')).toBeUndefined();
  expect(text('').read(['a', 'b'], '--x')).toBe('b');
  expect(() => must(text('')).read([], '--x')).toThrow('--x is missing');
});

test('lists are parted by commas or given again', () => {
  expect(texts('').read([], '--x')).toBeUndefined();
  expect(texts('').read(['a, b', 'c,'], '--x')).toEqual(['a', 'b', 'c']);
  expect(anyOf('', colours).read(['red,green', 'red'], '--x')).toEqual(['red', 'green', 'red']);
  expect(() => anyOf('', colours).read(['red,blue'], '--x')).toThrow('--x must be one of red, green, not "blue"');
});

test('words are checked before anything is asked', () => {
  expect(oneOf('', colours).read(['green'], '--x')).toBe('green');
  expect(() => oneOf('', colours).read(['blue'], '--x')).toThrow(WrongUsage);
  expect(yesNo('').read(['no'], '--x')).toBe(false);
  expect(yesNo('').read([], '--x')).toBeUndefined();
  expect(flag('').read(['yes'], '--x')).toBe(true);
});

test('a number is whole and not negative', () => {
  expect(whole('').read(['0'], '--x')).toBe(0);
  for (const typed of ['-1', '1.5', '1e3', '', 'many', '9'.repeat(16)])
    expect(() => whole('').read([typed], '--x')).toThrow('--x must be a whole number');
});

test('pairs are parted at the first sign of equality', () => {
  expect(pairs('').read(['a=b=c', 'd='], '--x')).toEqual({ a: 'b=c', d: '' });
  expect(() => pairs('').read(['=b'], '--x')).toThrow('--x must be name=value, not "=b"');
});
