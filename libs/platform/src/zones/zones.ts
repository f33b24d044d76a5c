import type { Zone, ZonePeriod, ZoneRules } from '#domain/schedule/zone.js';

/** The zones that this Node knows, by its own copy of the IANA database (`process.versions.tz`). */
export const intlZones: ZoneRules = (name) => {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const offsetAt = offsetsOf(name);
  if (offsetAt === null) return null;
  const zone = new CachedZone(name, offsetAt);
  zones.set(name, zone);
  return zone;
};

const zones = new Map<string, Zone>();

type OffsetAt = (moment: number) => number;

/** An IANA name such as `Europe/Berlin`; `Intl` itself would also take `+01:00`, which has no rules. */
const form = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

const offsetsOf = (timeZone: string): OffsetAt | null => {
  if (!form.test(timeZone)) return null;
  try {
    const clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    return (moment) => {
      const [, month, day, year, hour, minute, second] =
        /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/.exec(clock.format(moment)) ?? [];
      const shown = Date.UTC(
        +(year ?? NaN),
        +(month ?? 0) - 1,
        +(day ?? 0),
        +(hour ?? 0),
        +(minute ?? 0),
        +(second ?? 0),
      );
      return shown - Math.floor(moment / 1000) * 1000;
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** Clocks change at most once within it: Morocco's month of Ramadan is the shortest period of our days. */
const sampleMs = 5 * 86_400_000;

/**
 * Asking `Intl` takes microseconds, and a schedule asks for every occurrence: the periods of a year are looked up once.
 * They are found by samples and bisection, with a year on both sides, so that no period is cut near the year asked for.
 */
class CachedZone implements Zone {
  private readonly years = new Map<number, readonly ZonePeriod[]>();
  /** Whoever asks goes from one occurrence to the next. */
  private latest: ZonePeriod | undefined;

  constructor(
    readonly name: string,
    private readonly offsetAt: OffsetAt,
  ) {}

  periodAt(moment: number): ZonePeriod {
    const { latest } = this;
    if (latest !== undefined && latest.from <= moment && moment < latest.to) return latest;
    const year = new Date(moment).getUTCFullYear();
    let periods = this.years.get(year);
    if (periods === undefined) {
      periods = this.periodsBetween(Date.UTC(year - 1, 0), Date.UTC(year + 2, 0));
      this.years.set(year, periods);
    }
    const found = periods.find(({ to }) => moment < to);
    if (found === undefined) throw new RangeError(`no moment of the calendar: ${moment}`);
    this.latest = found;
    return found;
  }

  private periodsBetween(begin: number, end: number): readonly ZonePeriod[] {
    const borders = [begin];
    for (let from = begin; from < end; from += sampleMs) {
      const to = Math.min(from + sampleMs, end);
      if (this.offsetAt(from) !== this.offsetAt(to)) borders.push(this.changeBetween(from, to));
    }
    return borders.map((from, at): ZonePeriod => {
      const to = borders[at + 1] ?? end;
      return {
        from,
        to,
        offset: this.offsetAt(from),
        offsetBefore: this.offsetAt(from - 1),
        offsetAfter: this.offsetAt(to),
      };
    });
  }

  /** The first moment that has the offset of `to`. */
  private changeBetween(from: number, to: number): number {
    let [low, high] = [from, to];
    const after = this.offsetAt(to);
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offsetAt(middle) === after) high = middle;
      else low = middle;
    }
    return high;
  }
}
