import type { ClassCounts } from './answer-plan.js';

/** One thing that must hold for the demo to be a success. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, in a sentence; with examples when it is not as it should be. */
  readonly detail: string;
}

/** The columns that a run sums up. */
export interface Ledger {
  readonly audience: number;
  readonly waiting: number;
  readonly inFlight: number;
  readonly accepted: number;
  readonly refused: number;
  readonly skipped: { readonly [reason: string]: number };
  readonly unknown: number;
  readonly notAttempted: number;
}

/** Everybody of the audience stands in one column, and nobody in one of those that mean "not yet". */
export const ledgerCheck = (name: string, ledger: Ledger): Check => {
  const { audience, waiting, inFlight, accepted, refused, unknown, notAttempted } = ledger;
  const skipped = sum(Object.values(ledger.skipped));
  const columns = waiting + inFlight + accepted + refused + skipped + unknown + notAttempted;
  return {
    name,
    ok: audience > 0 && columns === audience && waiting === 0 && inFlight === 0,
    detail:
      `${audience} in the audience = ${accepted} accepted + ${refused} refused + ${skipped} skipped + ` +
      `${unknown} unknown + ${notAttempted} not attempted` +
      (waiting + inFlight === 0 ? '' : ` + ${waiting} waiting + ${inFlight} in flight, although the run has ended`) +
      (columns === audience ? '' : `, which are ${columns}`),
  };
};

/** Both ways: what Sortie says was accepted, and what the mail server has, each once. */
export const mailCheck = (accepted: readonly string[], caught: readonly string[]): Check => {
  const [said, found] = [new Set(accepted), new Set(caught)];
  const faults = [
    fault(
      'accepted, but not at the mail server',
      [...said].filter((id) => !found.has(id)),
    ),
    fault(
      'at the mail server, but not accepted',
      [...found].filter((id) => !said.has(id)),
    ),
    fault('sent twice', twice(caught)),
    fault('of two communications', twice(accepted)),
  ].filter((text) => text !== '');
  return {
    name: 'the mail server has exactly the accepted messages',
    ok: accepted.length > 0 && faults.length === 0,
    detail: [`${accepted.length} Message-IDs accepted, ${caught.length} mails caught`, ...faults].join('; '),
  };
};

export const replyCheck = (sent: ClassCounts, found: ClassCounts): Check => {
  const names = [...new Set([...Object.keys(sent), ...Object.keys(found)])].toSorted();
  const [before, after]: Readonly<Record<string, number>>[] = [sent, found];
  const wrong = names.filter((name) => (before?.[name] ?? 0) !== (after?.[name] ?? 0));
  return {
    name: 'every answer is a reply of its class',
    ok: wrong.length === 0,
    detail:
      wrong.length === 0
        ? names.map((name) => `${before?.[name] ?? 0} ${name}`).join(', ')
        : wrong.map((name) => `${name}: ${before?.[name] ?? 0} sent, ${after?.[name] ?? 0} found`).join(', '),
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const twice = (ids: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return ids.filter((id) => seen.size === seen.add(id).size);
};

const fault = (what: string, ids: readonly string[]): string =>
  ids.length === 0 ? '' : `${ids.length} ${what}: ${ids.slice(0, 3).join(' ')}${ids.length > 3 ? ' …' : ''}`;
