import fc from 'fast-check';
import { dayMs, readInstant, wallText } from '../kernel/calendar.js';
import { nextWallTime, readCron } from './cron.js';

const wall = (text: string): number => readInstant(`${text}:00Z`) ?? NaN;

/** The next times by the wall clock, `count` of them. */
const following = (expression: string, from: string, count: number): readonly string[] => {
  const read = readCron(expression);
  if (!read.ok) throw new Error(read.faults.join());
  const found: string[] = [];
  for (let at = nextWallTime(read.cron, wall(from)); at !== null && found.length < count;) {
    found.push(wallText(at).slice(0, 16));
    at = nextWallTime(read.cron, at + 1);
  }
  return found;
};

describe('a cron expression', () => {
  it.each([
    ['*/20 9 * * *', '2026-11-22T09:10', ['2026-11-22T09:20', '2026-11-22T09:40', '2026-11-23T09:00']],
    ['0 9,17 * * mon-fri', '2026-11-20T16:00', ['2026-11-20T17:00', '2026-11-23T09:00']],
    ['0 0 29 2 *', '2026-01-01T00:00', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['0 0 29 2 *', '2096-03-01T00:00', ['2104-02-29T00:00']],
    ['0 0 31 * *', '2026-01-31T00:01', ['2026-03-31T00:00', '2026-05-31T00:00', '2026-07-31T00:00']],
    ['0 12 13 * FRI', '2026-11-10T00:00', ['2026-11-13T12:00', '2026-11-20T12:00']],
    ['0 12 * * 7', '2026-11-20T00:00', ['2026-11-22T12:00', '2026-11-29T12:00']],
    ['5/25 0 1 JAN *', '2026-06-01T00:00', ['2027-01-01T00:05', '2027-01-01T00:30', '2027-01-01T00:55']],
    ['  0\t9   *  *  * ', '2026-11-22T09:10', ['2026-11-23T09:00']],
    ['30,5,10 9 * * *', '2026-11-22T09:00', ['2026-11-22T09:05', '2026-11-22T09:10', '2026-11-22T09:30']],
    ['0 0-23/12 * * *', '2026-11-22T00:00', ['2026-11-22T00:00', '2026-11-22T12:00', '2026-11-23T00:00']],
    ['0 9 * 11-dec */3', '2026-11-28T10:00', ['2026-11-29T09:00', '2026-12-02T09:00', '2026-12-05T09:00']],
    ['0 0 */10 * 1', '2026-11-01T00:00', ['2026-12-21T00:00', '2027-01-11T00:00']],
  ])('%s from %s on', (expression, from, expected) => {
    expect(following(expression, from, expected.length)).toEqual(expected);
  });

  it.each([
    ['0 9 * *', 'has 4 fields, not 5: minute, hour, day of month, month, day of week'],
    ['', 'has 0 fields, not 5: minute, hour, day of month, month, day of week'],
    ['60 9 * * *', 'field 1 (minute): 60 is not from 0 to 59'],
    ['0 24 * * *', 'field 2 (hour): 24 is not from 0 to 23'],
    ['0 9 0 * *', 'field 3 (day of month): 0 is not from 1 to 31'],
    ['0 9 * foo *', 'field 4 (month): "foo" is no value of it'],
    ['0 9 * * 5-1', 'field 5 (day of week): 5-1 goes backwards'],
    ['*/0 9 * * *', 'field 1 (minute): the step 0 must be from 1 to 59'],
    ['1,,2 9 * * *', 'field 1 (minute): is empty'],
    ['0 9 L * *', 'field 3 (day of month): "L" is no value of it'],
    ['0 9 1#2 * *', 'field 3 (day of month): "1#2" is no number, range or step'],
    ['@9 9 * * *', 'field 1 (minute): "@9" is no number, range or step'],
    ['1/x 9 * * *', 'field 1 (minute): "1/x" is no number, range or step'],
    ['*-5 9 * * *', 'field 1 (minute): "*-5" is no range'],
    ['*/60 9 * * *', 'field 1 (minute): the step 60 must be from 1 to 59'],
    ['5-60 9 * * *', 'field 1 (minute): 60 is not from 0 to 59'],
    ['x-5 9 * * *', 'field 1 (minute): "x" is no value of it'],
    ['5-1x 9 * * *', 'field 1 (minute): "1x" is no value of it'],
    ['x1 9 * * *', 'field 1 (minute): "x1" is no value of it'],
    ['0 9 * * jan', 'field 5 (day of week): "jan" is no value of it'],
    ['0 9 * 0 *', 'field 4 (month): 0 is not from 1 to 12'],
    ['0 9 * * 8', 'field 5 (day of week): 8 is not from 0 to 7'],
    ['0 9 1 1 00001', 'field 5 (day of week): "00001" is no value of it'],
    ['0 9 30 2 *', 'never comes: none of its months has such a day of the month'],
    ['0 9 31 4,6,9,11 *', 'never comes: none of its months has such a day of the month'],
  ])('%s is refused', (expression, fault) => {
    expect(readCron(expression)).toEqual({ ok: false, faults: [fault] });
  });

  it('knows months and weekdays by their English names, in capitals or not', () => {
    const months = 'jan feb mar apr may jun jul aug sep oct nov DEC'.split(' ');
    for (const [at, name] of months.entries())
      expect(readCron(`0 9 1 ${name} *`)).toEqual(readCron(`0 9 1 ${at + 1} *`));
    const weekdays = 'SUN mon tue wed thu fri sat'.split(' ');
    for (const [at, name] of weekdays.entries()) expect(readCron(`0 9 * * ${name}`)).toEqual(readCron(`0 9 * * ${at}`));
  });

  it('comes on a weekday even where its day of the month never is', () => {
    expect(following('0 9 30 2 1', '2027-02-01T10:00', 2)).toEqual(['2027-02-08T09:00', '2027-02-15T09:00']);
  });

  it('tells every fault at once', () => {
    expect(readCron('61 25 * * *')).toMatchObject({ ok: false, faults: [expect.any(String), expect.any(String)] });
  });

  it('is found however rare its day is', () => {
    // A Saturday among the 1st, 8th, 15th, 22nd and 29th of December; 29 February on a Sunday around 2100.
    expect(following('0 0 */7 12 6', '2047-01-01T00:00', 1)).toEqual(['2057-12-01T00:00']);
    expect(following('0 0 29 2 */7', '2088-03-01T00:00', 1)).toEqual(['2128-02-29T00:00']);
  });

  it('has no time before the one asked for and leaves none out', () => {
    const part = (least: number, most: number) =>
      fc.oneof(fc.constant('*'), fc.integer({ min: least, max: most }).map(String), fc.constant('*/7'));
    const expressions = fc.tuple(part(0, 59), part(0, 23), part(1, 28), part(1, 12), part(0, 6));
    const moments = fc.integer({ min: 0, max: 40_000 * dayMs });
    fc.assert(
      fc.property(expressions, moments, fc.integer({ min: 0, max: 40 * dayMs }), (fields, from, later) => {
        const read = readCron(fields.join(' '));
        if (!read.ok) throw new Error(read.faults.join());
        const next = nextWallTime(read.cron, from) ?? Infinity;
        expect(next).toBeGreaterThanOrEqual(from);
        // Asked from any moment on that lies before it, the next is the same.
        if (from + later <= next) expect(nextWallTime(read.cron, from + later)).toBe(next);
      }),
    );
  });
});
