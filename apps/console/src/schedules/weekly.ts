/** Monday first; the numbers are cron's. */
export const weekdays = [
  [1, 'Mon'],
  [2, 'Tue'],
  [3, 'Wed'],
  [4, 'Thu'],
  [5, 'Fri'],
  [6, 'Sat'],
  [0, 'Sun'],
] as const;

const order = weekdays.map(([day]) => day as number);

/** A time on some days of the week as a cron expression; none of the days, or all: every day. */
export const weeklyCron = ({ time, days }: { readonly time: string; readonly days: readonly number[] }): string => {
  const [hour = '', minute = ''] = time.split(':');
  const chosen = order.filter((day) => days.includes(day));
  const on = chosen.length === 0 || chosen.length === order.length ? '*' : chosen.join(',');
  return `${Number(minute)} ${Number(hour)} * * ${on}`;
};

/** A cron expression that says no more than a time on days of the week; null for any other. */
export const readWeekly = (
  expression: string,
): { readonly kind: 'weekly'; readonly time: string; readonly days: readonly number[] } | null => {
  const [, minute, hour, days] = /^(\d{1,2}) (\d{1,2}) \* \* (\*|[0-6](?:[,-][0-6])*)$/.exec(expression.trim()) ?? [];
  if (minute === undefined || hour === undefined || days === undefined) return null;
  const read = days === '*' ? [] : days.split(',').map(rangeOf);
  if (read.includes(null)) return null;
  return {
    kind: 'weekly',
    time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`,
    days: read.flatMap((range) => range ?? []),
  };
};

const rangeOf = (text: string): readonly number[] | null => {
  const [first, last = first, ...more] = text.split('-').map(Number);
  if (first === undefined || last === undefined || more.length > 0 || last < first) return null;
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
};
