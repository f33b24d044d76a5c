export type TimeStyle = 'short' | 'minutes' | 'seconds' | 'full' | 'clock' | 'day';

const options = {
  /** Day and clock; the year is in the other forms. */
  short: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  minutes: { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  seconds: { weekday: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
  full: { dateStyle: 'full', timeStyle: 'long' },
  clock: { hour: '2-digit', minute: '2-digit' },
  day: { dateStyle: 'short' },
} satisfies Record<TimeStyle, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string, style: TimeStyle): Intl.DateTimeFormat => {
  const key = `${style} ${zone}`;
  const found = formats.get(key);
  if (found !== undefined) return found;
  const made = new Intl.DateTimeFormat(undefined, { ...options[style], hourCycle: 'h23', timeZone: zone });
  formats.set(key, made);
  return made;
};

/** An instant in a zone. */
export const formatInstant = (instant: string, zone: string, style: TimeStyle): string =>
  formatOf(zone, style).format(new Date(instant));

/** As short as it is clear: the clock today, else the day too. */
export const formatCompact = (instant: string, zone: string, now: number): string => {
  const today = formatInstant(instant, zone, 'day') === formatOf(zone, 'day').format(now);
  return formatInstant(instant, zone, today ? 'clock' : 'short');
};

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** `3 hr. ago`, `in 5 min.` */
export const formatRelative = (instant: string, now: number): string => {
  const ms = Date.parse(instant) - now;
  const [unit, size] = steps.find(([, size]) => Math.abs(ms) >= size) ?? (['second', 1_000] as const);
  return relative.format(Math.round(ms / size), unit);
};

/** `412 ms`, `3.4 s`, `2 min 5 s`, `4 h 2 min`, `3 d 4 h`: two units at most. */
export const formatDuration = (ms: number): string => {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return two(seconds, 60, 'min', 's');
  if (seconds < 86_400) return two(Math.round(seconds / 60), 60, 'h', 'min');
  return two(Math.round(seconds / 3_600), 24, 'd', 'h');
};

const two = (amount: number, per: number, greater: string, less: string): string => {
  const rest = amount % per;
  return `${Math.floor(amount / per)} ${greater}${rest === 0 ? '' : ` ${rest} ${less}`}`;
};
