import type { DueBatch, OpenRunRow } from '#readmodel/due/queries.js';
import type { Urgency, Work } from '../queue/work.js';

/** What the read model of open runs says, and who has what in hand. */
export interface Standing {
  /** Runs that are queued, preparing or being cancelled. */
  readonly runs: readonly Pick<OpenRunRow, 'runId' | 'status' | 'batches' | 'revision' | 'urgent'>[];
  /** Batches that want a job now. */
  readonly batches: readonly DueBatch[];
  /** Names of leases that somebody holds. */
  readonly leased: ReadonlySet<string>;
  /** Queued runs for which there is no place yet. */
  readonly inLine: ReadonlySet<string>;
}

/** Work that is due and in nobody's hands. Its cause says how far it had got, so that the same work has the same job. */
export const dueWork = ({ runs, batches, leased, inLine }: Standing): readonly Work[] => [
  ...runs
    // A run that is being cancelled needs its preparation only while its batches were not all planned.
    .filter(
      ({ runId, status, batches: planned }) =>
        !leased.has(`run:${runId}`) &&
        !(status === 'cancelling' && planned !== null) &&
        !(status === 'queued' && inLine.has(runId)),
    )
    .map(({ runId, revision, urgent }): Work => ({
      kind: 'prepare',
      runId,
      cause: `r${revision}`,
      ...urgency(urgent),
    })),
  ...batches
    .filter(({ runId, batch }) => !leased.has(`batch:${runId}.${batch}`))
    .map(({ runId, batch, revision, urgent }): Work => ({
      kind: 'deliver',
      runId,
      batch,
      cause: `b${revision}`,
      ...urgency(urgent),
    })),
];

const urgency = (urgent: boolean): Urgency => (urgent ? { urgent } : {});
