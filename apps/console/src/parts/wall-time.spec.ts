import fc from 'fast-check';
import { instantOf, wallTimeOf } from './wall-time.js';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe'];

it('finds the instant that a clock of the zone shows', () => {
  expect(instantOf('2026-06-09T09:00', 'Europe/Berlin')).toBe('2026-06-09T07:00:00.000Z');
  expect(instantOf('2026-06-09T09:00', 'Asia/Kolkata')).toBe('2026-06-09T03:30:00.000Z');
  expect(instantOf('nonsense', 'UTC')).toBeNull();
});

it('takes the first of two equal times, and goes over a gap', () => {
  expect(instantOf('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  expect(instantOf('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
});

it('comes back to the same wall time from any instant', () => {
  const minute = fc
    .integer({ min: 0, max: 2_100_000_000 / 60 })
    .map((minutes) => new Date(minutes * 60_000).toISOString());
  fc.assert(
    fc.property(minute, fc.constantFrom(...zones), (instant, zone) => {
      const wall = wallTimeOf(instant, zone);
      const found = instantOf(wall, zone);
      expect(found).not.toBeNull();
      expect(wallTimeOf(found ?? '', zone)).toBe(wall);
    }),
  );
});
