import { lasting, listed, many } from './rule.js';

test.each([
  [0, '0 messages'],
  [1, '1 message'],
  [2, '2 messages'],
])('%d of a thing is said as people count', (count, words) => {
  expect(many(count, 'message')).toBe(words);
});

test.each<readonly [readonly string[], string]>([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c, d and e'],
  [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e and 2 more'],
])('names %j are listed as people say them, and long lists are cut', (names, words) => {
  expect(listed(names)).toBe(words);
});

test.each([
  [4_000, '4 s'],
  [59_000, '59 s'],
  [60_000, '1 min'],
  [840_000, '14 min'],
  [7_140_000, '119 min'],
  [7_200_000, '2 h'],
  [90_000_000, '25 h'],
])('%d ms are told in a unit that people can read', (ms, words) => {
  expect(lasting(ms)).toBe(words);
});
