import { shareOf } from './rebuild-share.js';

const asOf = '2026-11-22T10:00:00.000Z';

test.each([
  [{ events: 10, from: '2026-11-22T08:00:00.000Z', through: '2026-11-22T09:30:00.000Z' }, 0.75],
  [{ events: 20, from: '2026-11-22T08:00:00.000Z', through: '2026-11-22T10:00:01.000Z' }, 1],
  [{ events: 0, from: null, through: null }, null],
  [{ events: 1, from: asOf, through: asOf }, null],
  [null, null],
])('%j has come so far: %s', (rebuilding, share) => {
  expect(shareOf({ rebuilding, asOf })).toBe(share);
});

test('without an event in the tables there is no share', () => {
  expect(shareOf({ rebuilding: { events: 1, from: asOf, through: asOf }, asOf: null })).toBeNull();
});
