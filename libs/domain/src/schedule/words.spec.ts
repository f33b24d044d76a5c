import { scheduleDefinition } from '../testing/schedule-fixtures.js';
import { testZones } from '../testing/zone-fixtures.js';
import type { ScheduleDefinition, ScheduleSpec } from './messages.js';
import { scheduleInWords } from './words.js';

const cron = (expression: string): ScheduleSpec => ({ kind: 'cron', expression });
const words = (change: Partial<ScheduleDefinition>): string =>
  scheduleInWords({ ...scheduleDefinition, timeZone: 'Test/Town', ...change }, testZones);
const every = (everySeconds: number, phaseSeconds?: number): Partial<ScheduleDefinition> => ({
  specs: [{ kind: 'interval', everySeconds, ...(phaseSeconds === undefined ? {} : { phaseSeconds }) }],
});
const ofCron = (expression: string): string => words({ specs: [cron(expression)] });
const byItsClocks = ', by the clocks of Test/Town';

describe('a schedule in words', () => {
  it.each([
    ['* * * * *', 'Every minute every day'],
    ['*/15 * * * *', 'Every 15 minutes every day'],
    ['*/7 * * * *', 'Every hour at :00, :07, :14, :21, :28, :35, :42, :49 and :56 every day'],
    ['10,40 * * * *', 'Every hour at :10 and :40 every day'],
    ['0 * * * *', 'Every hour at :00 every day'],
    ['0,15,30 * * * *', 'Every hour at :00, :15 and :30 every day'],
    ['0,15,40,45 * * * *', 'Every hour at :00, :15, :40 and :45 every day'],
    ['5 9 * * *', 'At 09:05 every day'],
    ['0 8-13 * * *', 'At 08:00, 09:00, 10:00, 11:00, 12:00 and 13:00 every day'],
    ['0 8-14 * * *', 'At :00 in the hours 08 to 14 every day'],
    ['0,30 9-12 * * *', 'Every 30 minutes in the hours 09 to 12 every day'],
    ['5,35 9-11 * * *', 'At 09:05, 09:35, 10:05, 10:35, 11:05 and 11:35 every day'],
    ['5,35 9-12,14 * * *', 'At :05 and :35 in the hours 09 to 12 and 14 every day'],
    ['* 9-10 * * *', 'Every minute in the hours 09 and 10 every day'],
    ['0 9 1 * *', 'At 09:00 on day 1 of the month'],
    ['0 9 1-3,5,6,10 * *', 'At 09:00 on day 1 to 3, 5, 6 and 10 of the month'],
    ['0 9 * * 1', 'At 09:00 on Monday'],
    ['0 9 * * 0', 'At 09:00 on Sunday'],
    ['0 9 * * 0-2', 'At 09:00 on Monday, Tuesday and Sunday'],
    ['0 9 * * 4-7', 'At 09:00 on Thursday to Sunday'],
    ['0 9 * * 2,4', 'At 09:00 on Tuesday and Thursday'],
    ['0 9 * * 3,6', 'At 09:00 on Wednesday and Saturday'],
    ['0 9 * 1-3,5 *', 'At 09:00 every day in January to March and May'],
    ['0 9 * 2,4,6 *', 'At 09:00 every day in February, April and June'],
    ['0 9 * 7-8 *', 'At 09:00 every day in July and August'],
    ['0 9 1 9,10,11,12 *', 'At 09:00 on day 1 of the month in September to December'],
    ['0 9 13 * 5', 'At 09:00 on day 13 of the month and also on Friday'],
    ['0 9 */10 * 5', 'At 09:00 on day 1, 11, 21 and 31 of the month when it is also on Friday'],
    ['0 9 13 * */2', 'At 09:00 on day 13 of the month when it is also on Tuesday, Thursday, Saturday and Sunday'],
  ])('says %s as people would', (expression, expected) => {
    expect(ofCron(expression)).toBe(expected + byItsClocks);
  });

  it.each([
    [1, 'Every second'],
    [7, 'Every 7 seconds'],
    [60, 'Every minute'],
    [90, 'Every 90 seconds'],
    [3_600, 'Every hour'],
    [5_400, 'Every 90 minutes'],
    [86_400, 'Every day'],
    [172_800, 'Every 2 days'],
  ])('says an interval of %d seconds in the largest unit that fits, and no zone', (seconds, expected) => {
    expect(words(every(seconds))).toBe(expected);
    expect(words(every(seconds, 0))).toBe(expected);
  });

  it('says how far an interval is past the full one', () => {
    expect(words(every(3_600, 60))).toBe('Every hour (1 minute past each full one)');
    expect(words(every(86_400, 9_000))).toBe('Every day (150 minutes past each full one)');
  });

  it('says a single time by the clocks of the zone, with seconds only where there are some', () => {
    const once = (at: string) => words({ specs: [{ kind: 'once', at }] });
    expect(once('2026-12-24T17:30:00.000Z')).toBe(`Once, on 24 December 2026 at 18:30${byItsClocks}`);
    expect(once('2027-01-01T08:00:05.000Z')).toBe(`Once, on 1 January 2027 at 09:00:05${byItsClocks}`);
    expect(once('2027-06-30T22:00:00.000Z')).toBe(`Once, on 1 July 2027 at 00:00${byItsClocks}`);
  });

  it('says from when, until when, on which days not, and how late', () => {
    expect(
      words({
        startsAt: '2026-12-01T00:00:00.000Z',
        endsAt: '2027-05-01T00:00:00.000Z',
        exclusions: [{ from: '2026-12-24' }, { from: '2027-01-01', to: '2027-01-06' }, { from: '2027-04-02' }],
        jitterSeconds: 60,
      }),
    ).toBe(
      'At 09:00 every day, by the clocks of Test/Town, from 1 December 2026 at 01:00 on, until 1 May 2027 at 02:00, ' +
        'not on 2026-12-24, 2027-01-01 to 2027-01-06 and 2027-04-02, up to 1 minute later',
    );
    expect(words({ jitterSeconds: 90 })).toBe(`At 09:00 every day${byItsClocks}, up to 90 seconds later`);
  });

  it('says each of several rules, and names the zone when one of them goes by its clocks', () => {
    const specs: readonly ScheduleSpec[] = [{ kind: 'interval', everySeconds: 600 }, cron('0 9 * * *')];
    expect(words({ specs })).toBe(`Every 10 minutes; and at 09:00 every day${byItsClocks}`);
    expect(words({ specs: specs.slice(0, 1) })).toBe('Every 10 minutes');
  });

  it('says months by their names', () => {
    const names = 'January February March April May June July August September October November December'.split(' ');
    names.forEach((name, at) => {
      expect(ofCron(`0 9 * ${at + 1} *`)).toBe(`At 09:00 every day in ${name}${byItsClocks}`);
    });
  });

  it('leaves an expression that cannot be read as it is, and a time in an unknown zone in UTC', () => {
    expect(ofCron('no cron')).toBe(`No cron${byItsClocks}`);
    const nowhere = { timeZone: 'No/Where', specs: [{ kind: 'once', at: '2026-12-24T17:30:00.000Z' }] } as const;
    expect(words(nowhere)).toBe('Once, on 24 December 2026 at 17:30, by the clocks of No/Where');
  });
});
