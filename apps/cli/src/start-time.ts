import { WrongUsage } from './failures.js';

/** When a run is to start, as the API takes it. */
export type StartTime = string | { readonly local: string; readonly timeZone: string };

const ahead = /^\+(\d{1,6})(s|min|h|d)$/;
const sizes: Readonly<Record<string, number>> = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * `2026-11-23T09:00:00+01:00`; `2026-11-23T09:00 Europe/Berlin` by the clocks there; `+90s`, `+10min`, `+2h`, `+1d` from
 * now by this machine's clock. Whether such a time exists is for the API to say.
 */
export const readStartTime = (typed: string, now: number): StartTime => {
  const [, amount, unit = ''] = ahead.exec(typed) ?? [];
  if (amount !== undefined) return new Date(now + Number(amount) * (sizes[unit] ?? 0)).toISOString();
  if (typed.startsWith('+')) throw new WrongUsage(`"${typed}" is no time ahead: write +90s, +10min, +2h or +1d`);
  const [local = '', timeZone, ...rest] = typed.trim().split(/\s+/);
  return timeZone !== undefined && rest.length === 0 ? { local, timeZone } : typed;
};

const shift = /^([+-])(\d{1,6})(s|min|h|d)$/;

/** `+90s`, `-10min`, `+2h`, `-1d`, in seconds. */
export const readShift = (typed: string): number => {
  const [, sign, amount, unit = ''] = shift.exec(typed) ?? [];
  if (amount === undefined) throw new WrongUsage(`"${typed}" is no shift: write +90s, -10min, +2h or -1d`);
  return ((sign === '-' ? -1 : 1) * Number(amount) * (sizes[unit] ?? 0)) / 1_000;
};

export const startTimeHelp = '2026-11-23T09:00:00+01:00, "2026-11-23T09:00 Europe/Berlin", or +10min';
