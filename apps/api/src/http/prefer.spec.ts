import { waitOf } from './prefer.js';

test.each([
  [undefined, 0],
  ['', 0],
  ['respond-async', 0],
  ['wait=5', 5_000],
  ['wait="5"', 5_000],
  ['respond-async, wait = 2', 2_000],
  ['WAIT=1; foo', 1_000],
  ['wait=600', 30_000],
  ['wait=-1', 0],
  ['wait=soon', 0],
  ['waiting=5', 0],
])('Prefer: %s waits %i ms', (prefer, ms) => {
  expect(waitOf(prefer)).toBe(ms);
});
