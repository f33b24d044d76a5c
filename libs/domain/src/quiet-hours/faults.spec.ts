import { testZones } from '../testing/zone-fixtures.js';
import { faultsOfQuietHours } from './faults.js';
import type { QuietHours, QuietWindow } from './messages.js';

const night: QuietWindow = { from: '21:00', to: '08:00' };
const faults = (changes: Partial<QuietHours>): readonly string[] =>
  faultsOfQuietHours({ windows: [night], policy: 'hold', ...changes }, testZones).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  );
const ofWindow = (changes: Partial<QuietWindow>) => faults({ windows: [{ ...night, ...changes }] });

it('finds nothing wrong with nights, weekends and whole days', () => {
  expect(faults({ zones: ['UTC'], holdAtMostHours: 12 })).toEqual([]);
  expect(ofWindow({ from: '00:00', to: '24:00', days: ['sat', 'sun'] })).toEqual([]);
  expect(ofWindow({ from: '12:00:30', to: '12:01', channels: ['email'] })).toEqual([]);
});

it('says where a window cannot be read', () => {
  expect(ofWindow({ from: '9pm' })).toEqual(['/windows/0/from not-a-time']);
  expect(ofWindow({ to: '24:30' })).toEqual(['/windows/0/to not-a-time']);
  expect(ofWindow({ from: '24:00' })).toEqual(['/windows/0/from out-of-range']);
  expect(ofWindow({ to: '21:00:00' })).toEqual(['/windows/0/to out-of-range']);
  expect(ofWindow({ days: [] })).toEqual(['/windows/0/days required']);
  expect(faults({ windows: [] })).toEqual(['/windows required']);
});

it('says what it does not know', () => {
  const unknown = JSON.parse('{"days":["mon","someday"],"channels":["fax"]}');
  expect(ofWindow(unknown)).toEqual(['/windows/0/days/1 unknown-word', '/windows/0/channels/0 unknown-word']);
  expect(faults({ zones: ['UTC', 'Mars/Olympus'] })).toEqual(['/zones/1 unknown-time-zone']);
});

it('refuses a longest hold that is none, and one where nothing is held', () => {
  expect(faults({ holdAtMostHours: 0 })).toEqual(['/holdAtMostHours out-of-range']);
  expect(faults({ holdAtMostHours: 337 })).toEqual(['/holdAtMostHours out-of-range']);
  expect(faults({ holdAtMostHours: 8, policy: 'skip' })).toEqual(['/holdAtMostHours out-of-range']);
});

it('refuses windows that leave no time at all, on one channel or all', () => {
  const day: QuietWindow = { from: '08:00', to: '21:00' };
  expect(faults({ windows: [night, day] })).toEqual(['/windows always-quiet']);
  expect(faults({ windows: [night, { ...day, channels: ['email'] }] })).toEqual(['/windows always-quiet']);
  expect(faults({ windows: [night, { ...day, days: ['sun'] }] })).toEqual([]);
});
