import { setTimeout as pause } from 'node:timers/promises';
import { runDecider } from '#domain/run/decide.js';
import type { RunCommand } from '#domain/run/messages.js';
import { execute } from '#eventstore/execute.js';
import { LogUnavailable } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { errorText } from '#platform/database/error-text.js';
import { due } from '#readmodel/due/projection.js';
import { type OpenRunRow, runsToSupervise, standingsOfRun } from '#readmodel/due/queries.js';
import { waitUntilPassed } from '#readmodel/wait.js';
import { type ReactorDeps, whileLeased } from '../reactors/reactor.js';
import { workerContext } from '../worker-context.js';

export interface SupervisorDeps extends ReactorDeps {
  readonly worker: string;
  readonly now: Clock;
}

const rhythmMs = 250;

/** Sees what no single event tells: that nothing is in flight any more, that only drafts are left. */
export const superviseRuns = (deps: SupervisorDeps, stop: AbortSignal): Promise<void> =>
  whileLeased(deps, 'run-supervisor', stop, async (_, over) => {
    while (!over.aborted) {
      for (const run of await runsToSupervise(deps.pool)) await supervise(deps, run);
      await pause(rhythmMs, undefined, { signal: over }).catch(() => undefined);
    }
  });

const supervise = async (deps: SupervisorDeps, run: OpenRunRow): Promise<void> => {
  const { store, worker, now, log } = deps;
  const { runId } = run;
  try {
    const command = await nextStep(deps, run);
    if (command === null) return;
    const context = workerContext({ worker, part: 'run-manager', about: runId, now });
    await execute(store, runDecider, `run-${runId}`, command, context);
  } catch (error) {
    // A run that cannot be read keeps those behind it from nothing.
    if (error instanceof LogUnavailable) throw error;
    log.error({ runId, err: errorText(error) }, 'cannot supervise');
  }
};

const nextStep = async (deps: SupervisorDeps, run: OpenRunRow): Promise<RunCommand | null> => {
  if (run.status === 'pausing') return (await nothingInFlight(deps, run)) ? { type: 'ConfirmPause', data: {} } : null;
  if (run.status !== 'running' && run.status !== 'awaiting_approval') return null;
  if (!run.reviewed) return null;
  const { drafts, waiting, claimed } = await standingsOfRun(deps.pool, run.runId);
  const onlyDrafts = drafts > 0 && drafts === waiting && claimed === 0;
  if (run.status === 'running') return onlyDrafts ? { type: 'RequestApproval', data: { drafts } } : null;
  return onlyDrafts || waiting === 0 ? null : { type: 'ResumeRun', data: {} };
};

/**
 * A worker that looked at the run before the pause may still write claims while it holds its lease. So first no
 * lease, then the read model as far as the log is, then no claim without an outcome.
 */
const nothingInFlight = async ({ leases, store, pool }: SupervisorDeps, { runId }: OpenRunRow): Promise<boolean> => {
  if ((await leases.active(`batch:${runId}.`)).length > 0) return false;
  const head = await store.head({ categories: due.categories });
  if (!(await waitUntilPassed(pool, store, [due.name], head, 2_000))) return false;
  return (await standingsOfRun(pool, runId)).claimed === 0;
};
