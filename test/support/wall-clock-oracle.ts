/**
 * What a schedule by the wall clock must do, found the slow way and written apart from the code that it judges: it
 * walks through the minutes, asks `Intl` what the clock shows, and never reckons with offsets.
 */
export interface Shown {
  /** The minute, ms since 1970. */
  readonly moment: number;
  /** What the clock shows, as ms since 1970 as if it were UTC. */
  readonly wall: number;
}

export interface Policy {
  readonly gap: 'shift' | 'skip';
  readonly repeated: 'first' | 'last' | 'both';
}

const policies: readonly Policy[] = (['shift', 'skip'] as const).flatMap((gap) =>
  (['first', 'last', 'both'] as const).map((repeated) => ({ gap, repeated })),
);

export const minute = 60_000;

/** What the clocks of a zone show, minute by minute. */
export const clockOf = (timeZone: string): ((moment: number) => number) => {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  // Written as 03/29/2026, 01:30.
  return (moment) => {
    const text = clock.format(moment);
    const at = (from: number, length = 2): number => Number(text.slice(from, from + length));
    return Date.UTC(at(6, 4), at(0) - 1, at(3), at(12), at(15));
  };
};

/** A stretch of minutes: when each wall time is shown, and which wall times are left out before which minute. */
export interface Walk {
  readonly shown: ReadonlyMap<number, readonly number[]>;
  /** Wall times that no clock shows, each with the moment as much later as the clocks were put forward. */
  readonly skipped: readonly Shown[];
}

export const walk = (timeZone: string, from: number, to: number): Walk => {
  const wallOf = clockOf(timeZone);
  const shown = new Map<number, number[]>();
  const skipped: Shown[] = [];
  let due = wallOf(from);
  for (let moment = from; moment < to; moment += minute) {
    const wall = wallOf(moment);
    for (let left = due; left < wall; left += minute) skipped.push({ wall: left, moment: moment + (left - due) });
    const before = shown.get(wall);
    if (before === undefined) shown.set(wall, [moment]);
    else before.push(moment);
    due = wall + minute;
  }
  return { shown, skipped };
};

/** The minutes of the walk at which something wanted by the wall clock happens, for each policy. */
export const expectedMoments = (
  { shown, skipped }: Walk,
  wanted: (wall: Date) => boolean,
): readonly { readonly policy: Policy; readonly moments: readonly number[] }[] => {
  const due = [...shown].flatMap(([wall, moments]) => (wanted(new Date(wall)) ? [moments] : []));
  const late = skipped.flatMap(({ wall, moment }) => (wanted(new Date(wall)) ? [moment] : []));
  return policies.map((policy) => {
    const regular = due.flatMap((moments) =>
      policy.repeated === 'both' ? moments : (moments.at(policy.repeated === 'first' ? 0 : -1) ?? []),
    );
    const all = new Set([...regular, ...(policy.gap === 'shift' ? late : [])]);
    return { policy, moments: [...all].toSorted((a, b) => a - b) };
  });
};
