import { dayMs, instantOf, minuteMs, wallText } from '../kernel/calendar.js';
import type { Instant } from '../kernel/message.js';
import type { ScheduleDefinition } from './messages.js';
import { occurrenceTimes } from './times.js';
import type { ZoneRules } from './zone.js';

/** One of the next times, as people on the spot and machines elsewhere would name it. */
export interface PreviewedTime {
  /** Names the occurrence. */
  readonly dueAt: Instant;
  /** When it is started: with the jitter. For a schedule that is not stored yet the jitter is another. */
  readonly startAt: Instant;
  /** What the clocks of the zone show, e.g. `2026-11-23T09:00:00`. */
  readonly local: string;
  /** How far they are ahead of UTC, e.g. `+01:00`. */
  readonly offset: string;
  readonly timeZone: string;
  /** The clocks of the zone change on this day. */
  readonly clocksChange: boolean;
  /** On an excluded day: it is skipped. */
  readonly excluded: boolean;
}

/** The next times strictly after a moment. The definition must be free of faults. */
export const previewOf = (
  definition: ScheduleDefinition,
  zones: ZoneRules,
  { scheduleId, after, count }: { readonly scheduleId: string; readonly after: number; readonly count: number },
): readonly PreviewedTime[] => {
  const times = occurrenceTimes(definition, zones);
  const previewed: PreviewedTime[] = [];
  for (let at = times.next(after); at !== null && previewed.length < count; at = times.next(at)) {
    const zone = zones(definition.timeZone);
    const { offset = 0, ...period } = zone?.periodAt(at) ?? {};
    const wall = at + offset;
    const midnight = Math.floor(wall / dayMs) * dayMs;
    previewed.push({
      dueAt: instantOf(at),
      startAt: instantOf(times.dueAt(scheduleId, at)),
      local: wallText(wall),
      offset: offsetText(offset),
      timeZone: definition.timeZone,
      clocksChange: changesOn(period, offset, midnight),
      excluded: times.isExcluded(at),
    });
  }
  return previewed;
};

/** Whether the period of a time begins or ends on its day, `midnight` being the day's beginning by the wall clock. */
const changesOn = (
  {
    from = 0,
    to = 0,
    offsetBefore,
    offsetAfter,
  }: { from?: number; to?: number; offsetBefore?: number; offsetAfter?: number },
  offset: number,
  midnight: number,
): boolean => {
  const begins = offsetBefore !== offset && from + offset >= midnight && from + offset < midnight + dayMs;
  const ends = offsetAfter !== offset && to + offset > midnight && to + offset <= midnight + dayMs;
  return begins || ends;
};

const offsetText = (offset: number): string => {
  const minutes = Math.floor(Math.abs(offset) / minuteMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};
