import type { Instant } from './message.js';

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** A day of the proleptic Gregorian calendar; month and day count from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const epochFromMarch0 = 719_468;
const daysInEra = 146_097;

/** Days since 1 January 1970. Years are counted from March on, so that the leap day is the last of its year. */
export const dayNumber = ({ year, month, day }: CalendarDay): number => {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysInEra + dayOfEra - epochFromMarch0;
};

export const dayOfNumber = (number: number): CalendarDay => {
  const shifted = number + epochFromMarch0;
  const era = Math.floor(shifted / daysInEra);
  const dayOfEra = shifted - era * daysInEra;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
};

/** 0 is Sunday. */
export const weekdayOf = (number: number): number => (((number + 4) % 7) + 7) % 7;

/** The month after December is the thirteenth of its year: years are counted from March on, so it is the next January. */
export const daysInMonth = (year: number, month: number): number =>
  dayNumber({ year, month: month + 1, day: 1 }) - dayNumber({ year, month, day: 1 });

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const instantForm = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{3}))?Z$/;

/** Reads `2026-02-28`; null for another form and for a day that no calendar has. */
export const readDay = (text: string): number | null => {
  const [, year = '', month = '', day = ''] = dayForm.exec(text) ?? [];
  if (year === '') return null;
  const read = { year: Number(year), month: Number(month), day: Number(day) };
  return isDay(read) ? dayNumber(read) : null;
};

const isDay = ({ year, month, day }: CalendarDay): boolean =>
  month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysInMonth(year, month));

/** The day as `2026-02-28`. */
export const dayText = (number: number): string => {
  const { year, month, day } = dayOfNumber(number);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
};

/** Milliseconds since 1970; null for a text that is no instant. */
export const readInstant = (text: string): number | null => {
  const [, day = '', hour, minute, second, fraction = '0'] = instantForm.exec(text) ?? [];
  const number = readDay(day);
  const time = Number(hour) * hourMs + Number(minute) * minuteMs + Number(second) * secondMs + Number(fraction);
  const inRange = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  return number === null || !inRange ? null : number * dayMs + time;
};

/** Milliseconds since 1970 of what the service itself wrote. Throws for anything else. */
export const millisOf = (instant: Instant): number => {
  const read = readInstant(instant);
  if (read === null) throw new TypeError(`not an instant: ${instant}`);
  return read;
};

export const instantOf = (millis: number): Instant => `${wallText(millis)}.${three(millis)}Z`;

/** What a clock shows that is so many milliseconds after the start of 1970, to the second. */
export const wallText = (millis: number): string => {
  const day = Math.floor(millis / dayMs);
  return `${dayText(day)}T${timeText(millis - day * dayMs)}`;
};

/** Time of day as `09:30:00`. */
const timeText = (ofDay: number): string => {
  const second = Math.floor(ofDay / secondMs);
  return `${two(Math.floor(second / 3_600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
};

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);
const three = (millis: number): string => String(((millis % secondMs) + secondMs) % secondMs).padStart(3, '0');
