import { instantOf, wallTimeOf } from '../../parts/wall-time.js';
import type { BulkBody } from './bulk-queries.js';

export const units = { min: 60, h: 3_600, d: 86_400 } as const;
export type Unit = keyof typeof units;

/** Where runs are moved to: all to one time, or each by so much. */
export interface NewTime {
  readonly how: 'set' | 'shift';
  /** Wall-clock time in the zone that the page shows. */
  readonly start: string;
  readonly amount: string;
  readonly unit: Unit;
  readonly way: 'later' | 'earlier';
}

const hourMs = 3_600_000;

export const anHourFromNow = (zone: string): NewTime => ({
  how: 'set',
  start: wallTimeOf(new Date(Date.now() + hourMs).toISOString(), zone),
  amount: '1',
  unit: 'h',
  way: 'later',
});

/** The greatest shift that the API takes, s. */
const mostSeconds = 10 * 366 * 86_400;

/** Null while what is typed is no time, or moves nothing. */
export const rescheduleOf = (
  { how, start, amount, unit, way }: NewTime,
  zone: string,
): Partial<Pick<BulkBody, 'startAt' | 'shiftSeconds'>> | null => {
  if (how === 'set') {
    const startAt = instantOf(start, zone);
    return startAt === null ? null : { startAt };
  }
  const seconds = Math.round(Number(amount) * units[unit]);
  if (!Number.isFinite(seconds) || seconds <= 0 || seconds > mostSeconds) return null;
  return { shiftSeconds: way === 'later' ? seconds : -seconds };
};
