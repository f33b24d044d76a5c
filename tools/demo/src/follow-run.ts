import type { Schemas } from '#client/client.js';
import { runNow, type Session } from './commands.js';
import { progressLine } from './progress.js';
import type { Terminal } from './terminal.js';
import { until } from './until.js';

export type Run = Schemas['Run'];

const finals: readonly Run['status'][] = ['completed', 'completed_with_failures', 'failed', 'cancelled', 'missed'];

/** Waits until a run has ended and shows on the way how far it is. */
export const followRun = (session: Session, id: string, terminal: Terminal, timeoutMs: number): Promise<Run> =>
  until(
    `run ${id} has ended`,
    async () => {
      const run = await runNow(session, id);
      terminal.progress(stateLine(run));
      return finals.includes(run.status) ? run : null;
    },
    { timeoutMs, everyMs: 250, signal: session.signal },
  );

const stateLine = ({ status, startAt, startedAt, endedAt, ledger, waitingFor }: Run): string => {
  if (startedAt !== null) {
    const until = endedAt === null ? Date.now() : Date.parse(endedAt);
    return `  ${progressLine(ledger, until - Date.parse(startedAt))}`;
  }
  if (status === 'scheduled' && startAt !== null) {
    return `  starts in ${Math.max(0, (Date.parse(startAt) - Date.now()) / 1_000).toFixed(1)} s`;
  }
  return `  ${status}${waitingFor.map(({ kind }) => `, waiting for ${kind}`).join('')}`;
};
