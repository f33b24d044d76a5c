import { setTimeout as pause } from 'node:timers/promises';
import { answered, type Schemas } from '#client/client.js';
import { command, type Work } from '../command.js';
import { Unreachable } from '../failures.js';
import { must, text, whole } from '../given.js';
import { type Progress, ProgressBar } from '../output/progress-bar.js';
import { count, duration } from '../output/times.js';
import { ledgerText } from './run-text.js';

type Run = Schemas['Run'];

/** Between two looks, ms. */
const interval = 500;
/** How long an API that has gone may take to come back, ms. */
const patience = 60_000;

const finalStatuses: readonly Schemas['RunStatus'][] = [
  'completed',
  'completed_with_failures',
  'failed',
  'cancelled',
  'missed',
];

export const watch = command({
  name: 'watch',
  summary: 'Follow a run until it has ended, with a progress bar; then print its ledger',
  details: 'Exit code 0 when it completed, 1 when it ended in any other way. An API that restarts is waited for.',
  example: 'sortie runs watch 6z0j2v7k1m9q4w8x3c5d0f2h7n',
  parameters: { id: must(text('Id of the run')) },
  options: { timeout: whole('Give up after so many seconds', 'seconds') },
  run: async (work, { id, timeout }) => {
    const bar = new ProgressBar(work.terminal.say, work.terminal.sayColumns);
    const until = timeout === undefined ? Infinity : performance.now() + timeout * 1000;
    try {
      const run = await followed(work, id, bar, until);
      bar.end();
      const ended = finalStatuses.includes(run.status);
      return {
        json: run,
        text: ledgerText(run.ledger),
        hint: ended
          ? `${run.status}${run.durationMs === null ? '' : ` after ${duration(run.durationMs)}`}.`
          : `Still ${run.status}.`,
        ok: run.status === 'completed',
      };
    } finally {
      bar.end();
    }
  },
});

/** The run when it has ended, or when the time is up. */
const followed = async ({ api, terminal }: Work, id: string, bar: ProgressBar, until: number): Promise<Run> => {
  let lastSeen = performance.now();
  let seen = false;
  for (;;) {
    try {
      const run = await answered(api.GET('/v1/runs/{id}', { params: { path: { id } } }));
      seen = true;
      lastSeen = performance.now();
      bar.show(progressOf(run));
      if (finalStatuses.includes(run.status) || performance.now() >= until) return run;
    } catch (error) {
      if (!(error instanceof Unreachable) || !seen || performance.now() - lastSeen > patience) throw error;
      bar.show({ label: 'the API is away', done: 0, total: null, note: 'trying again' });
    }
    await pause(interval, undefined, { signal: terminal.signal });
  }
};

/** Who is dealt with, out of the audience, once that is known. */
export const progressOf = ({
  status,
  ledger,
  batches,
  waitingFor,
}: Pick<Run, 'status' | 'ledger' | 'batches' | 'waitingFor'>): Progress => {
  const { audience, waiting, inFlight, refused, unknown } = ledger;
  const notes = [
    ...(refused > 0 ? [`${count(refused)} refused`] : []),
    ...(unknown > 0 ? [`${count(unknown)} unknown`] : []),
    ...waitingFor.map(({ kind }) => `waits: ${kind}`),
  ];
  const known = batches.total !== null && audience > 0;
  return { label: status, done: audience - waiting - inFlight, total: known ? audience : null, note: notes.join(', ') };
};
