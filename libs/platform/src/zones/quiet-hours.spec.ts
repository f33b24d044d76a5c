import fc from 'fast-check';
import { instantOf, millisOf } from '#domain/kernel/calendar.js';
import { judgeQuiet } from '#domain/quiet-hours/judge.js';
import { type QuietPolicy, type QuietWindow, weekdays } from '#domain/quiet-hours/messages.js';
import { clockOf, minute } from '../../../../test/support/wall-clock-oracle.js';
import { intlZones } from './zones.js';

const night: QuietWindow = { from: '21:00', to: '08:00' };
const policy = (changes: Partial<QuietPolicy> = {}): QuietPolicy => ({
  windows: [night],
  policy: 'hold',
  holdAtMostHours: 336,
  zones: ['UTC'],
  ...changes,
});
const verdict = (now: string, timeZone: string | null, changes: Partial<QuietPolicy> = {}): string => {
  const said = judgeQuiet(policy(changes), { channel: 'email', timeZone, now }, intlZones);
  const until = said.until?.replace(':00.000Z', 'Z') ?? 'never';
  return said.kind === 'skip' ? `skip ${said.because}` : `${said.kind} ${until}`;
};

describe('quiet from 21:00 to 08:00', () => {
  it('goes by the clock of the recipient, not of the service', () => {
    const evening = '2026-11-22T20:30:00.000Z';
    expect(verdict(evening, 'Europe/London')).toBe('open 2026-11-22T21:00Z');
    expect(verdict(evening, 'Europe/Berlin')).toBe('hold 2026-11-23T07:00Z');
    expect(verdict(evening, 'Asia/Kolkata')).toBe('hold 2026-11-23T02:30Z');
    expect(verdict(evening, 'America/New_York')).toBe('open 2026-11-23T02:00Z');
  });

  it('begins with the first moment and is over with the last', () => {
    expect(verdict('2026-11-22T20:59:59.999Z', 'UTC')).toBe('open 2026-11-22T21:00Z');
    expect(verdict('2026-11-22T21:00:00.000Z', 'UTC')).toBe('hold 2026-11-23T08:00Z');
    expect(verdict('2026-11-23T08:00:00.000Z', 'UTC')).toBe('open 2026-11-23T21:00Z');
  });

  it('is an hour shorter when clocks go forward, and longer when they go back', () => {
    expect(verdict('2027-03-27T20:00:00.000Z', 'Europe/Berlin')).toBe('hold 2027-03-28T06:00Z');
    expect(verdict('2026-10-24T19:00:00.000Z', 'Europe/Berlin')).toBe('hold 2026-10-25T07:00Z');
  });

  it('skips where the policy says so, and whoever would have to wait for too long', () => {
    const midnight = '2026-11-23T00:00:00.000Z';
    expect(verdict(midnight, 'UTC', { policy: 'skip' })).toBe('skip policy');
    expect(verdict(midnight, 'UTC', { holdAtMostHours: 8 })).toBe('hold 2026-11-23T08:00Z');
    expect(verdict(midnight, 'UTC', { holdAtMostHours: 7.9 })).toBe('skip too-long');
  });
});

it('is quiet for a recipient without a zone while it is quiet in any of the policy`s zones', () => {
  const coasts = { zones: ['America/New_York', 'America/Los_Angeles'] };
  // 08:30 in New York, 05:30 in Los Angeles.
  expect(verdict('2026-11-23T13:30:00.000Z', null, coasts)).toBe('hold 2026-11-23T16:00Z');
  expect(verdict('2026-11-23T13:30:00.000Z', 'America/New_York', coasts)).toBe('open 2026-11-24T02:00Z');
  expect(verdict('2026-11-23T16:00:00.000Z', null, coasts)).toBe('open 2026-11-24T02:00Z');
  expect(verdict('2026-11-23T13:30:00.000Z', 'Mars/Olympus', coasts)).toBe('hold 2026-11-23T16:00Z');
});

it('goes from one window into the next, and leaves other channels alone', () => {
  const weekend: QuietWindow = { from: '00:00', to: '24:00', days: ['sat', 'sun'] };
  // Friday 22:00.
  expect(verdict('2026-11-27T22:00:00.000Z', 'UTC', { windows: [night, weekend] })).toBe('hold 2026-11-30T08:00Z');
  expect(verdict('2026-11-27T22:00:00.000Z', 'UTC', { windows: [{ ...night, channels: ['http'] }] })).toBe(
    'open never',
  );
});

it('names a window after the day on which it begins', () => {
  const friday = { windows: [{ ...night, days: ['fri' as const] }] };
  expect(verdict('2026-11-28T07:00:00.000Z', 'UTC', friday)).toBe('hold 2026-11-28T08:00Z');
  expect(verdict('2026-11-28T22:00:00.000Z', 'UTC', friday)).toBe('open 2026-12-04T21:00Z');
});

it('ends in a skipped hour with the jump, and is quiet again in a repeated one', () => {
  const windows = { windows: [{ from: '01:00', to: '02:30' }] };
  expect(verdict('2027-03-28T00:30:00.000Z', 'Europe/Berlin', windows)).toBe('hold 2027-03-28T01:00Z');
  expect(verdict('2026-10-25T00:15:00.000Z', 'Europe/Berlin', windows)).toBe('hold 2026-10-25T00:30Z');
  expect(verdict('2026-10-25T00:45:00.000Z', 'Europe/Berlin', windows)).toBe('open 2026-10-25T01:00Z');
  expect(verdict('2026-10-25T01:00:00.000Z', 'Europe/Berlin', windows)).toBe('hold 2026-10-25T01:30Z');
});

describe('whatever the zone, the windows and the time', () => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const timeOfDay = fc
    .integer({ min: 0, max: 95 })
    .map((quarter) => `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`);
  const window = fc
    .record(
      { from: timeOfDay, to: timeOfDay, days: fc.subarray([...weekdays], { minLength: 1 }) },
      { requiredKeys: ['from', 'to'] },
    )
    .filter(({ from, to }) => from !== to);
  // Around both changes of the clocks of a year, and anywhere.
  const moment = fc.oneof(
    ...['2026-03-08', '2026-03-29', '2026-10-04', '2026-10-25', '2026-11-01', '2026-07-05'].map((day) =>
      fc.integer({ min: -2 * 1_440, max: 2 * 1_440 }).map((at) => Date.parse(`${day}T00:00:00Z`) + at * minute),
    ),
  );
  const zoneNames =
    'Europe/Berlin America/New_York Australia/Lord_Howe Asia/Kathmandu America/St_Johns UTC Pacific/Apia'
      .concat(' Africa/Casablanca Pacific/Chatham')
      .split(' ');
  const zone = fc.constantFrom(...zoneNames);
  const clocks = new Map(zoneNames.map((name) => [name, clockOf(name)]));

  /** Said once more, with nothing but what the clock on the wall shows. */
  const isQuiet = (windows: readonly QuietWindow[], timeZone: string, at: number): boolean => {
    const wall = new Date((clocks.get(timeZone) ?? clockOf('UTC'))(at));
    const time = `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;
    const [yesterday, today] = [(wall.getUTCDay() + 6) % 7, wall.getUTCDay()].map((day) => weekdays[day] ?? 'sun');
    return windows.some(({ from, to, days }) => {
      const on = (day = 'sun'): boolean => days?.some((each) => each === day) ?? true;
      if (from < to) return on(today) && from <= time && time < to;
      return (on(today) && time >= from) || (on(yesterday) && time < to);
    });
  };

  it('a message is never claimed inside a quiet window, and is held not a minute longer than it is quiet', () => {
    fc.assert(
      fc.property(fc.array(window, { minLength: 1, maxLength: 3 }), zone, moment, (windows, timeZone, at) => {
        const said = judgeQuiet(policy({ windows }), { channel: 'email', timeZone, now: instantOf(at) }, intlZones);
        const until = said.until === null ? at + 720 * minute : millisOf(said.until);
        const quiet = said.kind !== 'open';
        for (let each = at; each < Math.min(until, at + 720 * minute); each += 15 * minute)
          expect([instantOf(each), isQuiet(windows, timeZone, each)]).toEqual([instantOf(each), quiet]);
        if (said.until !== null) {
          expect(isQuiet(windows, timeZone, until - minute)).toBe(quiet);
          expect(isQuiet(windows, timeZone, until)).toBe(!quiet);
        }
      }),
      { numRuns: 200 },
    );
  });
});
