import { millisOf, wallText } from '../kernel/calendar.js';
import { type Cron, isHourly, readCron } from './cron.js';
import type { ScheduleDefinition, ScheduleSpec } from './messages.js';
import type { ZoneRules } from './zone.js';

const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** When a schedule comes, in plain English. The definition must be free of faults. */
export const scheduleInWords = (definition: ScheduleDefinition, zones: ZoneRules): string => {
  const { specs, exclusions, startsAt, endsAt, jitterSeconds, timeZone } = definition;
  const local = (instant: string): string => {
    const at = millisOf(instant);
    return momentText(at + (zones(timeZone)?.periodAt(at).offset ?? 0));
  };
  const sentence = [
    specs.map((spec) => specInWords(spec, local)).join('; and '),
    ...(specs.some(({ kind }) => kind !== 'interval') ? [`by the clocks of ${timeZone}`] : []),
    ...(startsAt === undefined ? [] : [`from ${local(startsAt)} on`]),
    ...(endsAt === undefined ? [] : [`until ${local(endsAt)}`]),
    ...(exclusions.length === 0
      ? []
      : [`not on ${listed(exclusions.map(({ from, to }) => (to === undefined ? from : `${from} to ${to}`)))}`]),
    ...(jitterSeconds === 0 ? [] : [`up to ${durationText(jitterSeconds)} later`]),
  ].join(', ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
};

const specInWords = (spec: ScheduleSpec, local: (instant: string) => string): string => {
  switch (spec.kind) {
    case 'once':
      return `once, on ${local(spec.at)}`;
    case 'interval': {
      const { everySeconds, phaseSeconds = 0 } = spec;
      const phase = phaseSeconds === 0 ? '' : ` (${durationText(phaseSeconds)} past each full one)`;
      return `every ${everyText(everySeconds)}${phase}`;
    }
    case 'cron': {
      const read = readCron(spec.expression);
      return read.ok ? cronInWords(read.cron) : spec.expression;
    }
  }
};

const cronInWords = (cron: Cron): string => `${timeInWords(cron)} ${daysInWords(cron)}`;

const timeInWords = (cron: Cron): string => {
  const { hours, minutes } = cron;
  const step = stepOf(minutes, 60);
  if (isHourly(cron)) {
    if (minutes.length === 60) return 'every minute';
    if (step !== null) return `every ${step} minutes`;
    return `every hour at ${listed(minutes.map((minute) => `:${two(minute)}`))}`;
  }
  const times = hours.flatMap((hour) => minutes.map((minute) => `${two(hour)}:${two(minute)}`));
  if (times.length <= 6) return `at ${listed(times)}`;
  const which =
    minutes.length === 60
      ? 'every minute'
      : step === null
        ? `at ${listed(minutes.map((minute) => `:${two(minute)}`))}`
        : `every ${step} minutes`;
  return `${which} in the hours ${ranges(hours, two)}`;
};

/** Steps from zero on that reach around, such as every 15 minutes. */
const stepOf = (values: readonly number[], size: number): number | null => {
  const [, second] = values;
  if (second === undefined || values.length !== size / second) return null;
  return values.every((value, at) => value === at * second) ? second : null;
};

const daysInWords = ({ days, months, weekdays, anyDay, anyWeekday }: Cron): string => {
  const ofMonth = days.size === 31 ? '' : `on day ${ranges([...days], String)} of the month`;
  const ofWeek = weekdays.size === 7 ? '' : `on ${weekdayRanges(weekdays)}`;
  const both = ofMonth !== '' && ofWeek !== '';
  const day = both
    ? `${ofMonth}${anyDay || anyWeekday ? ' when it is also' : ' and also'} ${ofWeek}`
    : ofMonth + ofWeek;
  const inMonths = months.size === 12 ? '' : `in ${ranges([...months], (month) => monthNames[month - 1] ?? '')}`;
  return [day === '' ? 'every day' : day, inMonths].filter((part) => part !== '').join(' ');
};

/** From Monday on, as a week is read. */
const weekdayRanges = (weekdays: ReadonlySet<number>): string =>
  ranges(
    [...weekdays].map((day) => (day + 6) % 7),
    (day) => weekdayNames[(day + 1) % 7] ?? '',
  );

/** `1 to 5, 10 and 20` */
const ranges = (values: readonly number[], nameOf: (value: number) => string): string => {
  const runs: { from: number; to: number }[] = [];
  for (const value of values.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last.to === value - 1) last.to = value;
    else runs.push({ from: value, to: value });
  }
  return listed(
    runs.flatMap(({ from, to }) => {
      if (from === to) return [nameOf(from)];
      return to === from + 1 ? [nameOf(from), nameOf(to)] : [`${nameOf(from)} to ${nameOf(to)}`];
    }),
  );
};

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const units = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** `15 minutes`, `day`: what stands behind "every". */
const everyText = (seconds: number): string => {
  const [size, unit] = units.find(([size]) => seconds % size === 0) ?? [1, 'second'];
  return seconds === size ? unit : `${seconds / size} ${unit}s`;
};

const durationText = (seconds: number): string => {
  const text = everyText(seconds);
  return /^\d/.test(text) ? text : `1 ${text}`;
};

/** `23 November 2026 at 09:00` */
const momentText = (wall: number): string => {
  const [day = '', time = ''] = wallText(wall).split('T');
  const [year, month, ofMonth] = day.split('-').map(Number);
  const clock = time.endsWith(':00') ? time.slice(0, 5) : time;
  return `${ofMonth} ${monthNames[(month ?? 1) - 1] ?? ''} ${year} at ${clock}`;
};

const two = (value: number): string => String(value).padStart(2, '0');
