import type { Schemas } from '#client/client.js';
import { formatDuration } from '../../parts/time-format.js';

type Run = Schemas['Run'];

/** A sentence with moments in it; each is shown in the chosen zone, with its distance from now. */
export type Sentence = readonly (string | { readonly at: string })[];

const number = new Intl.NumberFormat('en');

export const count = (value: number): string => number.format(value);

/** "812 of 1,204 accepted, 3 refused": what is zero is left out, acceptance never. */
export const outcomeWords = (ledger: Schemas['Ledger']): string => {
  const parts: readonly (readonly [number, string])[] = [
    [ledger.refused, 'refused'],
    [Object.values(ledger.skipped).reduce((sum, each) => sum + each, 0), 'skipped'],
    [ledger.unknown, 'unknown'],
    [ledger.notAttempted, 'not attempted'],
  ];
  return [
    `${count(ledger.accepted)} of ${count(ledger.audience)} accepted`,
    ...parts.filter(([value]) => value > 0).map(([value, word]) => `${count(value)} ${word}`),
  ].join(', ');
};

const took = ({ durationMs }: Run): string => (durationMs === null ? '' : `, in ${formatDuration(durationMs)}`);

const drafts = (some: number): string => `${count(some)} ${some === 1 ? 'draft waits' : 'drafts wait'} for a reviewer`;

const sentences = {
  requested: () => ['Requested'],
  scheduled: ({ startAt }) => (startAt === null ? ['Scheduled'] : ['Scheduled for ', { at: startAt }]),
  queued: ({ queuedAt }) => (queuedAt === null ? ['Queued'] : ['Queued since ', { at: queuedAt }]),
  preparing: () => ['Preparing: the audience is being frozen'],
  running: ({ ledger }) => [`Sending: ${outcomeWords(ledger)}`],
  awaiting_approval: ({ ledger, drafts: some }) => [`${drafts(some)}; ${outcomeWords(ledger)}`],
  pausing: ({ ledger }) => [`Pausing, ${count(ledger.inFlight)} in flight; ${outcomeWords(ledger)}`],
  paused: ({ ledger }) => [`Paused: ${outcomeWords(ledger)}, ${count(ledger.waiting)} waiting`],
  cancelling: ({ ledger }) => [`Cancelling, ${count(ledger.inFlight)} in flight; ${outcomeWords(ledger)}`],
  completed: (run) => [`Completed: ${outcomeWords(run.ledger)}${took(run)}`],
  completed_with_failures: (run) => [`Completed with failures: ${outcomeWords(run.ledger)}${took(run)}`],
  failed: ({ failure }) => [failure === null ? 'Stopped by the service' : `Stopped by the service: ${failure.detail}`],
  cancelled: ({ ledger }) => [
    ledger.audience === 0 ? 'Cancelled before it started' : `Cancelled: ${outcomeWords(ledger)}`,
  ],
  missed: ({ failure }) => [failure === null ? 'Missed' : `Missed: ${failure.detail}`],
} as const satisfies Record<Schemas['RunStatus'], (run: Run) => Sentence>;

/** What the run is at, in one sentence. */
export const runSentence = (run: Run): Sentence => sentences[run.status](run);
