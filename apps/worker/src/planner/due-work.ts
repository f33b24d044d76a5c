import type { DueBatch, OpenRunRow } from '#readmodel/due/queries.js';
import type { Work } from '../queue/work.js';

/** What the read model of open runs says, and who has what in hand. */
export interface Standing {
  /** Runs that are queued, preparing or being cancelled. */
  readonly runs: readonly Pick<OpenRunRow, 'runId' | 'status' | 'batches' | 'revision' | 'urgent'>[];
  /** Batches that want a job now. */
  readonly batches: readonly DueBatch[];
  /** Names of leases that somebody holds. */
  readonly leased: ReadonlySet<string>;
  /** Names of leases that ran out in somebody's hands, with their fences. */
  readonly lapsed: ReadonlyMap<string, number>;
  /** Queued runs for which there is no place yet. */
  readonly inLine: ReadonlySet<string>;
}

/**
 * Work that is due and in nobody's hands. Its cause says how far it had got, and who died with it, so that the same work
 * has the same job. What somebody left behind comes before what nobody has begun: of some of its messages nobody knows
 * whether they left.
 */
export const dueWork = ({ runs, batches, leased, lapsed, inLine }: Standing): readonly Work[] => {
  const caused = (lease: string, cause: string, urgent: boolean): Pick<Work, 'cause' | 'urgent'> => {
    const fence = lapsed.get(lease);
    if (fence !== undefined) return { cause: `${cause}x${fence}`, urgent: true };
    return urgent ? { cause, urgent } : { cause };
  };
  return [
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
        ...caused(`run:${runId}`, `r${revision}`, urgent),
      })),
    ...batches
      .filter(({ runId, batch }) => !leased.has(`batch:${runId}.${batch}`))
      .map(({ runId, batch, revision, urgent }): Work => ({
        kind: 'deliver',
        runId,
        batch,
        ...caused(`batch:${runId}.${batch}`, `b${revision}`, urgent),
      })),
  ];
};
