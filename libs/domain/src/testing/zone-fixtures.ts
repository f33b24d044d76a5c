import { hourMs, millisOf } from '../kernel/calendar.js';
import type { Zone, ZoneRules } from '../schedule/zone.js';

/** A zone whose clocks are set to another offset (in hours) at the given instants, and are at `offset` before. */
const zoneOf = (name: string, offset: number, ...changes: readonly (readonly [string, number])[]): Zone => {
  const begins = [-Infinity, ...changes.map(([at]) => millisOf(at))];
  const offsets = [offset, ...changes.map(([, hours]) => hours)].map((hours) => hours * hourMs);
  return {
    name,
    periodAt(moment) {
      const at = begins.findLastIndex((begin) => begin <= moment);
      const own = offsets[at] ?? 0;
      return {
        from: begins[at] ?? -Infinity,
        to: begins[at + 1] ?? Infinity,
        offset: own,
        offsetBefore: offsets[at - 1] ?? own,
        offsetAfter: offsets[at + 1] ?? own,
      };
    },
  };
};

const zones = [
  zoneOf('UTC', 0),
  // Berlin in the year from November 2026 on.
  zoneOf('Test/Town', 1, ['2027-03-28T01:00:00.000Z', 2], ['2027-10-31T01:00:00.000Z', 1]),
  // Its rules are known until 2028 only: then begins a period with the same clocks.
  zoneOf('Test/West', -3.5, ['2028-01-01T12:00:00.000Z', -3.5]),
  // It left out the 30th of December 2027, as Samoa did in 2011.
  zoneOf('Test/Island', -10, ['2027-12-30T10:00:00.000Z', 14]),
];

/** The zones of a small world, so that a test says itself when clocks change. */
export const testZones: ZoneRules = (name) => zones.find((zone) => zone.name === name) ?? null;
