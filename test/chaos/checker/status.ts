import { type RunStatus, runTransitions, statusAfter } from '#domain/run/lifecycle.js';
import type { Read } from './history.js';
import type { LoggedRun } from './log.js';
import { type Check, type Findings, findings, told, toldMoment } from './verdict.js';

/** I7. A run's status moves only along the published transitions, and no client is shown an older state after a newer one. */
export const statusGoesForwards: Check = ({ reads }, { runs }) => {
  const found = findings('I7', 'runs', 'moves', 'reads');
  for (const run of runs.values()) {
    found.count('runs');
    checkMoves(run, found);
  }
  const newest = new Map<string, Read>();
  for (const read of reads) {
    found.count('reads');
    const place = `${read.client} ${read.from} ${read.runId}`;
    const before = newest.get(place);
    if (before !== undefined && read.revision < before.revision) {
      found.violation(`${read.client} was shown an older state of run ${read.runId}`, toldRead(before), toldRead(read));
    }
    newest.set(place, read);
  }
  return found.verdict();
};

export const toldRead = ({ at, client, from, runId, status, revision }: Read): string =>
  `${toldMoment(at)} ${client} read run ${runId} ${from === 'run' ? 'by id' : 'in the list'}: ${status} at revision ${revision}`;

const checkMoves = ({ events }: LoggedRun, found: Findings): void => {
  let status: RunStatus | 'absent' = 'absent';
  for (const { event } of events) {
    const after: RunStatus = statusAfter(event, status === 'absent' ? 'requested' : status);
    if (after === status) continue;
    found.count('moves');
    const from: readonly string[] = runTransitions[event.type].from;
    if (!from.includes(status)) found.violation(`from ${status} to ${after}`, told(event));
    status = after;
  }
};
