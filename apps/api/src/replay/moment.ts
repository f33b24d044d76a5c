import type { Instant } from '#domain/kernel/message.js';
import { type WholeRun, wholeRun, type WholeRunFold } from '#domain/run/whole-run.js';
import { lastNumber, numberAt } from '#readmodel/history/queries.js';
import { type EventIn, known } from '#readmodel/vocabulary.js';
import { waitUntilPassed } from '#readmodel/wait.js';
import { readInstant } from '../http/instant.js';
import { invalidRequest, notFound, Problem } from '../http/problem.js';
import type { Installation } from '../installation.js';
import { historyEvents, type NumberedEvent } from './run-history.js';
import { type Snapshot, snapshotsOf } from './snapshots.js';

const categories = ['run', 'runbatch', 'report', 'thread'] as const;

/** Hands one event of a history to the domain's fold. Throws `UnknownEventType` for one of a later release. */
export const takeInto = (fold: WholeRunFold, { event }: NumberedEvent): void => {
  for (const one of known(categories, [event])) fold.take(one, one.metadata.occurredAt);
};

/** A run as it stood at some point of its history. */
export interface Moment {
  /** Of the newest event that belongs to it. */
  readonly number: number;
  /** When that event happened. */
  readonly at: Instant;
  readonly whole: WholeRun;
  /** Events of the run's own stream, so far. */
  readonly own: readonly EventIn<'run'>[];
}

const patienceMs = 2_000;

/**
 * Until the history of a run begins: that of one just requested is written by a worker a moment later. Throws 404
 * for a run that is not there, 503 when no worker writes it.
 */
export const historyBegun = async ({ store, pool }: Installation, runId: string): Promise<void> => {
  if ((await lastNumber(pool, runId)) > 0) return;
  const [first] = await store.read(`run-${runId}`, { limit: 1 });
  if (first === undefined) throw notFound('run');
  if (await waitUntilPassed(pool, store, ['history'], first.position, patienceMs)) return;
  throw new Problem('unavailable', 'the history of the run is not written yet', {}, { 'retry-after': '2' });
};

/**
 * The number that `?at=` means: a number of the history, or the last event at or before a time. Throws 404 when the
 * run was not there yet or its history is shorter, 400 for anything else.
 */
export const numberOf = async (installation: Installation, runId: string, at: string): Promise<number> => {
  const { pool } = installation;
  await historyBegun(installation, runId);
  if (/^\d{1,9}$/.test(at)) {
    const number = Number(at);
    if (number === 0 || number > (await lastNumber(pool, runId)))
      throw notFound(`event ${at} in the history of the run`);
    return number;
  }
  const moment = readInstant(at);
  if (moment === null) {
    throw invalidRequest([
      { parameter: 'at', code: 'not-a-moment', detail: 'must be a number of the history or a time with an offset' },
    ]);
  }
  const number = await numberAt(pool, runId, moment);
  if (number === 0) throw notFound('run at that time');
  return number;
};

/** The run folded up to a number of its history, from the nearest place before it where a fold was kept. */
export const foldTo = async (installation: Installation, runId: string, number: number): Promise<Moment> => {
  const snapshots = snapshotsOf(installation.store);
  const { number: after, at: begun, fold, own } = snapshots.before(runId, number) ?? beginning();
  let at = begun;
  for await (const page of historyEvents(installation, runId, { after, upTo: number })) {
    for (const one of page) {
      takeInto(fold, one);
      if (one.event.category === 'run') own.push(...known(['run'], [one.event]));
      at = one.entry.occurredAt;
      snapshots.offer(runId, { number: one.entry.number, at, fold, own });
    }
  }
  if (at === null) throw notFound('run');
  return { number, at, whole: fold.now(), own };
};

const beginning = (): Snapshot => ({ number: 0, at: null, fold: wholeRun(), own: [] });
