import { scheduleDefinition } from '../testing/schedule-fixtures.js';
import { told } from '../testing/told.js';
import { testZones } from '../testing/zone-fixtures.js';
import { faultsOfSchedule } from './faults.js';
import type { ScheduleDefinition, ScheduleSpec } from './messages.js';

const now = '2026-11-22T09:00:00.000Z';
const of = (change: object) =>
  faultsOfSchedule({ ...scheduleDefinition, timeZone: 'Test/Town', ...change }, testZones, now);
const faults = (change: Partial<ScheduleDefinition>) => told(of(change));
const spec = (...specs: readonly ScheduleSpec[]) => faults({ specs });
const days = (...exclusions: ScheduleDefinition['exclusions']) => faults({ exclusions });
const year = 366 * 86_400;

describe('a schedule is right', () => {
  it.each<Partial<ScheduleDefinition>>([
    {},
    { campaignVersion: 1 },
    { campaignVersion: 1_000_000 },
    { jitterSeconds: 86_400 },
    { catchUpSeconds: 10 },
    { startWithinSeconds: 1 },
    { startWithinSeconds: year },
    { catchUpSeconds: year },
    { mostOpenRuns: 1 },
    { mostOpenRuns: 100 },
    { gap: 'skip', repeated: 'both', overlap: 'allow' },
    { specs: [{ kind: 'interval', everySeconds: 1 }] },
    { specs: [{ kind: 'interval', everySeconds: year, phaseSeconds: year - 1 }] },
    { specs: [{ kind: 'interval', everySeconds: 60, phaseSeconds: 0 }] },
    { specs: [{ kind: 'once', at: '2026-11-22T09:00:01.000Z' }] },
    { startsAt: '2026-12-01T00:00:00.000Z' },
    { endsAt: '2026-12-01T00:00:00.000Z' },
    { startsAt: '2026-12-01T00:00:00.000Z', endsAt: '2026-12-02T00:00:00.000Z' },
    { exclusions: [{ from: '2026-12-24' }, { from: '2026-12-24', to: '2026-12-24' }] },
    { specs: Array.from({ length: 50 }, () => ({ kind: 'interval', everySeconds: 60 })) },
    { exclusions: Array.from({ length: 500 }, () => ({ from: '2026-12-24' })) },
  ])('with %j', (change) => {
    expect(faults(change)).toEqual([]);
  });
});

describe('a schedule is told', () => {
  it.each<[Partial<ScheduleDefinition>, string]>([
    [{ name: ' ' }, '/name required'],
    [{ timeZone: 'Test/Nowhere' }, '/timeZone unknown-time-zone'],
    [{ campaignVersion: 0 }, '/campaignVersion out-of-range'],
    [{ campaignVersion: 1_000_001 }, '/campaignVersion out-of-range'],
    [{ campaignVersion: 1.5 }, '/campaignVersion out-of-range'],
    [{ jitterSeconds: -1 }, '/jitterSeconds out-of-range'],
    [{ jitterSeconds: 86_401 }, '/jitterSeconds out-of-range'],
    [{ startWithinSeconds: 0 }, '/startWithinSeconds out-of-range'],
    [{ startWithinSeconds: year + 1 }, '/startWithinSeconds out-of-range'],
    [{ catchUpSeconds: 9 }, '/catchUpSeconds out-of-range'],
    [{ catchUpSeconds: year + 1 }, '/catchUpSeconds out-of-range'],
    [{ mostOpenRuns: 0 }, '/mostOpenRuns out-of-range'],
    [{ mostOpenRuns: 101 }, '/mostOpenRuns out-of-range'],
    [{ specs: [] }, '/specs required'],
    [{ specs: Array.from({ length: 51 }, () => ({ kind: 'interval', everySeconds: 60 })) }, '/specs too-many'],
    [{ exclusions: Array.from({ length: 501 }, () => ({ from: '2026-12-24' })) }, '/exclusions too-many'],
    [{ startsAt: '2026-12-01' }, '/startsAt not-a-time'],
    [{ endsAt: '2027-02-29T00:00:00.000Z' }, '/endsAt not-a-time'],
    [{ startsAt: '2026-12-01T00:00:00.000Z', endsAt: '2026-12-01T00:00:00.000Z' }, '/endsAt out-of-range'],
    [{ endsAt: now }, '/specs never-fires'],
  ])('what is wrong with %j', (change, expected) => {
    expect(faults(change)).toEqual([expected]);
  });

  it.each([
    ['gap', 'must be one of shift, skip'],
    ['repeated', 'must be one of first, last, both'],
    ['overlap', 'must be one of skip, buffer-one, allow'],
  ])('which words there are for %s', (member, detail) => {
    expect(of({ [member]: 'sometimes' })).toEqual([{ pointer: `/${member}`, code: 'unknown-word', detail }]);
  });

  it('all that is wrong at once, and only then whether it ever comes', () => {
    expect(
      faults({
        name: '',
        specs: [
          { kind: 'once', at: '2020-01-01T00:00:00.000Z' },
          { kind: 'cron', expression: '61 25 * * *' },
        ],
        exclusions: [{ from: '2026-12-24' }, { from: 'Christmas', to: 'Easter' }],
      }),
    ).toEqual([
      '/name required',
      '/specs/1/expression not-a-cron',
      '/specs/1/expression not-a-cron',
      '/exclusions/1/from not-a-day',
      '/exclusions/1/to not-a-day',
    ]);
  });
});

describe('a rule of when', () => {
  it('names one time to the second, still to come', () => {
    expect(spec({ kind: 'once', at: '2026-11-22T09:00:00.500Z' })).toEqual(['/specs/0/at out-of-range']);
    expect(spec({ kind: 'once', at: 'tomorrow' })).toEqual(['/specs/0/at not-a-time']);
    expect(spec({ kind: 'once', at: now })).toEqual(['/specs never-fires']);
  });

  it.each<[number, number | undefined, string]>([
    [0, undefined, 'everySeconds too-frequent'],
    [0.9, undefined, 'everySeconds too-frequent'],
    [1.5, undefined, 'everySeconds out-of-range'],
    [year + 1, undefined, 'everySeconds out-of-range'],
    [60, 60, 'phaseSeconds out-of-range'],
    [60, -1, 'phaseSeconds out-of-range'],
    [60, 0.5, 'phaseSeconds out-of-range'],
  ])('cannot be every %d seconds, %s past', (everySeconds, phaseSeconds, expected) => {
    const phase = phaseSeconds === undefined ? {} : { phaseSeconds };
    expect(spec({ kind: 'interval', everySeconds, ...phase })).toEqual([`/specs/0/${expected}`]);
  });

  it('is a cron expression that can be read and that comes', () => {
    expect(spec({ kind: 'cron', expression: '0 9 * *' })).toEqual(['/specs/0/expression not-a-cron']);
    expect(spec({ kind: 'cron', expression: '0 9 30 2 *' })).toEqual(['/specs/0/expression never-fires']);
  });
});

describe('an exclusion', () => {
  it.each([
    ['2027-02-29', 'is no day: 2027-02 has 28 days'],
    ['2028-02-30', 'is no day: 2028-02 has 29 days'],
    ['2026-11-31', 'is no day: 2026-11 has 30 days'],
    ['2026-12-00', 'is no day: 2026-12 has 31 days'],
    ['2026-10-32', 'is no day: 2026-10 has 31 days'],
    ['2026-13-01', 'must be a day such as 2026-12-24'],
    ['2026-00-01', 'must be a day such as 2026-12-24'],
    ['x2026-11-31', 'must be a day such as 2026-12-24'],
    ['2026-11-311', 'must be a day such as 2026-12-24'],
    ['24.12.2026', 'must be a day such as 2026-12-24'],
  ])('cannot be %s', (from, detail) => {
    expect(of({ exclusions: [{ from }] })).toEqual([{ pointer: '/exclusions/0/from', code: 'not-a-day', detail }]);
  });

  it('ends on the day it begins or later', () => {
    expect(days({ from: '2026-12-24', to: '2026-12-23' })).toEqual(['/exclusions/0/to out-of-range']);
    expect(days({ from: '2026-12-24', to: '2026-12-32' })).toEqual(['/exclusions/0/to not-a-day']);
    expect(days({ from: '2026-12-24', to: '2027-01-06' })).toEqual([]);
  });
});
