import type { Instant } from '#domain/kernel/message.js';
import { type Installation, type OnProgress, TransferRefused, withLog } from '../installation.js';
import { putOnHold } from './put-on-hold.js';
import { raiseFences, resetPositions } from './reset-positions.js';
import { type OpenRun, type Survey, survey } from './survey.js';

export interface NewLife {
  /** What the log must be, when it has been brought in: nobody else may have written to it. */
  readonly expected: { readonly events: number; readonly sha256: string } | null;
  /** Null: the log goes on where it was, and so do its runs. Else they wait for an operator. */
  readonly onHold: { readonly asOf: Instant | null } | null;
  readonly onProgress: OnProgress;
}

export interface Begun {
  readonly events: number;
  /** The runs that have not ended; on hold where that was asked for. */
  readonly openRuns: readonly OpenRun[];
  /** Runs that a schedule owes: they begin to exist when workers start, on hold where that was asked for. */
  readonly owedRuns: readonly string[];
  /** The schedules that start runs by themselves; paused where that was asked for. */
  readonly schedules: readonly string[];
  /** The jobs over many runs that had not ended; told to stop where that was asked for. */
  readonly bulkJobs: readonly string[];
}

/**
 * Makes the rest of the installation agree with a log whose epoch has just been opened: reads the log once, checks it
 * against what it should be, and forgets whatever referred to another log's places. May be repeated after a crash.
 */
export const beginNewLife = async (installation: Installation, life: NewLife): Promise<Begun> => {
  const { expected, onHold, onProgress } = life;
  const surveyed = await withLog(installation, true, (store) => {
    let done = 0;
    return survey(store, {
      first: expected?.events ?? 0,
      onPage: (events) => {
        done += events;
        onProgress({ step: 'events read back', done, total: expected?.events ?? null });
      },
    });
  });
  if (expected !== null) compare(surveyed, expected);
  await resetPositions(installation.pool);
  await raiseFences(installation.pool, surveyed.fences);
  if (onHold !== null) {
    await withLog(installation, false, (store) => putOnHold(store, surveyed, { ...onHold, onProgress }));
  }
  const { events, openRuns, owedRuns, schedules, bulkJobs } = surveyed;
  return { events, openRuns, owedRuns, schedules, bulkJobs };
};

const compare = (found: Survey, { events, sha256 }: NonNullable<NewLife['expected']>): void => {
  if (found.events >= events && found.strangers === 0 && found.sha256 === sha256) return;
  throw new TransferRefused(
    `The log holds ${found.events} events, of which not all are those ${events} of the file: somebody wrote to it ` +
      'meanwhile, or changed the file. Stop every API and worker, and begin again with an empty log.',
  );
};
