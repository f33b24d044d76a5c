import { instantOf, millisOf } from '../kernel/calendar.js';
import { scheduleDefinition } from '../testing/schedule-fixtures.js';
import { testZones } from '../testing/zone-fixtures.js';
import type { ScheduleDefinition, ScheduleSpec } from './messages.js';
import { occurrenceTimes } from './times.js';

const cron = (expression: string): ScheduleSpec => ({ kind: 'cron', expression });
const timesOf = (change: Partial<ScheduleDefinition>) =>
  occurrenceTimes({ ...scheduleDefinition, timeZone: 'Test/Town', ...change }, testZones);

/** The next occurrences as `2026-11-22T09:00Z`. */
const following = (change: Partial<ScheduleDefinition>, after: string, count: number): readonly string[] => {
  const { next } = timesOf(change);
  const found: string[] = [];
  for (let at = next(millisOf(after)); at !== null && found.length < count; at = next(at)) found.push(instantOf(at));
  return found.map((instant) => instant.replace(':00.000', ''));
};

describe('when the clocks go forward from 02:00 to 03:00', () => {
  const before = '2027-03-27T12:00:00.000Z';
  const at = (expression: string, gap: ScheduleDefinition['gap'], count = 3, from = before) =>
    following({ specs: [cron(expression)], gap }, from, count);

  it('what is left out comes as much later, or on the next day', () => {
    expect(at('30 2 * * *', 'shift', 2)).toEqual(['2027-03-28T01:30Z', '2027-03-29T00:30Z']);
    expect(at('30 2 * * *', 'skip', 2)).toEqual(['2027-03-29T00:30Z', '2027-03-30T00:30Z']);
  });

  it('the first and the last minute left out are left out, those around them are not', () => {
    expect(at('0 2 * * *', 'shift', 1)).toEqual(['2027-03-28T01:00Z']);
    expect(at('59 2 * * *', 'shift', 1)).toEqual(['2027-03-28T01:59Z']);
    expect(at('59 1 * * *', 'skip', 1)).toEqual(['2027-03-28T00:59Z']);
    expect(at('0 3 * * *', 'skip', 1)).toEqual(['2027-03-28T01:00Z']);
    expect(at('0 2 * * *', 'skip', 1)).toEqual(['2027-03-29T00:00Z']);
  });

  it('a shifted time that is named anyway comes once', () => {
    expect(at('30 2,3 * * *', 'shift', 3)).toEqual(['2027-03-28T01:30Z', '2027-03-29T00:30Z', '2027-03-29T01:30Z']);
    expect(at('15,45 2 * * *', 'shift', 3)).toEqual(['2027-03-28T01:15Z', '2027-03-28T01:45Z', '2027-03-29T00:15Z']);
  });

  it('a shifted time may come before one that is not, and after it', () => {
    expect(at('30 2,4 * * *', 'shift', 2)).toEqual(['2027-03-28T01:30Z', '2027-03-28T02:30Z']);
    expect(at('10 3 * * *', 'shift', 1)).toEqual(['2027-03-28T01:10Z']);
    expect(at('50 2,3 * * *', 'shift', 1, '2027-03-28T01:20:00.000Z')).toEqual(['2027-03-28T01:50Z']);
    expect(at('20 2,3 * * *', 'shift', 1, '2027-03-28T01:20:00.000Z')).toEqual(['2027-03-29T00:20Z']);
  });

  it('what comes every hour is neither left out nor doubled', () => {
    expect(at('0 * * * *', 'shift', 3, '2027-03-27T23:30:00.000Z')).toEqual([
      '2027-03-28T00:00Z',
      '2027-03-28T01:00Z',
      '2027-03-28T02:00Z',
    ]);
  });

  it('a day that is left out altogether comes a day later, or with its next month', () => {
    const island = { timeZone: 'Test/Island', specs: [cron('0 9 30 * *')] };
    expect(following({ ...island, gap: 'shift' }, '2027-12-01T00:00:00.000Z', 2)).toEqual([
      '2027-12-30T19:00Z',
      '2028-01-29T19:00Z',
    ]);
    expect(following({ ...island, gap: 'skip' }, '2027-12-01T00:00:00.000Z', 1)).toEqual(['2028-01-29T19:00Z']);
  });
});

describe('when the clocks go back from 03:00 to 02:00', () => {
  const before = '2027-10-30T12:00:00.000Z';
  const at = (expression: string, repeated: ScheduleDefinition['repeated'], count: number, from = before) =>
    following({ specs: [cron(expression)], repeated }, from, count);

  it('what is shown twice comes at the first, the last, or both', () => {
    expect(at('30 2 * * *', 'first', 2)).toEqual(['2027-10-31T00:30Z', '2027-11-01T01:30Z']);
    expect(at('30 2 * * *', 'last', 2)).toEqual(['2027-10-31T01:30Z', '2027-11-01T01:30Z']);
    expect(at('30 2 * * *', 'both', 3)).toEqual(['2027-10-31T00:30Z', '2027-10-31T01:30Z', '2027-11-01T01:30Z']);
  });

  it('the first and the last minute shown twice are, those around them are not', () => {
    for (const repeated of ['first', 'last', 'both'] as const) {
      expect(at('59 1 * * *', repeated, 2)).toEqual(['2027-10-30T23:59Z', '2027-11-01T00:59Z']);
      expect(at('0 3 * * *', repeated, 2)).toEqual(['2027-10-31T02:00Z', '2027-11-01T02:00Z']);
    }
    expect(at('0 2 * * *', 'first', 2)).toEqual(['2027-10-31T00:00Z', '2027-11-01T01:00Z']);
    expect(at('0 2 * * *', 'last', 1)).toEqual(['2027-10-31T01:00Z']);
    expect(at('59 2 * * *', 'first', 2)).toEqual(['2027-10-31T00:59Z', '2027-11-01T01:59Z']);
    expect(at('59 2 * * *', 'last', 1)).toEqual(['2027-10-31T01:59Z']);
  });

  it('asked for between the two, the last comes and the first has been', () => {
    const between = '2027-10-31T00:45:00.000Z';
    expect(at('30 2 * * *', 'last', 1, between)).toEqual(['2027-10-31T01:30Z']);
    expect(at('30 2 * * *', 'both', 1, between)).toEqual(['2027-10-31T01:30Z']);
    expect(at('30 2 * * *', 'first', 1, between)).toEqual(['2027-11-01T01:30Z']);
  });

  it('what comes every hour comes in the hour that is shown twice as well', () => {
    for (const repeated of ['first', 'last', 'both'] as const) {
      expect(at('0 * * * *', repeated, 3, '2027-10-30T23:30:00.000Z')).toEqual([
        '2027-10-31T00:00Z',
        '2027-10-31T01:00Z',
        '2027-10-31T02:00Z',
      ]);
    }
  });
});

describe('the occurrences of a schedule', () => {
  it('follow strictly after the moment asked for', () => {
    expect(following({}, '2026-11-22T08:00:00.000Z', 1)).toEqual(['2026-11-23T08:00Z']);
    expect(following({}, '2026-11-22T07:59:59.999Z', 1)).toEqual(['2026-11-22T08:00Z']);
    const once: Partial<ScheduleDefinition> = { specs: [{ kind: 'once', at: '2026-11-22T08:00:00.000Z' }] };
    expect(following(once, '2026-11-22T07:59:59.999Z', 2)).toEqual(['2026-11-22T08:00Z']);
    expect(following(once, '2026-11-22T08:00:00.000Z', 1)).toEqual([]);
  });

  it('of an interval are those whole steps since 1970 that leave its phase', () => {
    const interval = { kind: 'interval', everySeconds: 5_400, phaseSeconds: 1_800 } as const;
    expect(following({ specs: [interval] }, '1970-01-01T00:00:00.000Z', 3)).toEqual([
      '1970-01-01T00:30Z',
      '1970-01-01T02:00Z',
      '1970-01-01T03:30Z',
    ]);
    expect(following({ specs: [{ kind: 'interval', everySeconds: 5_400 }] }, '1970-01-01T00:00:00.000Z', 1)).toEqual([
      '1970-01-01T01:30Z',
    ]);
    expect(following({ specs: [interval] }, '1969-12-31T22:59:59.000Z', 1)).toEqual(['1969-12-31T23:00Z']);
  });

  it('lie between its bounds, the first of which is part of it and the last is not', () => {
    const bounds = { startsAt: '2026-11-23T08:00:00.000Z', endsAt: '2026-11-25T08:00:00.000Z' };
    expect(following(bounds, '2026-11-01T00:00:00.000Z', 9)).toEqual(['2026-11-23T08:00Z', '2026-11-24T08:00Z']);
    const later = { ...bounds, endsAt: '2026-11-25T08:00:00.001Z' };
    expect(following(later, '2026-11-01T00:00:00.000Z', 9)).toHaveLength(3);
  });

  it('are those of all its rules, each moment once; none is left when all have ended', () => {
    const specs: readonly ScheduleSpec[] = [
      { kind: 'once', at: '2026-11-23T08:00:00.000Z' },
      cron('0 9 * * *'),
      { kind: 'once', at: '2026-11-22T12:00:00.000Z' },
    ];
    expect(following({ specs }, '2026-11-22T09:00:00.000Z', 3)).toEqual([
      '2026-11-22T12:00Z',
      '2026-11-23T08:00Z',
      '2026-11-24T08:00Z',
    ]);
    expect(following({ specs: [specs[0] ?? cron('')] }, '2026-11-24T00:00:00.000Z', 1)).toEqual([]);
  });

  it('may lie decades ahead', () => {
    expect(following({ specs: [cron('0 9 29 2 */7')] }, '2027-12-01T00:00:00.000Z', 1)).toEqual(['2032-02-29T08:00Z']);
    expect(following({ specs: [cron('0 9 29 2 */7')], timeZone: 'UTC' }, '2088-03-01T00:00:00.000Z', 1)).toEqual([
      '2128-02-29T09:00Z',
    ]);
  });

  it('cannot be told of a schedule that has faults', () => {
    expect(() => timesOf({ timeZone: 'No/Where' })).toThrow(new TypeError('unknown time zone No/Where'));
    expect(() => timesOf({ specs: [cron('61 25 * * *')] })).toThrow(
      /^cron 61 25 \* \* \*: field 1 \(minute\): .+; field 2 \(hour\): .+$/,
    );
  });
});

describe('an exclusion', () => {
  const excluded = (...exclusions: ScheduleDefinition['exclusions']) => {
    const { isExcluded } = timesOf({ exclusions });
    return (at: string) => isExcluded(millisOf(at));
  };

  it('is a day of the zone, from midnight to midnight', () => {
    const isExcluded = excluded({ from: '2026-12-24' });
    expect(isExcluded('2026-12-23T22:59:59.000Z')).toBe(false);
    expect(isExcluded('2026-12-23T23:00:00.000Z')).toBe(true);
    expect(isExcluded('2026-12-24T22:59:59.000Z')).toBe(true);
    expect(isExcluded('2026-12-24T23:00:00.000Z')).toBe(false);
  });

  it('may be a range of days, both included, and one of several', () => {
    const isExcluded = excluded({ from: '2026-12-24', to: '2026-12-26' }, { from: '2027-07-01' });
    const noons = ['2026-12-23', '2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2027-07-01', '2027-07-02'];
    expect(noons.map((day) => isExcluded(`${day}T12:00:00.000Z`))).toEqual([
      false,
      true,
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(excluded()('2026-12-24T12:00:00.000Z')).toBe(false);
  });
});

describe('jitter', () => {
  const at = millisOf('2026-11-23T08:00:00.000Z');
  const latenessOf = (scheduleId: string, change: Partial<ScheduleDefinition>, moment = at) =>
    timesOf(change).dueAt(scheduleId, moment) - moment;

  it('is none unless it is asked for', () => {
    expect(latenessOf('s1', { jitterSeconds: 0 })).toBe(0);
  });

  it('is the same for an occurrence for ever: the start of one that is planned must not move', () => {
    const ids = ['s1', 's2', 'a rather long name of a schedule'];
    expect(ids.map((id) => latenessOf(id, { jitterSeconds: 600 }))).toEqual([62_433, 418_923, 320_209]);
  });

  it('spreads the starts of schedules, and those of a schedule, over all of its time', () => {
    const many = Array.from({ length: 200 }, (_, n) => latenessOf(`s${n}`, { jitterSeconds: 10 }));
    const days = Array.from({ length: 200 }, (_, n) => latenessOf('s1', { jitterSeconds: 10 }, at + n * 86_400_000));
    for (const lateness of [many, days]) {
      for (const one of lateness) expect(one).toBeLessThanOrEqual(10_000);
      const perSecond = Array.from(
        { length: 10 },
        (_, second) => lateness.filter((one) => Math.floor(one / 1000) === second).length,
      );
      expect(Math.min(...perSecond)).toBeGreaterThan(5);
    }
  });

  it('ends a second before the next occurrence', () => {
    const change: Partial<ScheduleDefinition> = { specs: [{ kind: 'interval', everySeconds: 3 }], jitterSeconds: 600 };
    const many = Array.from({ length: 300 }, (_, n) => latenessOf(`s${n}`, change));
    expect(Math.max(...many)).toBeGreaterThan(1_900);
    expect(Math.max(...many)).toBeLessThanOrEqual(2_000);
    const last: Partial<ScheduleDefinition> = { ...change, endsAt: instantOf(at + 1_000) };
    expect(Math.max(...many.map((_, n) => latenessOf(`s${n}`, last)))).toBeGreaterThan(500_000);
  });
});
