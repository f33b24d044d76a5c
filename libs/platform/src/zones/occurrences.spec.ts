import fc from 'fast-check';
import { instantOf, millisOf } from '#domain/kernel/calendar.js';
import { faultsOfSchedule } from '#domain/schedule/faults.js';
import type { ScheduleDefinition, ScheduleSpec } from '#domain/schedule/messages.js';
import { previewOf } from '#domain/schedule/preview.js';
import { occurrenceTimes } from '#domain/schedule/times.js';
import { scheduleInWords } from '#domain/schedule/words.js';
import { scheduleDefinition } from '#domain/testing/schedule-fixtures.js';
import { intlZones } from './zones.js';

const cron = (expression: string): ScheduleSpec => ({ kind: 'cron', expression });
const schedule = (change: Partial<ScheduleDefinition>): ScheduleDefinition => ({ ...scheduleDefinition, ...change });

/** The next occurrences as `2026-11-22T09:00Z`. */
const following = (change: Partial<ScheduleDefinition>, after: string, count: number): readonly string[] => {
  const { next } = occurrenceTimes(schedule(change), intlZones);
  const found: string[] = [];
  for (let at = next(millisOf(after)); at !== null && found.length < count; at = next(at)) found.push(instantOf(at));
  return found.map((instant) => instant.replace(':00.000', ''));
};

describe('when clocks go forward', () => {
  const inGap = { specs: [cron('30 2 * * *')] };
  const before = '2027-03-27T12:00:00.000Z';

  it('a time that is left out comes as much later, or not at all', () => {
    expect(following({ ...inGap, gap: 'shift' }, before, 2)).toEqual(['2027-03-28T01:30Z', '2027-03-29T00:30Z']);
    expect(following({ ...inGap, gap: 'skip' }, before, 1)).toEqual(['2027-03-29T00:30Z']);
  });

  it('a shifted time that is named anyway comes once', () => {
    expect(following({ specs: [cron('30 2,3 * * *')], gap: 'shift' }, before, 2)).toEqual([
      '2027-03-28T01:30Z',
      '2027-03-29T00:30Z',
    ]);
  });

  it('Lord Howe goes half an hour forward', () => {
    const lordHowe = { specs: [cron('15 2 * * *')], timeZone: 'Australia/Lord_Howe' };
    // 02:00 is followed by 02:30: 02:15 becomes 02:45, at +11:00.
    expect(following({ ...lordHowe, gap: 'shift' }, '2026-10-03T12:00:00.000Z', 1)).toEqual(['2026-10-03T15:45Z']);
    expect(following({ ...lordHowe, gap: 'skip' }, '2026-10-03T12:00:00.000Z', 1)).toEqual(['2026-10-04T15:15Z']);
  });

  it('Apia left out the 30th of December 2011', () => {
    const apia = { specs: [cron('0 9 30 * *')], timeZone: 'Pacific/Apia' };
    expect(following({ ...apia, gap: 'shift' }, '2011-12-01T00:00:00.000Z', 1)).toEqual(['2011-12-30T19:00Z']);
    expect(following({ ...apia, gap: 'skip' }, '2011-12-01T00:00:00.000Z', 1)).toEqual(['2012-01-29T19:00Z']);
  });
});

describe('when clocks go back', () => {
  const twice = { specs: [cron('30 2 * * *')] };
  const before = '2026-10-24T12:00:00.000Z';

  it('a time that is shown twice comes at the first, the last, or both', () => {
    expect(following({ ...twice, repeated: 'first' }, before, 2)).toEqual(['2026-10-25T00:30Z', '2026-10-26T01:30Z']);
    expect(following({ ...twice, repeated: 'last' }, before, 2)).toEqual(['2026-10-25T01:30Z', '2026-10-26T01:30Z']);
    expect(following({ ...twice, repeated: 'both' }, before, 2)).toEqual(['2026-10-25T00:30Z', '2026-10-25T01:30Z']);
  });

  it.each(['first', 'last', 'both'] as const)('what comes every hour goes on through it (%s)', (repeated) => {
    expect(following({ specs: [cron('*/30 * * * *')], repeated }, '2026-10-25T00:00:00.000Z', 4)).toEqual([
      '2026-10-25T00:30Z',
      '2026-10-25T01:00Z',
      '2026-10-25T01:30Z',
      '2026-10-25T02:00Z',
    ]);
  });

  it('Lord Howe goes half an hour back', () => {
    const lordHowe = { specs: [cron('45 1 * * *')], timeZone: 'Australia/Lord_Howe' };
    expect(following({ ...lordHowe, repeated: 'both' }, '2027-04-03T12:00:00.000Z', 2)).toEqual([
      '2027-04-03T14:45Z',
      '2027-04-03T15:15Z',
    ]);
  });
});

describe('days that not every month has', () => {
  it.each([
    ['0 0 29 2 *', '2026-01-01T00:00:00.000Z', ['2028-02-29T00:00Z', '2032-02-29T00:00Z']],
    ['0 0 31 * *', '2026-03-31T00:00:00.000Z', ['2026-05-31T00:00Z', '2026-07-31T00:00Z']],
  ])('%s', (expression, after, expected) => {
    expect(following({ specs: [cron(expression)], timeZone: 'UTC' }, after, 2)).toEqual(expected);
  });
});

describe('a schedule of several specs', () => {
  const several = {
    specs: [
      cron('0 * * * *'),
      { kind: 'interval', everySeconds: 5400, phaseSeconds: 1800 },
      { kind: 'once', at: '2026-11-22T09:45:00.000Z' },
    ] as const,
    startsAt: '2026-11-22T09:00:00.000Z',
    endsAt: '2026-11-22T11:00:00.000Z',
  };

  it('comes whenever one of them says so, once a moment, within its bounds', () => {
    expect(following(several, '2026-11-22T00:00:00.000Z', 9)).toEqual([
      '2026-11-22T09:00Z',
      '2026-11-22T09:30Z',
      '2026-11-22T09:45Z',
      '2026-11-22T10:00Z',
    ]);
  });

  it('says so in words', () => {
    expect(scheduleInWords(schedule(several), intlZones)).toBe(
      'Every hour at :00 every day; and every 90 minutes (30 minutes past each full one); and once, on 22 November ' +
        '2026 at 10:45, by the clocks of Europe/Berlin, from 22 November 2026 at 10:00 on, until 22 November 2026 at 12:00',
    );
  });
});

it.each([
  ['0 9 * * 1-5', 'At 09:00 on Monday to Friday, by the clocks of Europe/Berlin'],
  ['30 8,17 * * 6,0', 'At 08:30 and 17:30 on Saturday and Sunday, by the clocks of Europe/Berlin'],
  ['*/15 * * * *', 'Every 15 minutes every day, by the clocks of Europe/Berlin'],
  [
    '*/20 9-17 1 1,7 *',
    'Every 20 minutes in the hours 09 to 17 on day 1 of the month in January and July, by the clocks of Europe/Berlin',
  ],
  ['0 12 13 * 5', 'At 12:00 on day 13 of the month and also on Friday, by the clocks of Europe/Berlin'],
])('%s in words', (expression, words) => {
  expect(scheduleInWords(schedule({ specs: [cron(expression)] }), intlZones)).toBe(words);
});

it('previews the next times and marks the days on which the clocks change', () => {
  const definition = schedule({ exclusions: [{ from: '2026-10-26' }], timeZone: 'America/New_York' });
  const after = millisOf('2026-10-25T14:00:00.000Z');
  const previewed = previewOf(definition, intlZones, { scheduleId: 's1', after, count: 8 });
  expect(previewed.map(({ local, offset, dueAt }) => `${local} ${offset} ${dueAt}`).slice(5)).toEqual([
    '2026-10-31T09:00:00 -04:00 2026-10-31T13:00:00.000Z',
    '2026-11-01T09:00:00 -05:00 2026-11-01T14:00:00.000Z',
    '2026-11-02T09:00:00 -05:00 2026-11-02T14:00:00.000Z',
  ]);
  expect(previewed.map(({ clocksChange }) => clocksChange)).toEqual([...Array(6).fill(false), true, false]);
  expect(previewed.map(({ excluded }) => excluded)).toEqual([true, ...Array(7).fill(false)]);
});

describe('a faulty schedule is told what is wrong and where', () => {
  it.each<[Partial<ScheduleDefinition>, string, string]>([
    [{ timeZone: 'Europe/Atlantis' }, '/timeZone', 'unknown-time-zone'],
    [{ timeZone: '+01:00' }, '/timeZone', 'unknown-time-zone'],
    [{ specs: [] }, '/specs', 'required'],
    [{ specs: [cron('0 9 * * *'), cron('0 9 31 4 *')] }, '/specs/1/expression', 'never-fires'],
    [{ specs: [cron('0 25 * * *')] }, '/specs/0/expression', 'not-a-cron'],
    [{ specs: [{ kind: 'interval', everySeconds: 0.5 }] }, '/specs/0/everySeconds', 'too-frequent'],
    [{ specs: [{ kind: 'interval', everySeconds: 5, phaseSeconds: 5 }] }, '/specs/0/phaseSeconds', 'out-of-range'],
    [{ specs: [{ kind: 'once', at: '2026-02-30T09:00:00.000Z' }] }, '/specs/0/at', 'not-a-time'],
    [{ specs: [{ kind: 'once', at: '2026-01-01T09:00:00.000Z' }] }, '/specs', 'never-fires'],
    [{ endsAt: '2026-11-01T00:00:00.000Z' }, '/specs', 'never-fires'],
    [{ exclusions: [{ from: '2027-02-29' }] }, '/exclusions/0/from', 'not-a-day'],
    [{ exclusions: [{ from: '2027-03-01', to: '2027-02-28' }] }, '/exclusions/0/to', 'out-of-range'],
    [{ catchUpSeconds: 1 }, '/catchUpSeconds', 'out-of-range'],
    [{ jitterSeconds: -1 }, '/jitterSeconds', 'out-of-range'],
    [{ campaignVersion: 0 }, '/campaignVersion', 'out-of-range'],
    [{ name: '' }, '/name', 'required'],
  ])('%j', (change, pointer, code) => {
    const faults = faultsOfSchedule(schedule(change), intlZones, '2026-11-22T09:00:00.000Z');
    expect(faults).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it('is silent about a good one', () => {
    expect(faultsOfSchedule(scheduleDefinition, intlZones, '2026-11-22T09:00:00.000Z')).toEqual([]);
  });
});

describe('whatever the schedule', () => {
  const specs = fc.oneof(
    fc
      .record({ everySeconds: fc.integer({ min: 1, max: 100_000 }) })
      .map((interval): ScheduleSpec => ({ kind: 'interval', ...interval })),
    fc.constantFrom('*/15 * * * *', '30 2 * * *', '0 0,12 1,31 * *', '59 23 29 2 *', '*/7 1-3 * * 0').map(cron),
  );
  const definitions = fc
    .record({
      specs: fc.array(specs, { minLength: 1, maxLength: 3 }),
      timeZone: fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York', 'Africa/Casablanca', 'UTC'),
      gap: fc.constantFrom('shift', 'skip'),
      repeated: fc.constantFrom('first', 'last', 'both'),
      jitterSeconds: fc.integer({ min: 0, max: 3_600 }),
    } as const)
    .map((change) => schedule(change));
  const moments = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2034, 0) });

  it('the next is after the moment asked for, and the same from anywhere before it', () => {
    fc.assert(
      fc.property(definitions, moments, fc.integer({ min: 0, max: 100_000_000 }), (definition, after, later) => {
        const { next } = occurrenceTimes(definition, intlZones);
        const found = next(after) ?? Infinity;
        expect(found).toBeGreaterThan(after);
        if (after + later < found) expect(next(after + later) ?? Infinity).toBe(found);
      }),
    );
  });

  it('jitter makes an occurrence late by as much as allowed, never as late as the next, and always the same', () => {
    fc.assert(
      fc.property(definitions, moments, (definition, after) => {
        const { next, dueAt } = occurrenceTimes(definition, intlZones);
        const found = next(after);
        if (found === null) return;
        const due = dueAt('s1', found);
        expect(due - found).toBeGreaterThanOrEqual(0);
        expect(due - found).toBeLessThanOrEqual(definition.jitterSeconds * 1000);
        expect(due).toBeLessThan(next(found) ?? Infinity);
        expect(occurrenceTimes(definition, intlZones).dueAt('s1', found)).toBe(due);
      }),
    );
  });
});
