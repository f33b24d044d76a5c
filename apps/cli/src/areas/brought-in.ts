import type { Begun } from '#transfer/after/begin-new-life.js';
import type { OpenRun } from '#transfer/after/survey.js';
import { column, table } from '../output/table.js';
import { count, moment } from '../output/times.js';

/** Runs that are shown; `sortie hold runs` lists all. */
const most = 50;

const columns = [
  column<OpenRun>('run', ({ runId }) => runId),
  column<OpenRun>('status', ({ status }) => status),
  column<OpenRun>('campaign', ({ campaignId }) => campaignId),
  column<OpenRun>('requested', ({ requestedAt }) => moment(requestedAt)),
];

/** The runs, schedules and jobs that wait for somebody, and what that somebody does. */
export const heldRunsText = (
  { openRuns, schedules, bulkJobs }: Pick<Begun, 'openRuns' | 'schedules' | 'bulkJobs'>,
  asOf: string | null,
  screen: number | null,
): { readonly text: string; readonly hint: string } => {
  const paused =
    schedules.length === 0
      ? ''
      : `\nPaused: ${count(schedules.length)} schedules, \`sortie schedules list --status paused\`. Each goes on from the moment of ` +
        '`sortie schedules unpause ID --reason "…"`.';
  const stopped =
    bulkJobs.length === 0
      ? ''
      : `\nTold to stop: ${count(bulkJobs.length)} jobs over many runs, \`sortie bulk list\`. What they had left to do is to be asked for anew.`;
  if (openRuns.length === 0)
    return { text: 'No run was open: nothing is on hold.\n', hint: (paused + stopped).trimStart() };
  const since = asOf === null ? 'Sent since then: not known' : `Sent since ${moment(asOf)}: not known`;
  const more = openRuns.length > most ? `and ${count(openRuns.length - most)} more\n` : '';
  return {
    text:
      `On hold, for they had not ended: ${count(openRuns.length)}. ${since}.\n\n` +
      table(openRuns.slice(0, most), columns, screen) +
      more,
    hint:
      'Messages without an outcome may have been sent: `sortie hold runs`, `sortie runs communications RUN`.\n' +
      'Release a run: `sortie hold off --run RUN --reason "…"`. Or end it: `sortie runs cancel RUN --reason "…"`.\n' +
      'A run that is requested from now on is a new decision, and is not on hold.' +
      paused +
      stopped,
  };
};
