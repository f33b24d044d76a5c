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
/** The same while more is due than one look brings, and the queue runs low. */
const hurryMs = 200;
/** Batches brought back at a time, of all runs in turns; more follow with the next look. */
const atOnce = 256;
/** What is under no lease for so long, though it is due, and does not wait in the queue either, is brought anew, ms. */
const stuckMs = 4_000;

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
    const stuck = waiting.longest(works);
    // A queue of which parts were lost knows a job and never hands it out: then it holds fewer than were added to it.
    if (stuck.length > 0 && counts.waiting + counts.active < works.length) await deps.queue.addAnew(stuck);
    // Whoever takes a job has its lease at once: what was handed out and is under none died with its taker. BullMQ gives it
    // back by the clocks of the workers, an hour late when one of them was an hour ahead.
    if (stuck.length > 0 && counts.active > 0) await deps.queue.add(waiting.again(await deps.queue.handedOut(stuck)));
    return more && counts.waiting < atOnce / 2;
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
  /** As it was last added to the queue. */
  readonly added: Work;
}

/** Since when the same work has been due and in nobody's hands. */
class Waiting {
  private waits = new Map<string, Wait>();

  /** Those of the works that have waited long, as they were last added. Forgets whatever is not among the works. */
  longest(works: readonly Work[]): readonly Work[] {
    const now = performance.now();
    this.waits = new Map(
      works.map((work) => {
        const name = `${subjectOf(work)} ${work.cause}`;
        return [name, this.waits.get(name) ?? { since: now, added: work }];
      }),
    );
    return [...this.waits.values()].flatMap(({ since, added }) => (now - since > stuckMs ? [added] : []));
  }

  /** What to add beside these, which are as `longest` named them; from then on they wait anew. */
  again(lost: readonly Work[]): readonly Work[] {
    const since = performance.now();
    const found = [...this.waits].filter(([, { added }]) => lost.includes(added));
    for (const [name, { added }] of found) this.waits.set(name, { since, added: onceMore(added) });
    return found.map(([, { added }]) => onceMore(added));
  }
}
