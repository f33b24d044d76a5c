import type { Outcome, Ratio } from './contest.js';

/** What the issue asks of one ratio. */
export interface Goal {
  readonly figure: string;
  readonly ours: RegExp;
  readonly theirs: RegExp;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** A measured contest with what it stood on. */
export interface Report extends Outcome {
  readonly bench: string;
  readonly stack: string;
  /** Most claims without an outcome that a crash could leave; the floors were held to the same. */
  readonly window?: number;
  readonly work: string;
  readonly goals: readonly Goal[];
  /** Goals that are no ratios, with whether they were met. */
  readonly further?: readonly { readonly goal: string; readonly met: boolean }[];
}

/** The table of a terminal. */
export const linesOf = ({ stack, machine, window, work, rounds, rows, ratios, goals, further = [] }: Report) => {
  const names = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const cells = [['', ...names], ...rows.map((row) => [row.who, ...names.map((name) => shown(row.figures[name]))])];
  const widths = cells[0]?.map((_, at) => Math.max(...cells.map((line) => (line[at] ?? '').length))) ?? [];
  return [
    stack,
    machine,
    `${work}; medians of ${rounds} rounds${window === undefined ? '' : `; W = ${window}`}`,
    '',
    ...cells.map((line) =>
      line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart((widths[at] ?? 0) + 2))).join(''),
    ),
    '',
    'ours divided by theirs, the median of the rounds',
    ...ratios.map(
      (ratio) => `${`${ratio.figure}:`.padEnd(14)} ${ratio.ratio.toFixed(2)} × ${ratio.theirs}${judged(ratio, goals)}`,
    ),
    ...further.map(({ goal, met }) => `${goal}: ${met ? 'met' : 'MISSED'}`),
  ];
};

const judged = (one: Ratio, goals: readonly Goal[]): string => {
  const goal = goals.find(
    ({ figure, ours, theirs }) => figure === one.figure && ours.test(one.ours) && theirs.test(one.theirs),
  );
  if (goal === undefined) return `   (${one.ours})`;
  const { atLeast = -Infinity, atMost = Infinity } = goal;
  const wanted = goal.atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  return `   (${one.ours}; goal ${wanted}: ${one.ratio >= atLeast && one.ratio <= atMost ? 'met' : 'MISSED'})`;
};

const shown = (value: number | undefined): string => {
  if (value === undefined) return '–';
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : String(Math.round(value * 10) / 10);
};
