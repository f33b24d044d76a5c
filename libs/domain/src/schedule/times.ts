import { dayMs, instantOf, millisOf, readDay, secondMs } from '../kernel/calendar.js';
import { type Cron, isHourly, nextWallTime, readCron } from './cron.js';
import type { ScheduleDefinition, ScheduleSpec } from './messages.js';
import type { Zone, ZoneRules } from './zone.js';

/** When a schedule's occurrences are. Moments are milliseconds since 1970. */
export interface OccurrenceTimes {
  /** The first occurrence strictly after a moment; null when none follows. */
  next(after: number): number | null;
  /** When an occurrence is to be started: up to the jitter later, before the next one. The id makes schedules differ. */
  dueAt(scheduleId: string, occurrence: number): number;
  isExcluded(occurrence: number): boolean;
}

/** The definition must be free of faults: throws otherwise. */
export const occurrenceTimes = (definition: ScheduleDefinition, zones: ZoneRules): OccurrenceTimes => {
  const zone = zones(definition.timeZone);
  if (zone === null) throw new TypeError(`unknown time zone ${definition.timeZone}`);
  const specs = definition.specs.map((spec) => nextOfSpec(spec, definition, zone));
  const first = definition.startsAt === undefined ? -Infinity : millisOf(definition.startsAt);
  const end = definition.endsAt === undefined ? Infinity : millisOf(definition.endsAt);
  const ranges = definition.exclusions.map(({ from, to = from }) => [readDay(from) ?? 0, readDay(to) ?? 0] as const);
  const next = (after: number): number | null => {
    const from = Math.max(after, first - 1);
    const moments = specs.flatMap((nextOf) => nextOf(from) ?? []);
    const soonest = moments.length === 0 ? null : Math.min(...moments);
    return soonest === null || soonest >= end ? null : soonest;
  };
  return {
    next,
    dueAt(scheduleId, occurrence) {
      if (definition.jitterSeconds === 0) return occurrence;
      const following = next(occurrence);
      const room = following === null ? Infinity : following - occurrence - secondMs;
      const span = Math.min(definition.jitterSeconds * secondMs, room);
      return occurrence + (hashOf(`${scheduleId}/${instantOf(occurrence)}`) % (span + 1));
    },
    isExcluded(occurrence) {
      if (ranges.length === 0) return false;
      const day = Math.floor((occurrence + zone.periodAt(occurrence).offset) / dayMs);
      return ranges.some(([from, to]) => from <= day && day <= to);
    },
  };
};

type Next = (after: number) => number | null;

const nextOfSpec = (spec: ScheduleSpec, { gap, repeated }: ScheduleDefinition, zone: Zone): Next => {
  switch (spec.kind) {
    case 'once': {
      const at = millisOf(spec.at);
      return (after) => (at > after ? at : null);
    }
    case 'interval': {
      const every = spec.everySeconds * secondMs;
      const phase = (spec.phaseSeconds ?? 0) * secondMs;
      return (after) => (Math.floor((after - phase) / every) + 1) * every + phase;
    }
    case 'cron': {
      const read = readCron(spec.expression);
      if (!read.ok) throw new TypeError(`cron ${spec.expression}: ${read.faults.join('; ')}`);
      const { cron } = read;
      // What is due every hour follows the hours that pass: a policy would leave one out or repeat one.
      const rule = isHourly(cron) ? ({ gap: 'skip', repeated: 'both' } as const) : { gap, repeated };
      return (after) => nextOfCron(cron, rule, zone, after + 1);
    }
  }
};

/** More changes of the clocks than a zone has ever seen in a few days; every look beyond them starts near a wall time. */
const mostPeriods = 100;

/**
 * Goes through the periods of constant offset. In each the wall clock is UTC and a constant, and cron is asked for
 * wall times; what an ambiguous or skipped wall time means is decided at the border of two periods.
 */
const nextOfCron = (
  cron: Cron,
  { gap, repeated }: Pick<ScheduleDefinition, 'gap' | 'repeated'>,
  zone: Zone,
  from: number,
): number | null => {
  let moment = from;
  for (let n = 0; n < mostPeriods; n += 1) {
    const { from: begin, to: end, offset, offsetBefore, offsetAfter } = zone.periodAt(moment);
    // Wall times of this period that were shown before, or will be shown again.
    const shownBefore = begin + Math.max(offset, offsetBefore);
    const shownAgain = end + Math.min(offset, offsetAfter);
    let wall = moment + offset;
    if (repeated === 'first') wall = Math.max(wall, shownBefore);
    const found = nextWallTime(cron, wall);
    const last = repeated === 'last' ? shownAgain : end + offset;
    const regular = found !== null && found < last ? found - offset : null;
    const shifted =
      gap === 'shift' && offset > offsetBefore ? nextShifted(cron, moment, begin, offset, offsetBefore) : null;
    if (regular !== null || shifted !== null) return Math.min(regular ?? Infinity, shifted ?? Infinity);
    if (found === null) return null;
    // Nothing until then; no clock is two days from UTC, so no year between costs a period.
    moment = Math.max(end, found - 2 * dayMs);
  }
  return null;
};

/** A wall time that was left out when the period began, as much later as the clocks were put forward. */
const nextShifted = (
  cron: Cron,
  moment: number,
  begin: number,
  offset: number,
  offsetBefore: number,
): number | null => {
  const found = nextWallTime(cron, moment + offsetBefore);
  return found !== null && found < begin + offset ? found - offsetBefore : null;
};

/** FNV-1a, then mixed (the finalizer of MurmurHash3): 32 bits that look like chance and are always the same. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
