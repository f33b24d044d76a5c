import { hourMs, minuteMs, secondMs } from '../kernel/calendar.js';
import { told } from '../testing/told.js';
import { testZones } from '../testing/zone-fixtures.js';
import { faultsOfQuietHours } from './faults.js';
import { judgeQuiet } from './judge.js';
import { longestHoldHours, type QuietHours, type QuietWindow } from './messages.js';
import { quietPolicyOf } from './policy.js';
import { readTimeOfDay } from './times.js';

const night: QuietWindow = { from: '21:00', to: '08:00' };
const of = (changes: object) => faultsOfQuietHours({ windows: [night], policy: 'hold', ...changes }, testZones);
const faults = (changes: Partial<QuietHours>) => told(of(changes));

describe('a time of day', () => {
  it.each([
    ['00:00', 0],
    ['07:05', 7 * hourMs + 5 * minuteMs],
    ['23:59:59', 24 * hourMs - secondMs],
    ['24:00', 24 * hourMs],
    ['24:00:00', 24 * hourMs],
  ])('is %s', (text, expected) => {
    expect(readTimeOfDay(text)).toBe(expected);
  });

  it.each(['24:01', '24:00:01', '23:60', '23:59:60', '7:05', '07:5', '07:05:5', '07:05:000', ' 07:05', '07:05 ', ''])(
    'is not %j',
    (text) => {
      expect(readTimeOfDay(text)).toBeNull();
    },
  );
});

describe('quiet hours may have', () => {
  it('twenty windows and twenty zones, and no more', () => {
    const many = <Item>(count: number, item: Item) => Array.from({ length: count }, () => item);
    expect(faults({ windows: many(20, night), zones: many(20, 'UTC') })).toEqual([]);
    expect(faults({ windows: many(21, night) })).toEqual(['/windows too-many']);
    expect(faults({ zones: many(21, 'UTC') })).toEqual(['/zones too-many']);
    expect(faults({ zones: [] })).toEqual(['/zones required']);
  });

  it('one of two policies, and a longest hold with that which holds', () => {
    expect(told(of({ policy: 'wait' }))).toEqual(['/policy unknown-word']);
    expect(faults({ policy: 'skip' })).toEqual([]);
    expect(faults({ holdAtMostHours: longestHoldHours })).toEqual([]);
    expect(faults({ holdAtMostHours: 0.25 })).toEqual([]);
  });

  it('times to begin and to end that are read, each told where it is not', () => {
    const window = (changes: Partial<QuietWindow>) => faults({ windows: [{ ...night, ...changes }] });
    expect(window({ from: '9pm', to: '9pm' })).toEqual(['/windows/0/from not-a-time', '/windows/0/to not-a-time']);
    expect(window({ from: '24:00', to: '24:00' })).toEqual(['/windows/0/from out-of-range']);
    expect(window({ from: '08:00', to: '08:00:00' })).toEqual(['/windows/0/to out-of-range']);
  });

  it('weekdays and channels that there are, and is told which', () => {
    const unknown: Partial<QuietHours> = JSON.parse(
      '{"windows": [{"from": "21:00", "to": "08:00", "days": ["someday"], "channels": ["fax"]}]}',
    );
    expect(of(unknown).map(({ detail }) => detail)).toEqual([
      'must be one of sun, mon, tue, wed, thu, fri, sat',
      'must be one of email, http, noop',
    ]);
  });
});

describe('windows that leave no time', () => {
  const day: QuietWindow = { from: '08:00', to: '21:00' };

  it('are told with the channels that they silence', () => {
    expect(of({ windows: [night, day] })).toEqual([
      { pointer: '/windows', code: 'always-quiet', detail: 'leave no time of the week for email, http, noop' },
    ]);
    expect(of({ windows: [night, { ...day, channels: ['http'] }] })[0]?.detail).toBe(
      'leave no time of the week for http',
    );
  });

  it('are so also where each zone has an open time, and at no moment all of them', () => {
    const windows = [{ from: '00:00', to: '21:00' }];
    expect(faults({ windows, zones: ['UTC'] })).toEqual([]);
    expect(faults({ windows, zones: ['Test/West'] })).toEqual([]);
    expect(faults({ windows, zones: ['UTC', 'Test/West'] })).toEqual(['/windows always-quiet']);
    expect(faults({ windows: [night], zones: ['UTC', 'Test/West'] })).toEqual([]);
  });
});

test('quiet hours that nobody checked are not judged by', () => {
  const judge = (windows: readonly QuietWindow[], zones: readonly string[] = ['UTC']) =>
    judgeQuiet(
      { ...quietPolicyOf({ windows, policy: 'hold' }, 'UTC'), zones },
      { channel: 'email', timeZone: null, now: '2026-11-22T09:00:00.000Z' },
      testZones,
    );
  expect(() => judge([{ from: '9pm', to: '08:00' }])).toThrow(new TypeError('no times of day: 9pm, 08:00'));
  expect(() => judge([{ from: '21:00', to: '8am' }])).toThrow(new TypeError('no times of day: 21:00, 8am'));
  expect(() => judge([night], ['Mars/Olympus', 'Mars/Utopia'])).toThrow(
    new TypeError('none of the zones is known: Mars/Olympus, Mars/Utopia'),
  );
});
