import type { Instant } from '#domain/kernel/message.js';
import type { WholeRunFold } from '#domain/run/whole-run.js';
import type { EventStore } from '#eventstore/port.js';
import type { EventIn } from '#readmodel/vocabulary.js';

/** A run's fold at a place of its history. */
export interface Snapshot {
  readonly number: number;
  /** When the event of that number happened; null before the first. */
  readonly at: Instant | null;
  readonly fold: WholeRunFold;
  /** Events of the run's own stream up to there. */
  readonly own: EventIn<'run'>[];
}

/** Folds of long histories, kept so that going back in time need not begin at the beginning. The past does not move. */
export interface Snapshots {
  /** A copy of the newest one at or before a number; null when none is kept. */
  before(runId: string, number: number): Snapshot | null;
  /** Keeps a copy where it is due. */
  offer(runId: string, snapshot: Snapshot): void;
}

/** Events between two of them: what a look at any moment has to fold at most. */
const every = 2_000;
/** Most communications that all of them together hold: about 100 MB. */
const mostHeld = 500_000;

export const snapshots = (spacing = every, most = mostHeld): Snapshots => {
  // The run that was looked at last stands at the end.
  const runs = new Map<string, Map<number, Snapshot>>();
  let held = 0;

  const touch = (runId: string): Map<number, Snapshot> => {
    const found = runs.get(runId) ?? new Map<number, Snapshot>();
    runs.delete(runId);
    runs.set(runId, found);
    return found;
  };
  const drop = (kept: Map<number, Snapshot>, number: number): void => {
    const one = kept.get(number);
    if (one !== undefined && kept.delete(number)) held -= weightOf(one);
  };
  const makeRoom = (): void => {
    for (const [runId, kept] of runs) {
      if (held <= most) return;
      // Of a run that is too large by itself every second one stays.
      const isAlone = runs.size === 1;
      for (const [index, number] of [...kept.keys()].entries()) if (!isAlone || index % 2 === 0) drop(kept, number);
      if (!isAlone) runs.delete(runId);
    }
  };

  return {
    before: (runId, number) => {
      if (!runs.has(runId)) return null;
      const kept = touch(runId);
      for (let at = number - (number % spacing); at > 0; at -= spacing) {
        const one = kept.get(at);
        if (one !== undefined) return copyOf(one);
      }
      return null;
    },
    offer: (runId, snapshot) => {
      if (snapshot.number % spacing !== 0) return;
      const kept = touch(runId);
      if (kept.has(snapshot.number)) return;
      kept.set(snapshot.number, copyOf(snapshot));
      held += weightOf(snapshot);
      makeRoom();
    },
  };
};

const copyOf = ({ fold, own, ...rest }: Snapshot): Snapshot => ({ ...rest, fold: fold.copy(), own: [...own] });

/** An empty one counts too. */
const weightOf = ({ fold }: Snapshot): number => 100 + fold.now().communications.size;

const byLog = new WeakMap<EventStore, Snapshots>();

/** Those of a process, by its log. */
export const snapshotsOf = (store: EventStore): Snapshots => {
  const found = byLog.get(store);
  if (found !== undefined) return found;
  const fresh = snapshots();
  byLog.set(store, fresh);
  return fresh;
};
