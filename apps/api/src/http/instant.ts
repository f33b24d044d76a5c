import type { Instant } from '#domain/kernel/message.js';
import { Checked } from './checks.js';

/** RFC 3339 with a UTC offset: a time without one would mean another moment to every reader. */
const form = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** The moment as the domain writes it; null when the text names none (30 February, 25 o'clock, the year 0). */
export const readInstant = (text: string): Instant | null => {
  const [, year, month, day] = (form.exec(text) ?? []).map(Number);
  const time = Date.parse(text.toUpperCase());
  if (year === undefined || month === undefined || day === undefined || Number.isNaN(time)) return null;
  // Date.parse takes 30 February for 2 March.
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const instant = new Date(time).toISOString();
  return isOfFourDigits(instant) ? instant : null;
};

/** PostgreSQL knows no year 0, and the domain writes and compares years as four digits, which an offset can leave. */
const isOfFourDigits = (instant: Instant): boolean => /^(?!0000)\d{4}-/.test(instant);

/** A moment in RFC 3339, with its UTC offset. */
export const IsInstant = (): PropertyDecorator =>
  Checked((value) =>
    typeof value === 'string' && readInstant(value) !== null
      ? []
      : [
          {
            pointer: '',
            code: 'not-a-time',
            detail: 'must be a time such as 2026-11-22T09:30:00Z or …+01:00 (RFC 3339)',
          },
        ],
  );

/** For a text that `IsInstant` has let through. */
export const instantOf = (text: string): Instant => {
  const instant = readInstant(text);
  if (instant === null) throw new TypeError('not validated: this is no time');
  return instant;
};
