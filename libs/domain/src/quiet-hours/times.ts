import type { ChannelKind } from '../campaign/messages.js';
import { dayMs, hourMs, minuteMs, secondMs, weekdayOf } from '../kernel/calendar.js';
import type { Zone } from '../schedule/zone.js';
import { type QuietWindow, weekdays } from './messages.js';

/** A time during which it is quiet for somebody, or is not. Moments are milliseconds since 1970. */
export interface Spell {
  readonly quiet: boolean;
  /** When that changes; null when it does not within the horizon. */
  readonly until: number | null;
}

/** From when to when a window lasts: ms after the midnight of the day on which it begins. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Of a day's number. */
  readonly onDay: (day: number) => boolean;
}

/** Milliseconds after midnight of `21:00`, `21:00:30` or `24:00`; null when it is no time of day. */
export const readTimeOfDay = (text: string): number | null => {
  const [, hour = '', minute = '', second = '0'] = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? [];
  if (hour === '' || Number(minute) > 59 || Number(second) > 59) return null;
  const time = Number(hour) * hourMs + Number(minute) * minuteMs + Number(second) * secondMs;
  return time <= dayMs ? time : null;
};

/**
 * Whether it is quiet at a moment, by the clocks of every one of the zones: with several it is quiet as long as it is
 * in any of them. What a clock shows decides, so a window that ends in a skipped hour ends with the jump, and one that
 * ends in a repeated hour is quiet again when the clock shows it once more.
 */
export const spellAt = (
  windows: readonly QuietWindow[],
  { channel, zones, moment, horizonMs }: SpellQuestion,
): Spell => {
  const stretches = windows.flatMap((window) => stretchOf(window, channel));
  if (stretches.length === 0) return { quiet: false, until: null };
  const quiet = isQuiet(stretches, zones, moment);
  for (let at = moment; at - moment <= horizonMs;) {
    at = Math.min(...zones.map((zone) => nextBorder(stretches, zone, at)));
    if (isQuiet(stretches, zones, at) !== quiet) return { quiet, until: at };
  }
  return { quiet, until: null };
};

export interface SpellQuestion {
  readonly channel: ChannelKind;
  /** At least one. */
  readonly zones: readonly Zone[];
  readonly moment: number;
  /** How far to look, ms. */
  readonly horizonMs: number;
}

const stretchOf = (window: QuietWindow, channel: ChannelKind): readonly Stretch[] => {
  if (window.channels !== undefined && !window.channels.includes(channel)) return [];
  const from = readTimeOfDay(window.from);
  const to = readTimeOfDay(window.to);
  if (from === null || to === null) throw new TypeError(`no times of day: ${window.from}, ${window.to}`);
  const days = window.days?.map((day) => weekdays.indexOf(day));
  const onDay = (day: number): boolean => days === undefined || days.includes(weekdayOf(day));
  return [{ from, to: to <= from ? to + dayMs : to, onDay }];
};

const isQuiet = (stretches: readonly Stretch[], zones: readonly Zone[], moment: number): boolean =>
  zones.some((zone) => {
    const wall = moment + zone.periodAt(moment).offset;
    return windowsAround(stretches, wall).some(({ from, to }) => from <= wall && wall < to);
  });

/** The next moment at which a window begins or ends, the clocks change, or nothing has happened for a day. */
const nextBorder = (stretches: readonly Stretch[], zone: Zone, moment: number): number => {
  const { offset, to: changes } = zone.periodAt(moment);
  const wall = moment + offset;
  const borders = windowsAround(stretches, wall).flatMap(({ from, to }) => [from, to]);
  return Math.min(changes, wall + dayMs - offset, ...borders.filter((at) => at > wall).map((at) => at - offset));
};

/** The windows, in wall time, that begin on the day before, on the same or on the next. */
const windowsAround = (
  stretches: readonly Stretch[],
  wall: number,
): readonly { readonly from: number; readonly to: number }[] => {
  const today = Math.floor(wall / dayMs);
  return [today - 1, today, today + 1].flatMap((day) =>
    stretches
      .filter(({ onDay }) => onDay(day))
      .map(({ from, to }) => ({ from: day * dayMs + from, to: day * dayMs + to })),
  );
};
