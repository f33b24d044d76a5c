import { readStartTime } from './start-time.js';

const now = Date.parse('2026-11-22T09:30:00Z');

test('a time with its offset and a local time with its zone go to the API as they are', () => {
  expect(readStartTime('2026-11-23T09:00:00+01:00', now)).toBe('2026-11-23T09:00:00+01:00');
  expect(readStartTime('2026-11-23T09:00 Europe/Berlin', now)).toEqual({
    local: '2026-11-23T09:00',
    timeZone: 'Europe/Berlin',
  });
  expect(readStartTime('tomorrow', now)).toBe('tomorrow');
});

test('a time from now on is counted here', () => {
  const read = ['+90s', '+10min', '+2h', '+1d'].map((typed) => readStartTime(typed, now));
  expect(read).toEqual([
    '2026-11-22T09:31:30.000Z',
    '2026-11-22T09:40:00.000Z',
    '2026-11-22T11:30:00.000Z',
    '2026-11-23T09:30:00.000Z',
  ]);
  expect(() => readStartTime('+soon', now)).toThrow('is no time ahead');
});
