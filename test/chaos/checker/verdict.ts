import type { RecordedEvent } from '#eventstore/port.js';
import type { History, Invariant, Verdict } from './history.js';
import type { Log } from './log.js';

/** Judges one invariant. */
export type Check = (history: History, log: Log) => Verdict;

/** Gathers what a check finds. */
export interface Findings {
  /** Something that was looked at, so that the report can say how much stands behind a verdict. */
  count(what: string, by?: number): void;
  /** Raises a figure that is a maximum rather than a count. */
  most(what: string, value: number): void;
  /** A violation, told in lines. The one with the fewest lines becomes the counter-example. */
  violation(...lines: readonly string[]): void;
  verdict(): Verdict;
}

/** `counted`: named at 0 from the start, so that a report shows what there was nothing of. */
export const findings = (invariant: Invariant, ...counted: readonly string[]): Findings => {
  const counts: { [what: string]: number } = {};
  for (const what of counted) counts[what] = 0;
  let violations = 0;
  let smallest: readonly string[] | null = null;
  return {
    count: (what, by = 1) => {
      counts[what] = (counts[what] ?? 0) + by;
    },
    most: (what, value) => {
      counts[what] = Math.max(counts[what] ?? value, value);
    },
    violation: (...lines) => {
      violations += 1;
      if (smallest === null || lines.length < smallest.length) smallest = lines;
    },
    verdict: () => ({
      invariant,
      holds: violations === 0,
      counts,
      violations,
      counterExample: smallest?.join('\n') ?? null,
    }),
  };
};

/** An event as a person can find it again. */
export const told = ({ stream, revision, type, recordedAt, metadata, data }: RecordedEvent): string =>
  `${recordedAt} ${stream}@${revision} ${type} by ${metadata.actor} ${shortened(JSON.stringify(data))}`;

export const toldMoment = (moment: number): string => new Date(moment).toISOString();

const shortened = (text: string): string => (text.length > 160 ? `${text.slice(0, 159)}…` : text);

/** For what can be judged only at rest. */
export const neverAtRest = 'the service never came to rest: work was still open when the harness gave up';
