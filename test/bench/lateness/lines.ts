import type { Lateness, Ratio } from './figures.js';
import type { LatenessFigures } from './lateness.js';

const figures = ['p50', 'p90', 'p99', 'max'] as const satisfies readonly (keyof Lateness)[];

/** What issue 4 asks of starts that are spread. */
const goals = { p50: 10, toHandWritten: 2, toBullMq: 0.5 } as const;

/** The table of a terminal. */
export const linesOfLateness = (found: LatenessFigures): readonly string[] => [
  found.stack,
  found.machine,
  `${found.starts} starts, ms late, the median of ${found.rounds} rounds; each start found exactly once`,
  '',
  ['', '', ...figures].map(inColumn).join(''),
  ...found.rows.map(({ pattern, who, ...row }) =>
    [pattern, who, ...figures.map((figure) => row[figure].toFixed(1))].map(inColumn).join(''),
  ),
  '',
  'p99, ours divided by theirs, the median of the rounds',
  ...found.ratios.map((ratio) => `${[ratio.pattern, ratio.ours].map(inColumn).join('')}${told(ratio)}`),
  `goals for starts that are spread: p50 < ${goals.p50} ms, p99 ≤ ${goals.toHandWritten} × hand-written, ≤ ${goals.toBullMq} × BullMQ`,
];

const told = ({ theirs, p99 }: Ratio): string => `${p99.toFixed(2)} × ${theirs}`;

const widths = [27, 36, 10, 10, 10, 10] as const;

const inColumn = (text: string, at: number): string =>
  at < 2 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0);
