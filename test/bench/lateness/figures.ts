/** Of one round, or the middle one of several, ms. */
export interface Lateness {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

const shares = { p50: 0.5, p90: 0.9, p99: 0.99, max: 1 } as const;

/** Nearest rank. */
export const latenessAt = (sample: readonly number[]): Lateness => {
  const sorted = sample.toSorted((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN);
  return { p50: at(shares.p50), p90: at(shares.p90), p99: at(shares.p99), max: at(shares.max) };
};

export interface Row extends Lateness {
  readonly pattern: string;
  readonly who: string;
}

/** One contestant's turn. */
export interface Round extends Row {
  readonly turn: number;
  readonly ours: boolean;
}

/** At the 99th percentile, ours divided by theirs. */
export interface Ratio {
  readonly pattern: string;
  readonly ours: string;
  readonly theirs: string;
  readonly p99: number;
}

/** Of each contestant the median of its rounds: what a single stall of the disk did to one of them does not count. */
export const rowsOf = (rounds: readonly Round[]): readonly Row[] =>
  grouped(rounds, ({ pattern, who }) => `${pattern} ${who}`).map((own) => {
    const of = (figure: keyof Lateness): number => round(median(own.map((one) => one[figure])));
    const [{ pattern, who }] = own;
    return { pattern, who, p50: of('p50'), p90: of('p90'), p99: of('p99'), max: of('max') };
  });

/** Of each pair the median of the rounds: what disturbs the machine in one of them disturbs all who take part in it. */
export const ratiosOf = (rounds: readonly Round[]): readonly Ratio[] => {
  const pairs = rounds
    .filter(({ ours }) => ours)
    .flatMap((mine) =>
      rounds
        .filter(({ ours, turn, pattern }) => !ours && turn === mine.turn && pattern === mine.pattern)
        .map((other) => ({ pattern: mine.pattern, ours: mine.who, theirs: other.who, p99: mine.p99 / other.p99 })),
    );
  return grouped(pairs, ({ pattern, ours, theirs }) => `${pattern} ${ours} ${theirs}`).map((same) => ({
    ...same[0],
    p99: Math.round(median(same.map(({ p99 }) => p99)) * 100) / 100,
  }));
};

const grouped = <T>(list: readonly T[], by: (one: T) => string): readonly (readonly [T, ...T[]])[] => {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of list) {
    const group = groups.get(by(one));
    if (group === undefined) groups.set(by(one), [one]);
    else group.push(one);
  }
  return [...groups.values()];
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const round = (value: number): number => Math.round(value * 10) / 10;
