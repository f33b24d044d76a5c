import fc from 'fast-check';
import { readFutureStart, readStart } from './start-time.js';

const at = (value: unknown): unknown => {
  const read = readStart(value);
  return read.ok ? read.startAt : read.faults.map(({ pointer, code }) => `${pointer ?? ''} ${code ?? ''}`);
};

test.each([
  ['2026-11-23T09:00:00Z', '2026-11-23T09:00:00.000Z'],
  ['2026-11-23T09:00+01:00', '2026-11-23T08:00:00.000Z'],
  ['2026-11-23T09:00:00.250-05:30', '2026-11-23T14:30:00.250Z'],
  [{ local: '2026-11-23T09:00', timeZone: 'Europe/Berlin' }, '2026-11-23T08:00:00.000Z'],
  [{ local: '2026-07-01T09:00:30', timeZone: 'America/New_York' }, '2026-07-01T13:00:30.000Z'],
  // The clocks go back at 3:00: half past two comes twice, and the first is meant.
  [{ local: '2026-10-25T02:30', timeZone: 'Europe/Berlin' }, '2026-10-25T00:30:00.000Z'],
])('%j is a moment', (value, expected) => {
  expect(at(value)).toBe(expected);
});

test.each([
  ['2026-11-23T09:00:00', [' no-offset']],
  ['2026-02-30T09:00:00Z', [' not-a-time']],
  ['2026-11-23T25:00:00Z', [' not-a-time']],
  ['tomorrow', [' not-a-time']],
  [17, [' wrong-type']],
  [{ local: '2026-11-23T09:00Z', timeZone: 'Europe/Berlin' }, ['/local not-a-time']],
  [{ local: '2026-02-30T09:00', timeZone: 'Europe/Berlin' }, ['/local not-a-time']],
  [{ local: '2026-11-23T09:00', timeZone: 'Mars/Olympus' }, ['/timeZone unknown-time-zone']],
  [{ local: '2027-03-28T02:30', timeZone: 'Europe/Berlin' }, ['/local in-dst-gap']],
  [{ local: 3, zone: 'x' }, ['/zone unknown-field', '/local wrong-type', '/timeZone required']],
])('%j is refused by its place', (value, expected) => {
  expect(at(value)).toEqual(expected);
});

test('a time in a gap is explained', () => {
  expect(readStart({ local: '2027-03-28T02:30', timeZone: 'Europe/Berlin' })).toMatchObject({
    faults: [{ detail: expect.stringContaining('2027-03-28T03:30') }],
  });
});

test('what is over cannot be scheduled', () => {
  expect(readFutureStart('2026-11-22T09:00:00Z', '2026-11-22T09:00:00.000Z')).toMatchObject({
    faults: [{ code: 'in-the-past' }],
  });
});

test('in every zone, a local time that exists is shown by its clocks at the moment it stands for', () => {
  const zones = ['Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
  const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) });
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (timeZone, ms) => {
      const local = new Date(ms).toISOString().slice(0, 19);
      const read = readStart({ local, timeZone });
      if (!read.ok) return;
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
      expect(shown.format(new Date(read.startAt)).replace(' ', 'T')).toBe(local);
    }),
  );
});
