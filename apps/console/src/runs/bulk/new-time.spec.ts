import { anHourFromNow, rescheduleOf } from './new-time.js';

const zone = 'Europe/Berlin';
const shift = { ...anHourFromNow(zone), how: 'shift' } as const;

it('sets all to one time, as clocks of the zone show it', () => {
  expect(rescheduleOf({ ...anHourFromNow(zone), start: '2026-06-09T09:00' }, zone)).toEqual({
    startAt: '2026-06-09T07:00:00.000Z',
  });
  expect(rescheduleOf({ ...anHourFromNow(zone), start: '' }, zone)).toBeNull();
});

it('shifts each by whole seconds, later or earlier', () => {
  expect(rescheduleOf({ ...shift, amount: '1.5' }, zone)).toEqual({ shiftSeconds: 5_400 });
  expect(rescheduleOf({ ...shift, amount: '2', unit: 'd', way: 'earlier' }, zone)).toEqual({ shiftSeconds: -172_800 });
});

it.each(['', '0', '-1', 'soon', '99999999'])('does not take %j for an amount', (amount) => {
  expect(rescheduleOf({ ...shift, amount }, zone)).toBeNull();
});
