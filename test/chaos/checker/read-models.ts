import { canonicalJson } from '#domain/kernel/canonical-json.js';
import { balances } from '#domain/run/ledger.js';
import { type RunStatus, statusAfter } from '#domain/run/lifecycle.js';
import { type WholeRun, wholeRun, type WholeRunFold } from '#domain/run/whole-run.js';
import { isIn, subjectOf } from './entries.js';
import type { Finish, History, StoredCommunication, StoredRun } from './history.js';
import type { Log } from './log.js';
import { toldRead } from './status.js';
import { type Check, type Findings, findings, neverAtRest } from './verdict.js';

/** I8. What the read models hold at rest, and what clients were shown of a run on the way, is a fold of the log. */
export const readModelsAreFolds: Check = (history, log) => {
  const found = findings('I8', 'runs', 'messages', 'reads', 'projections verified');
  checkReads(history, log, found);
  if (history.finish === null) found.violation(neverAtRest);
  else checkFinish(history.finish, log, new Set(history.poisoned.map(subjectOf)), found);
  return found.verdict();
};

const checkReads = ({ reads }: History, { runs }: Log, found: Findings): void => {
  const statuses = new Map<string, readonly RunStatus[]>();
  for (const run of runs.values()) {
    let status: RunStatus = 'requested';
    statuses.set(
      run.runId,
      run.events.map(({ event }) => (status = statusAfter(event, status))),
    );
  }
  for (const read of reads) {
    const known = statuses.get(read.runId);
    if (known === undefined) continue;
    found.count('reads');
    const status = known[read.revision];
    if (status !== read.status) {
      found.violation(`the log says ${status ?? 'nothing'} of that revision`, toldRead(read));
    } else if (!balances(read.ledger)) {
      found.violation(`a ledger that does not balance: ${JSON.stringify(read.ledger)}`, toldRead(read));
    }
  }
};

const checkFinish = (finish: Finish, log: Log, out: ReadonlySet<string>, found: Findings): void => {
  const folds = foldsOf(log);
  const runs = new Map(finish.runs.map((run) => [run.runId, run]));
  const messages = new Map(finish.communications.map((one) => [one.communicationId, one]));
  for (const [runId, fold] of folds) {
    found.count('runs');
    checkRun(fold.now(), log.runs.get(runId)?.events.at(-1)?.event.revision, runs.get(runId), messages, found);
  }
  for (const { runId } of finish.runs)
    if (!folds.has(runId) && !out.has(runId))
      found.violation(`the list shows run ${runId}, of which the log has nothing`);
  for (const { communicationId } of finish.communications) {
    const [runId = ''] = communicationId.split('.');
    if (log.accounts.has(communicationId) || out.has(runId)) continue;
    found.violation(`the list shows message ${communicationId}, which the log never planned`);
  }
  for (const { projection, equal, parked } of finish.verified) {
    found.count('projections verified');
    if (!equal) found.violation(`projection ${projection} is not what a rebuild from zero gives`);
    for (const stream of parked)
      if (!out.has(subjectOf(stream))) found.violation(`projection ${projection} has parked ${stream}, which is sound`);
  }
};

const foldsOf = ({ entries, runs }: Log): ReadonlyMap<string, WholeRunFold> => {
  const folds = new Map([...runs.keys()].map((runId) => [runId, wholeRun()]));
  for (const { event } of entries) {
    const ofRun = isIn('run', event) || isIn('runbatch', event) || isIn('report', event) || isIn('thread', event);
    if (ofRun) folds.get(subjectOf(event.stream))?.take(event, event.metadata.occurredAt);
  }
  return folds;
};

const checkRun = (
  whole: WholeRun,
  revision: number | undefined,
  stored: StoredRun | undefined,
  messages: ReadonlyMap<string, StoredCommunication>,
  found: Findings,
): void => {
  const { run, ledger, communications } = whole;
  if (run.status === 'absent') return;
  const { runId } = run.request;
  const folded: StoredRun = { runId, status: run.status, revision: revision ?? -1, ledger };
  if (stored === undefined) {
    found.violation(`the list does not show run ${runId}`);
  } else if (textOf(folded) !== textOf(stored)) {
    found.violation(`run ${runId} is not as the log says`, `log   ${textOf(folded)}`, `shown ${textOf(stored)}`);
  }
  for (const { communicationId, status, attempt } of communications.values()) {
    found.count('messages');
    const shown = messages.get(communicationId);
    if (shown === undefined) {
      found.violation(`the list does not show message ${communicationId}`);
    } else if (shown.status !== status || shown.attempt !== attempt) {
      const [log, list] = [`${status} after ${attempt} attempts`, `${shown.status} after ${shown.attempt} attempts`];
      found.violation(`message ${communicationId} is not as the log says`, `log   ${log}`, `shown ${list}`);
    }
  }
};

const textOf = ({ runId, status, revision, ledger }: StoredRun): string =>
  canonicalJson({ runId, status, revision, ledger: { ...ledger } });
