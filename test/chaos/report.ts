import type { History, Verdict } from './checker/history.js';
import { reportOf } from './checker/report.js';

const counted = (names: readonly string[]): readonly (readonly [string, number])[] => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
};

const listed = (names: readonly string[]): string =>
  counted(names)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

/** What was done and seen, and what the checker says of it. */
export const linesOf = (history: History, verdicts: readonly Verdict[]): readonly string[] => {
  const { operations, injections, events, receipts, reads } = history;
  const attempts = operations.flatMap((one) => one.attempts);
  const types = new Set(injections.map(({ fault }) => fault));
  return [
    `operations ${operations.length}: ${listed(operations.map(({ name }) => name))}`,
    `attempts ${attempts.length}: ${listed(attempts.map(({ result }) => result))}`,
    `injections ${injections.length} of ${types.size} types: ${listed(injections.map(({ fault }) => fault))}`,
    `events ${events.length}, receipts ${receipts.length}, reads ${reads.length}`,
    ...reportOf(verdicts),
  ];
};
