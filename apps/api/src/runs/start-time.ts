import type { Instant } from '#domain/kernel/message.js';
import { intlZones } from '#platform/zones/zones.js';
import { asObject } from '../http/json.js';
import type { Fault } from '../http/problem.js';

/** A wall-clock time and the IANA zone whose clocks are meant. */
export interface LocalStart {
  /** As `2026-11-23T09:00` or with seconds; no offset. */
  readonly local: string;
  /** As `Europe/Berlin`. */
  readonly timeZone: string;
}

/** ISO 8601 with `Z` or an offset, or a local time with its zone. */
export type StartTime = string | LocalStart;

export type ReadStart =
  | { readonly ok: true; readonly startAt: Instant }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** The moment that a caller means; faults have pointers relative to the value. */
export const readStart = (value: unknown): ReadStart => {
  if (typeof value === 'string') return readInstant(value);
  const given = asObject(value);
  if (given === null) return no('', 'wrong-type', 'must be a time with an offset, or an object of local and timeZone');
  const { local, timeZone, ...others } = given;
  const faults = [
    ...Object.keys(others).map((name): Fault => ({
      pointer: `/${name}`,
      code: 'unknown-field',
      detail: 'is not a known member',
    })),
    ...textFault('/local', local),
    ...textFault('/timeZone', timeZone),
  ];
  if (faults.length > 0 || typeof local !== 'string' || typeof timeZone !== 'string') return { ok: false, faults };
  return readLocal(local, timeZone);
};

/** The same, and it must lie ahead. */
export const readFutureStart = (value: unknown, now: Instant): ReadStart => {
  const read = readStart(value);
  return read.ok && read.startAt <= now
    ? no('', 'in-the-past', `${read.startAt} is not after now (${now}); leave it out to start at once`)
    : read;
};

const no = (pointer: string, code: string, detail: string): ReadStart => ({
  ok: false,
  faults: [{ pointer, code, detail }],
});

const textFault = (pointer: string, value: unknown): readonly Fault[] => {
  if (typeof value === 'string') return [];
  return [
    value === undefined
      ? { pointer, code: 'required', detail: 'is missing' }
      : { pointer, code: 'wrong-type', detail: 'must be a string' },
  ];
};

const wallClock = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(.*)$/;
const offset = /^(Z|[+-]\d{2}:\d{2})$/;

const readInstant = (text: string): ReadStart => {
  const [, minutes = '', seconds = ':00', zone = ''] = wallClock.exec(text) ?? [];
  if (zone === '' && minutes !== '')
    return no('', 'no-offset', 'has no offset: end it with Z or as +01:00, or say {local, timeZone}');
  const wall = wallTime(minutes + seconds);
  const at = Date.parse(`${minutes}${seconds}${zone}`);
  if (wall === null || !offset.test(zone) || Number.isNaN(at))
    return no('', 'not-a-time', 'must be a time such as 2026-11-23T09:00:00+01:00');
  return { ok: true, startAt: new Date(at).toISOString() };
};

const readLocal = (local: string, timeZone: string): ReadStart => {
  const [, minutes = '', seconds = ':00', rest = ''] = wallClock.exec(local) ?? [];
  const wall = rest === '' ? wallTime(minutes + seconds) : null;
  if (wall === null) return no('/local', 'not-a-time', 'must be a local time such as 2026-11-23T09:00, without offset');
  const zone = intlZones(timeZone);
  if (zone === null) return no('/timeZone', 'unknown-time-zone', 'must be an IANA time zone such as Europe/Berlin');
  const day = 86_400_000;
  const offsetAt = (at: number): number => zone.periodAt(at).offset;
  const [before, after] = [offsetAt(wall - day), offsetAt(wall + day)];
  // When clocks go back, a time comes twice: the earlier one is meant, as calendars do it (RFC 5545 §3.3.5).
  const candidates = [wall - before, wall - after].filter((at) => at + offsetAt(at) === wall);
  if (candidates.length > 0) return { ok: true, startAt: new Date(Math.min(...candidates)).toISOString() };
  const skippedTo = new Date(wall - before + after).toISOString().slice(0, 16);
  return no(
    '/local',
    'in-dst-gap',
    `does not exist in ${timeZone}: the clocks go forward over it; the same moment on the new clock is ${skippedTo}`,
  );
};

/** Milliseconds that the same wall clock would show in UTC; null for a day or an hour that no clock shows. */
const wallTime = (text: string): number | null => {
  const at = Date.parse(`${text}Z`);
  if (Number.isNaN(at)) return null;
  // Date.parse takes 30 February for 2 March.
  return new Date(at).toISOString().startsWith(text.slice(0, 16)) ? at : null;
};
