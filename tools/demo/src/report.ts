import type { ClassCounts } from './answer-plan.js';
import type { Check, Ledger } from './checks.js';

/** What `npm run demo -- --json` prints as its last line. */
export interface DemoReport {
  readonly ok: boolean;
  /** What it ran on, in plain words. */
  readonly stack: readonly string[];
  readonly checks: readonly Check[];
  readonly contacts: {
    readonly rows: number;
    readonly created: number;
    readonly refused: number;
    readonly withoutAddress: number;
    readonly faults: { readonly [reason: string]: number };
  };
  readonly campaignId: string;
  readonly testRun: { readonly id: string; readonly status: string; readonly ledger: Ledger };
  readonly run: {
    readonly id: string;
    readonly status: string;
    readonly ledger: Ledger;
    /** From the time it was due until it was queued. */
    readonly latenessMs: number | null;
    readonly durationMs: number | null;
    /** Accepted messages by the time from start to end. */
    readonly acceptedPerSecond: number | null;
    readonly events: number;
  };
  readonly replies: ClassCounts & { readonly unclassified?: number };
  readonly attainment: {
    readonly accepted: number;
    readonly attained: number | null;
    readonly wanted: number | null;
    readonly reached: boolean | null;
  } | null;
  readonly seconds: number;
}

/** The report as a person reads it. */
export const reportLines = ({
  run,
  replies,
  attainment,
  checks,
  ok,
  seconds,
  stack,
}: DemoReport): readonly string[] => [
  '',
  ...table('Ledger', [
    ['audience', run.ledger.audience],
    ['accepted', run.ledger.accepted],
    ['refused', run.ledger.refused],
    ...Object.entries(run.ledger.skipped)
      .toSorted(([, a], [, b]) => b - a)
      .map(([reason, count]): Row => [`skipped: ${reason}`, count]),
    ['unknown', run.ledger.unknown],
    ['not attempted', run.ledger.notAttempted],
  ]),
  '',
  ...table(
    'Replies by class',
    Object.entries(replies).toSorted(([, a], [, b]) => b - a),
  ),
  '',
  'Goal',
  `  ${goalLine(attainment)}`,
  '',
  ...stack,
  '',
  'Checks',
  ...checks.map((check) => `  ${check.ok ? 'ok    ' : 'FAILED'}  ${check.name}: ${check.detail}`),
  '',
  ok
    ? `Everything holds. ${seconds} s.`
    : `${checks.filter((check) => !check.ok).length} of ${checks.length} checks failed. ${seconds} s.`,
];

type Row = readonly [name: string, count: number];

const table = (title: string, rows: readonly Row[]): readonly string[] => [
  title,
  ...rows.map(([name, count]) => `  ${name.padEnd(26)}${count.toLocaleString('en').padStart(7)}`),
];

const goalLine = (attainment: DemoReport['attainment']): string => {
  if (attainment === null || attainment.attained === null) return 'not measured';
  const { attained, wanted, reached, accepted } = attainment;
  const target = wanted === null ? '' : `, of ${wanted} wanted: ${reached === true ? 'reached' : 'not reached'}`;
  return `${attained} of ${accepted.toLocaleString('en')} who got the mail did it${target}`;
};
