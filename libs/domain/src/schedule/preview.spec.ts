import { millisOf } from '../kernel/calendar.js';
import { scheduleDefinition } from '../testing/schedule-fixtures.js';
import { testZones } from '../testing/zone-fixtures.js';
import type { ScheduleDefinition } from './messages.js';
import { previewOf } from './preview.js';

const preview = (change: Partial<ScheduleDefinition>, after: string, count: number) =>
  previewOf({ ...scheduleDefinition, timeZone: 'Test/Town', ...change }, testZones, {
    scheduleId: 's1',
    after: millisOf(after),
    count,
  });

describe('the preview of a schedule', () => {
  it('names each time as machines do, as the clocks on the spot do, and whether it is excluded', () => {
    expect(preview({ exclusions: [{ from: '2026-11-24' }] }, '2026-11-23T08:00:00.000Z', 2)).toEqual([
      {
        dueAt: '2026-11-24T08:00:00.000Z',
        startAt: '2026-11-24T08:00:00.000Z',
        local: '2026-11-24T09:00:00',
        offset: '+01:00',
        timeZone: 'Test/Town',
        clocksChange: false,
        excluded: true,
      },
      expect.objectContaining({ local: '2026-11-25T09:00:00', excluded: false }),
    ]);
  });

  it('marks the days on which the clocks change, before and after they do', () => {
    const marks = (after: string, expression: string, count: number) =>
      preview({ specs: [{ kind: 'cron', expression }] }, after, count).map(
        ({ local, offset, clocksChange }) => `${local} ${offset} ${clocksChange ? 'changes' : 'stays'}`,
      );
    expect(marks('2027-03-27T12:00:00.000Z', '0 1,23 * * *', 5)).toEqual([
      '2027-03-27T23:00:00 +01:00 stays',
      '2027-03-28T01:00:00 +01:00 changes',
      '2027-03-28T23:00:00 +02:00 changes',
      '2027-03-29T01:00:00 +02:00 stays',
      '2027-03-29T23:00:00 +02:00 stays',
    ]);
    expect(marks('2027-10-30T12:00:00.000Z', '0 0,23 * * *', 5)).toEqual([
      '2027-10-30T23:00:00 +02:00 stays',
      '2027-10-31T00:00:00 +02:00 changes',
      '2027-10-31T23:00:00 +01:00 changes',
      '2027-11-01T00:00:00 +01:00 stays',
      '2027-11-01T23:00:00 +01:00 stays',
    ]);
  });

  it('marks the day that a change at midnight ends, and the one that it begins', () => {
    const marks = preview({ timeZone: 'Test/Island' }, '2027-12-28T00:00:00.000Z', 4);
    expect(marks.map(({ local, clocksChange }) => `${local} ${clocksChange}`)).toEqual([
      '2027-12-28T09:00:00 false',
      '2027-12-29T09:00:00 true',
      '2027-12-31T09:00:00 true',
      '2028-01-01T09:00:00 false',
    ]);
  });

  it('marks no day on which the clocks go on as they did, although their rules are known no further', () => {
    const marks = preview({ timeZone: 'Test/West' }, '2027-12-30T00:00:00.000Z', 4);
    expect(marks.map(({ clocksChange }) => clocksChange)).toEqual([false, false, false, false]);
  });

  it('says offsets west of Greenwich and of half an hour', () => {
    const [first] = preview({ timeZone: 'Test/West' }, '2026-11-23T08:00:00.000Z', 1);
    expect(first).toMatchObject({ dueAt: '2026-11-23T12:30:00.000Z', local: '2026-11-23T09:00:00', offset: '-03:30' });
    const [utc] = preview({ timeZone: 'UTC' }, '2026-11-23T08:00:00.000Z', 1);
    expect(utc).toMatchObject({ offset: '+00:00', clocksChange: false });
  });

  it('shows when jitter starts it, and ends with the schedule', () => {
    const times = preview({ jitterSeconds: 600, endsAt: '2026-11-26T00:00:00.000Z' }, '2026-11-23T09:00:00.000Z', 9);
    expect(times.map(({ dueAt }) => dueAt)).toEqual(['2026-11-24T08:00:00.000Z', '2026-11-25T08:00:00.000Z']);
    for (const { dueAt, startAt } of times) {
      expect(millisOf(startAt) - millisOf(dueAt)).toBeGreaterThan(0);
      expect(millisOf(startAt) - millisOf(dueAt)).toBeLessThanOrEqual(600_000);
    }
    expect(preview({}, '2026-11-23T08:00:00.000Z', 0)).toEqual([]);
  });
});
