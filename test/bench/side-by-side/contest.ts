import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { machine } from '../machine.js';
import { cpuSeconds, type Spent } from './processor.js';

/** What one turn came to; a figure's name says its unit. */
export type Figures = Readonly<Record<string, number>>;

/** Somebody who can do the work that is measured. */
export interface Contestant {
  readonly name: string;
  readonly ours: boolean;
  /**
   * Does the work once. `items` is how many pieces it came to: what the processor was kept busy with is told by the piece.
   * `verify` looks afterwards, off the clock, at what was stored, and throws when that is not all of it.
   */
  carryOut(): Promise<{ readonly figures: Figures; readonly items: number; readonly verify?: () => Promise<void> }>;
  close(): Promise<void>;
}

/** Of one contestant the median of each figure over the rounds. */
export interface Row {
  readonly who: string;
  readonly figures: Figures;
}

/** Ours divided by theirs, in the same round: the median of the rounds. */
export interface Ratio {
  readonly figure: string;
  readonly ours: string;
  readonly theirs: string;
  readonly ratio: number;
}

export interface Outcome {
  readonly machine: string;
  readonly rounds: number;
  readonly rows: readonly Row[];
  readonly ratios: readonly Ratio[];
  /** Every turn's own look at what it stored found all of it; a turn of which that is not so has thrown. */
  readonly verified: boolean;
}

interface Turn extends Row {
  readonly round: number;
  readonly ours: boolean;
}

export interface Rules {
  readonly rounds: number;
  /** The figures that are compared. */
  readonly compared: readonly string[];
  readonly say: (line: string) => void;
  /** Before anybody's turn: what is to be quiet again. */
  readonly settled?: () => Promise<void>;
}

/** One after the other, round by round: what disturbs the machine in one round disturbs all who take part in it. */
export const contest = async (contestants: readonly Contestant[], rules: Rules): Promise<Outcome> => {
  const { rounds, compared, say, settled } = rules;
  const turns: Turn[] = [];
  for (let round = 1; round <= rounds; round += 1)
    for (const one of contestants) {
      await (settled?.() ?? pause(200));
      const before = cpuSeconds();
      const { figures, items, verify } = await one.carryOut();
      const spent = perItem(before, cpuSeconds(), items);
      await verify?.();
      turns.push({ round, who: one.name, ours: one.ours, figures: { ...figures, ...spent } });
      say(`round ${round}, ${one.name}: ${JSON.stringify({ ...figures, ...spent })}, load ${load()}`);
    }
  return {
    machine: machine(),
    rounds,
    rows: rowsOf(turns),
    ratios: compared.flatMap((figure) => ratiosOf(turns, figure)),
    verified: true,
  };
};

const load = (): string => (loadavg()[0] ?? 0).toFixed(1);

/** Processor time by the piece, µs, of each kind of process that took part. */
const perItem = (before: Spent, after: Spent, items: number): Figures =>
  Object.fromEntries(
    Object.entries(after)
      .map(([kind, seconds]): [string, number] => [
        `${kind} µs`,
        Math.round(((seconds - (before[kind] ?? 0)) / items) * 1e6),
      ])
      .filter(([, micros]) => micros > 0),
  );

const rowsOf = (turns: readonly Turn[]): readonly Row[] =>
  [...new Set(turns.map(({ who }) => who))].map((who) => {
    const own = turns.filter((turn) => turn.who === who).map(({ figures }) => figures);
    const names = [...new Set(own.flatMap((figures) => Object.keys(figures)))];
    return { who, figures: Object.fromEntries(names.map((name) => [name, median(own.map((one) => one[name] ?? 0))])) };
  });

const ratiosOf = (turns: readonly Turn[], figure: string): readonly Ratio[] => {
  const names = (ours: boolean) => [...new Set(turns.filter((turn) => turn.ours === ours).map(({ who }) => who))];
  const of = (who: string, round: number): number | undefined =>
    turns.find((turn) => turn.who === who && turn.round === round)?.figures[figure];
  return names(true).flatMap((ours) =>
    names(false).flatMap((theirs) => {
      const pairs = turns
        .filter(({ who }) => who === ours)
        .flatMap(({ round }) => {
          const [mine, other] = [of(ours, round), of(theirs, round)];
          return mine === undefined || other === undefined ? [] : [mine / other];
        });
      return pairs.length === 0 ? [] : [{ figure, ours, theirs, ratio: Math.round(median(pairs) * 100) / 100 }];
    }),
  );
};

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Nearest rank, to a tenth. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN) * 10) / 10;
};

/** How long it took, s. */
export const timed = async (work: () => Promise<void>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};
