import { dayMs, dayNumber, dayOfNumber, daysInMonth, hourMs, minuteMs, weekdayOf } from '../kernel/calendar.js';

/** A cron expression read: which values each of its five fields takes. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** Whether the field says anything but `*`: when both do, either is enough, as in POSIX crontab. */
  readonly anyDay: boolean;
  readonly anyWeekday: boolean;
}

export type ReadCron =
  | { readonly ok: true; readonly cron: Cron }
  | { readonly ok: false; readonly faults: readonly string[] };

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** In the order of the expression; months are named from 1 on, weekdays from 0, and 7 is Sunday too. */
const fields = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: ['', ...months] },
  { name: 'day of week', least: 0, most: 7, names: weekdays },
] as const satisfies readonly Field[];

/** Reads `minute hour day-of-month month day-of-week` with `*`, lists, ranges, steps and English names of months and days. */
export const readCron = (expression: string): ReadCron => {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== fields.length) {
    const had = expression.trim() === '' ? 0 : texts.length;
    return {
      ok: false,
      faults: [`has ${had} fields, not 5: minute, hour, day of month, month, day of week`],
    };
  }
  const read = fields.map((field, at) => readField(field, at, texts[at] ?? ''));
  const faults = read.flatMap((values) => (typeof values === 'string' ? [values] : []));
  const [minutes = [], hours = [], days = [], inMonths = [], onWeekdays = []] = read.map((values) =>
    typeof values === 'string' ? [] : values,
  );
  if (faults.length > 0) return { ok: false, faults };
  const cron: Cron = {
    minutes,
    hours,
    days: new Set(days),
    months: new Set(inMonths),
    weekdays: new Set(onWeekdays.map((day) => day % 7)),
    anyDay: isStar(texts[2]),
    anyWeekday: isStar(texts[4]),
  };
  return everHas(cron)
    ? { ok: true, cron }
    : { ok: false, faults: ['never comes: none of its months has such a day of the month'] };
};

/** POSIX: a field that begins with `*` restricts nothing in the choice between the two kinds of day. */
const isStar = (text: string | undefined): boolean => text?.startsWith('*') ?? false;

const readField = (field: Field, at: number, text: string): readonly number[] | string => {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const range = readPart(field, part);
    if (typeof range === 'string') return `field ${at + 1} (${field.name}): ${range}`;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return [...values].toSorted((a, b) => a - b);
};

const readPart = (field: Field, part: string): { from: number; to: number; step: number } | string => {
  const [, fromText = '', toText, stepText] = /^(\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:\/(\d+))?$/i.exec(part) ?? [];
  if (fromText === '') return part === '' ? 'is empty' : `"${part}" is no number, range or step`;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (step < 1 || step > field.most) return `the step ${stepText} must be from 1 to ${field.most}`;
  if (fromText === '*') {
    return toText === undefined ? { from: field.least, to: field.most, step } : `"${part}" is no range`;
  }
  const from = valueOf(field, fromText);
  if (typeof from === 'string') return from;
  // `5/10` means from 5 on; a lone value is itself.
  const to = toText === undefined ? (stepText === undefined ? from : field.most) : valueOf(field, toText);
  if (typeof to === 'string') return to;
  return from <= to ? { from, to, step } : `${part} goes backwards`;
};

const valueOf = ({ least, most, names }: Field, text: string): number | string => {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  const value = named >= 0 && text !== '' ? named : /^\d{1,4}$/.test(text) ? Number(text) : null;
  if (value === null) return `"${text}" is no value of it`;
  return value >= least && value <= most ? value : `${value} is not from ${least} to ${most}`;
};

/** Whether some month it names has one of its days; 2028 stands for a leap year. */
const everHas = (cron: Cron): boolean =>
  (!cron.anyWeekday && !cron.anyDay) ||
  [...cron.months].some((month) => [...cron.days].some((day) => day <= daysInMonth(2028, month)));

/** Every hour of the day: it follows the time that passes, not what the clock shows. */
export const isHourly = ({ hours }: Cron): boolean => hours.length === 24;

/** Longer than between two 29 Februaries on the same weekday, which a century without one puts 40 years apart. */
const horizonDays = 41 * 366;

/**
 * The first time of the wall clock from `from` on (in milliseconds of wall time) that it names; null when there is
 * none within 41 years.
 */
export const nextWallTime = (cron: Cron, from: number): number | null => {
  const firstDay = Math.floor(from / dayMs);
  const inFirst = timeOfDay(cron, from - firstDay * dayMs);
  for (let day = firstDay; day <= firstDay + horizonDays; day += 1) {
    const { year, month, day: ofMonth } = dayOfNumber(day);
    if (!cron.months.has(month)) {
      day = dayNumber({ year, month, day: daysInMonth(year, month) });
      continue;
    }
    if (!hasDay(cron, ofMonth, weekdayOf(day))) continue;
    const time = day === firstDay ? inFirst : timeOfDay(cron, 0);
    if (time !== null) return day * dayMs + time;
  }
  return null;
};

const hasDay = ({ days, weekdays, anyDay, anyWeekday }: Cron, day: number, weekday: number): boolean =>
  anyDay || anyWeekday ? days.has(day) && weekdays.has(weekday) : days.has(day) || weekdays.has(weekday);

/** The first time of day from `from` on; null when the day has none left. */
const timeOfDay = ({ hours, minutes }: Cron, from: number): number | null => {
  const minuteOfDay = Math.ceil(from / minuteMs);
  const hour = Math.floor(minuteOfDay / 60);
  const [firstMinute = 0] = minutes;
  if (hours.includes(hour)) {
    const minute = minutes.find((each) => each >= minuteOfDay % 60);
    if (minute !== undefined) return hour * hourMs + minute * minuteMs;
  }
  const later = hours.find((each) => each > hour);
  return later === undefined ? null : later * hourMs + firstMinute * minuteMs;
};
