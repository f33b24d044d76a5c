// oxlint-disable no-restricted-globals -- the calendar of the runtime is what ours is held against

import fc from 'fast-check';
import {
  dayMs,
  dayNumber,
  dayOfNumber,
  dayText,
  daysInMonth,
  instantOf,
  millisOf,
  readDay,
  readInstant,
  wallText,
  weekdayOf,
} from './calendar.js';

/** Every day from 1600 to 2404, and the first and last that a text of four digits can name. */
const someDays = fc.oneof(fc.integer({ min: -135_140, max: 158_883 }), fc.constantFrom(-719_528, 2_932_896));
/** The runtime's own calendar. */
const dateOf = (number: number) => new Date(number * dayMs);

describe('a day', () => {
  it.each([
    ['1970-01-01', 0, 4],
    ['1969-12-31', -1, 3],
    ['1970-02-28', 58, 6],
    ['1970-03-01', 59, 0],
    ['2000-02-29', 11_016, 2],
    ['2000-12-31', 11_322, 0],
    ['1900-03-01', -25_508, 4],
    ['1600-02-29', -135_081, 2],
    ['2100-02-28', 47_540, 0],
    ['2100-03-01', 47_541, 1],
    ['0000-01-01', -719_528, 6],
    ['9999-12-31', 2_932_896, 5],
  ])('%s is number %d and weekday %d', (text, number, weekday) => {
    expect(readDay(text)).toBe(number);
    expect(dayText(number)).toBe(text);
    expect(weekdayOf(number)).toBe(weekday);
  });

  it('is the one that every calendar shows, and comes after the one before', () => {
    fc.assert(
      fc.property(someDays, (number) => {
        const date = dateOf(number);
        const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
        expect(dayOfNumber(number)).toEqual(day);
        expect(dayNumber(day)).toBe(number);
        expect(weekdayOf(number)).toBe(date.getUTCDay());
      }),
      { numRuns: 500 },
    );
  });

  it('is followed through four hundred years, month by month, without a day lost', () => {
    let number = dayNumber({ year: 1999, month: 1, day: 1 });
    for (let month = 0; month < 12 * 401; month += 1) {
      const first = { year: 1999 + Math.floor(month / 12), month: (month % 12) + 1, day: 1 };
      expect(dayOfNumber(number)).toEqual(first);
      number += daysInMonth(first.year, first.month);
    }
    expect(dayText(number)).toBe('2400-01-01');
  });

  it.each([
    [2026, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]],
    [2028, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]],
    [2100, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]],
    [2000, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]],
  ])('in %d: each month has its days', (year, days) => {
    expect(days.map((_, at) => daysInMonth(year, at + 1))).toEqual(days);
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-04-00',
    '2026-1-1',
    '26-01-01',
    ' 2026-01-01',
    '2026-01-01 ',
    '12026-01-01',
    '2026-01-011',
    '',
  ])('is not %j', (text) => {
    expect(readDay(text)).toBeNull();
  });
});

describe('an instant', () => {
  it('is read with and without its milliseconds', () => {
    expect(readInstant('1970-01-02T03:04:05.006Z')).toBe(97_445_006);
    expect(readInstant('1970-01-02T03:04:05Z')).toBe(97_445_000);
    expect(readInstant('2026-11-22T23:59:59.999Z')).toBe(Date.UTC(2026, 10, 22, 23, 59, 59, 999));
    expect(readInstant('2026-11-22T00:00:00.000Z')).toBe(Date.UTC(2026, 10, 22));
  });

  it.each([
    '2026-11-22T24:00:00.000Z',
    '2026-11-22T23:60:00.000Z',
    '2026-11-22T23:59:60.000Z',
    '2026-02-30T00:00:00.000Z',
    '2026-11-22T09:00:00.000',
    '2026-11-22T09:00:00.000+01:00',
    '2026-11-22T09:00:00.0000Z',
    '2026-11-22T09:00:00.00Z',
    '2026-11-22 09:00:00.000Z',
    '2026-11-22T9:00:00.000Z',
    '2026-11-22',
    ' 2026-11-22T09:00:00.000Z',
    '2026-11-22T09:00:00.000Z ',
    '',
  ])('is not %j', (text) => {
    expect(readInstant(text)).toBeNull();
    expect(() => millisOf(text)).toThrow(new TypeError(`not an instant: ${text}`));
  });

  it('is written as the runtime writes it, and read back as it was', () => {
    const moments = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });
    fc.assert(
      fc.property(moments, (millis) => {
        expect(instantOf(millis)).toBe(new Date(millis).toISOString());
        expect(millisOf(instantOf(millis))).toBe(millis);
      }),
      { numRuns: 200 },
    );
  });

  it('shows on a clock as the day and the time to the second', () => {
    expect(wallText(0)).toBe('1970-01-01T00:00:00');
    expect(wallText(-1)).toBe('1969-12-31T23:59:59');
    expect(wallText(dayMs + 3_723_999)).toBe('1970-01-02T01:02:03');
    expect(instantOf(-1)).toBe('1969-12-31T23:59:59.999Z');
  });
});
