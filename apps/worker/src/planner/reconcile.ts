import { setTimeout as pause } from 'node:timers/promises';
import { databaseClock } from '#platform/database/clock.js';
import { dueInTurns, openRuns } from '#readmodel/due/queries.js';
import { isFree, placesInLine } from '#readmodel/due/run-places.js';
import { clearPlaces } from '../preparation/run-places.js';
import { onceMore, QueueUnavailable, subjectOf, type Urgency, type Work, type WorkQueue } from '../queue/work.js';
import { type ReactorDeps, whileLeased } from '../reactors/reactor.js';

export interface ReconcilerDeps extends ReactorDeps {
  readonly queue: WorkQueue;
}

/** Between two comparisons of what the log says is due with what the queue or a lease holds, ms. */
const rhythmMs = 1_000;
/** The same while more is due than one look brings, and the queue runs low, or what is due may have died with its taker. */
const hurryMs = 200;
/** Batches brought back at a time, of all runs in turns; more follow with the next look. */
const atOnce = 256;
/** What is due and under no lease for so long, and does not wait in the queue either, is brought anew, ms. */
const stuckMs = 4_000;
/** The same for what was handed out, the first time: whoever takes a job has its lease at once. */
const lostMs = 150;

/**
 * Refills the queue from the log: after a loss of the queue, a crash, a resume, a deferral whose time has come.
 * Adding again what is there changes nothing, for the id says how far the batch had got.
 */
export const reconcile = (deps: ReconcilerDeps, stop: AbortSignal): Promise<void> =>
  whileLeased(deps, 'reconciler', stop, async (_, over) => {
    const waiting = new Waiting();
    while (!over.aborted) {
      const goOn = await refill(deps, waiting);
      await pause(goOn ? hurryMs : rhythmMs, undefined, { signal: over }).catch(() => undefined);
    }
  });

/** Answers whether the next look should come soon. */
const refill = async (deps: ReconcilerDeps, waiting: Waiting): Promise<boolean> => {
  await clearPlaces(deps);
  const { works, more } = await missingWork(deps);
  try {
    await deps.queue.add(works);
    const counts = await deps.queue.counts();
    waiting.see(works);
    const stuck = waiting.stuck();
    // A queue of which parts were lost knows a job and never hands it out: then it holds fewer than were added to it.
    if (stuck.length > 0 && counts.waiting + counts.active < works.length) await deps.queue.addAnew(stuck);
    // What was handed out and is under no lease died with its taker. BullMQ gives it back seconds later, and by the clocks
    // of the workers: an hour later when one of them was an hour ahead.
    const lost = waiting.overdue();
    if (lost.length > 0 && counts.active > 0) await deps.queue.add(waiting.again(await deps.queue.handedOut(lost)));
    const doubtful = works.length > 0 && counts.active > 0 && counts.waiting === 0;
    return doubtful || (more && counts.waiting < atOnce / 2);
  } catch (error) {
    // It is told by the worker's heartbeat, and with the next look all of it is tried again.
    if (error instanceof QueueUnavailable) return false;
    throw error;
  }
};

const missingWork = async ({
  pool,
  leases,
}: ReconcilerDeps): Promise<{ readonly works: readonly Work[]; readonly more: boolean }> => {
  const now = await databaseClock(pool);
  const [runs, batches, batchLeases, runLeases, lines] = await Promise.all([
    openRuns(pool, { statuses: ['queued', 'preparing', 'cancelling'] }),
    dueInTurns(pool, now, atOnce),
    leases.active('batch:'),
    leases.active('run:'),
    placesInLine(pool),
  ]);
  const leased = new Set([...batchLeases, ...runLeases].map(({ name }) => name));
  const inLine = new Set(lines.filter((place) => !isFree(place)).map(({ runId }) => runId));
  const preparations = runs
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
    }));
  const deliveries = batches
    .filter(({ runId, batch }) => !leased.has(`batch:${runId}.${batch}`))
    .map(({ runId, batch, revision, urgent }): Work => ({
      kind: 'deliver',
      runId,
      batch,
      cause: `b${revision}`,
      ...urgency(urgent),
    }));
  return { works: [...preparations, ...deliveries], more: batches.length === atOnce };
};

const urgency = (urgent: boolean): Urgency => (urgent ? { urgent } : {});

interface Wait {
  /** By this process's monotonic clock. */
  readonly since: number;
  /** After so long whoever it was handed out to is taken for dead, ms. */
  readonly patienceMs: number;
  /** As it was last added to the queue. */
  readonly added: Work;
}

/** Since when the same work has been due and in nobody's hands. */
class Waiting {
  private waits = new Map<string, Wait>();

  /** These and no others are due and in nobody's hands now. */
  see(works: readonly Work[]): void {
    const now = performance.now();
    this.waits = new Map(
      works.map((work) => {
        const name = `${subjectOf(work)} ${work.cause}`;
        return [name, this.waits.get(name) ?? { since: now, patienceMs: lostMs, added: work }];
      }),
    );
  }

  /** As they were last added. */
  stuck(): readonly Work[] {
    return this.longerThan(() => stuckMs);
  }

  /** As they were last added. */
  overdue(): readonly Work[] {
    return this.longerThan(({ patienceMs }) => patienceMs);
  }

  private longerThan(msOf: (wait: Wait) => number): readonly Work[] {
    const now = performance.now();
    return [...this.waits.values()].flatMap((wait) => (now - wait.since > msOf(wait) ? [wait.added] : []));
  }

  /**
   * What to add beside these, which are as `overdue` named them. From then on they wait anew, and longer: each try counts
   * against work that nobody can carry out, and a worker that is only slow must not use the tries up.
   */
  again(lost: readonly Work[]): readonly Work[] {
    const since = performance.now();
    const found = [...this.waits].filter(([, { added }]) => lost.includes(added));
    for (const [name, { added }] of found) this.waits.set(name, { since, patienceMs: stuckMs, added: onceMore(added) });
    return found.map(([, { added }]) => onceMore(added));
  }
}
