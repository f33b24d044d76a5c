import { checkHistory } from '../checker/check.js';
import type { History, Verdict } from '../checker/history.js';
import { linesOf } from '../report.js';

export interface Judged {
  readonly verdicts: readonly Verdict[];
  readonly good: boolean;
}

/** What the checker says of a figure's history; all of it is printed when something does not hold. */
export const judged = (history: History, say: (line: string) => void): Judged => {
  const verdicts = checkHistory(history);
  const good = verdicts.every(({ holds }) => holds);
  if (!good) for (const line of linesOf(history, verdicts)) say(line);
  return { verdicts, good };
};

/** What an invariant counted. */
export const countOf = ({ verdicts }: Judged, invariant: Verdict['invariant'], what: string): number =>
  verdicts.find((one) => one.invariant === invariant)?.counts[what] ?? 0;

/** How often a message lay at the sink more than once, by its Message-ID. */
export const duplicatesIn = ({ receipts }: History): number =>
  receipts.length - new Set(receipts.map(({ messageId }) => messageId)).size;
