import fc from 'fast-check';
import { readInstant } from './instant.js';

test.each([
  ['2026-11-22T09:30:00Z', '2026-11-22T09:30:00.000Z'],
  ['2026-11-22t09:30:00.5z', '2026-11-22T09:30:00.500Z'],
  ['2026-11-22T09:30:00+01:00', '2026-11-22T08:30:00.000Z'],
  ['2028-02-29T23:59:59-12:00', '2028-03-01T11:59:59.000Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
])('%s is %s', (text, instant) => {
  expect(readInstant(text)).toBe(instant);
});

test.each([
  '',
  'now',
  '2026-11-22',
  '2026-11-22T09:30:00',
  '2026-11-22 09:30:00Z',
  '2026-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-22T25:00:00Z',
  '2026-11-22T09:60:00Z',
  '2026-11-22T09:30:00+99:00',
  '1763800000000',
  // What lies before the year 1 or after 9999 cannot be stored, and an event that has it would stay in the log.
  '0000-12-31T23:59:59Z',
  '0001-01-01T00:00:00+00:01',
  '9999-12-31T23:59:59-00:01',
])('%j is no moment', (text) => {
  expect(readInstant(text)).toBeNull();
});

test('what is written is read as the same moment', () => {
  const dates = fc.date({
    min: new Date('0100-01-01T00:00:00Z'),
    max: new Date('9998-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(fc.property(dates, (date) => readInstant(date.toISOString()) === date.toISOString()));
});
