import type { ScheduleDefinition } from '#domain/schedule/messages.js';
import { occurrenceTimes } from '#domain/schedule/times.js';
import { scheduleDefinition } from '#domain/testing/schedule-fixtures.js';
import { clockOf, expectedMoments, minute, walk } from '../../../../test/support/wall-clock-oracle.js';
import { intlZones } from './zones.js';

const [first, last] = [Date.UTC(2024, 0), Date.UTC(2034, 0)];
const day = 86_400_000;
const zoneNames = Intl.supportedValuesOf('timeZone');

const dense = '*/30 0-22 * * *';

/** Cron expressions and what they mean, said once more. */
const wanted: Readonly<Record<string, (wall: Date) => boolean>> = {
  [dense]: (wall) => wall.getUTCMinutes() % 30 === 0 && wall.getUTCHours() < 23,
  '30 2 * * *': (wall) => wall.getUTCMinutes() === 30 && wall.getUTCHours() === 2,
  '15 0,23 * * 0,1,6': (wall) =>
    wall.getUTCMinutes() === 15 && [0, 23].includes(wall.getUTCHours()) && [0, 1, 6].includes(wall.getUTCDay()),
};

/** The last minute before each change of the zone's clocks, found by looking at every day. */
const changesOf = (timeZone: string): readonly number[] => {
  const wallOf = clockOf(timeZone);
  const offset = (moment: number): number => wallOf(moment) - moment;
  const changes: number[] = [];
  for (let from = first; from < last; from += day) {
    if (offset(from) === offset(from + day)) continue;
    let [low, high] = [from, from + day];
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / 2 / minute) * minute;
      if (offset(middle) === offset(from)) low = middle;
      else high = middle;
    }
    changes.push(low);
  }
  return changes;
};

const changes = new Map(zoneNames.map((zone) => [zone, changesOf(zone)]));

type Expected = ReturnType<typeof expectedMoments>;
const expectations = new Map<string, { readonly [expression: string]: Expected }>();

/**
 * What is due in the four days around a change. Zones that change alike, such as most of Europe, share it. `fresh`: no
 * other zone asked before.
 */
const expectedAround = (timeZone: string, change: number) => {
  const wallOf = clockOf(timeZone);
  const [from, to] = [change - 2 * day, change + 2 * day];
  const alike = [change, ...[from, change, change + minute, to].map((moment) => wallOf(moment) - moment)].join();
  const known = expectations.get(alike);
  if (known !== undefined) return { from, to, fresh: false, expected: known };
  const shown = walk(timeZone, from, to);
  const expected = Object.fromEntries(
    Object.entries(wanted).map(([expression, isDue]) => [expression, expectedMoments(shown, isDue)]),
  );
  expectations.set(alike, expected);
  return { from, to, fresh: true, expected };
};

const occurrences = (definition: ScheduleDefinition, from: number, to: number): readonly number[] => {
  const { next } = occurrenceTimes(definition, intlZones);
  const found: number[] = [];
  for (let at = next(from - 1); at !== null && at < to; at = next(at)) found.push(at);
  return found;
};

it('knows every change of every clock for ten years', () => {
  for (const [name, expected] of changes) {
    const zone = intlZones(name);
    const found: number[] = [];
    for (let at = first; at < last; at = zone?.periodAt(at).to ?? Infinity) {
      const { to, offset, offsetAfter } = zone?.periodAt(at) ?? { to: Infinity, offset: 0, offsetAfter: 0 };
      if (offset !== offsetAfter && to < last) found.push(to - minute);
    }
    expect({ name, changes: found }).toEqual({ name, changes: expected });
  }
});

it('finds what is due when the clocks say so, in every zone, two days around every change', () => {
  let compared = 0;
  for (const [timeZone, moments] of changes) {
    for (const change of moments) {
      const { from, to, fresh, expected } = expectedAround(timeZone, change);
      const cases = Object.entries(expected)
        // Hundreds of moments are compared for one of the zones that change alike.
        .filter(([expression]) => fresh || expression !== dense)
        .flatMap(([expression, byPolicy]) => byPolicy.map((one) => ({ expression, ...one })));
      for (const { expression, policy, moments } of cases) {
        const specs = [{ kind: 'cron', expression } as const];
        const found = occurrences({ ...scheduleDefinition, ...policy, timeZone, specs }, from, to);
        compared += moments.length;
        // Texts compare quickly, and there are a hundred thousand of them.
        if (found.join() === moments.join()) continue;
        expect({ timeZone, expression, policy, found }).toEqual({ timeZone, expression, policy, found: moments });
      }
    }
  }
  expect(compared).toBeGreaterThan(100_000);
});
