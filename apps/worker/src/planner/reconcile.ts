import { setTimeout as pause } from 'node:timers/promises';
import { databaseClock } from '#platform/database/clock.js';
import { dueInTurns, leftBehind, runsToPrepare } from '#readmodel/due/queries.js';
import { isFree, placesInLine } from '#readmodel/due/run-places.js';
import { clearPlaces } from '../preparation/run-places.js';
import { QueueUnavailable, type Work, type WorkQueue } from '../queue/work.js';
import { type ReactorDeps, whileLeased } from '../reactors/reactor.js';
import { dueWork } from './due-work.js';
import { Outstanding } from './outstanding.js';

export interface ReconcilerDeps extends ReactorDeps {
  readonly queue: WorkQueue;
}

/** Between two comparisons of what the log says is due with what the queue or a lease holds, ms. */
const rhythmMs = 1_000;
/** The same while more is due than one look brings, and the queue runs low, or what is due may be missing there. */
const hurryMs = 200;
/** A look waits for the end of the lease that ends next, for somebody may have died with it; but so long at least, ms. */
const breathMs = 50;
/** Batches brought back at a time, of all runs in turns; more follow with the next look. */
const atOnce = 256;

/**
 * Refills the queue from the log: after a loss of the queue, a crash, a resume, a deferral whose time has come.
 * Adding again what is there changes nothing, for the id says how far the batch had got.
 */
export const reconcile = (deps: ReconcilerDeps, stop: AbortSignal): Promise<void> =>
  whileLeased(deps, 'reconciler', stop, async (_, over) => {
    const outstanding = new Outstanding();
    while (!over.aborted)
      await pause(await refill(deps, outstanding), undefined, { signal: over }).catch(() => undefined);
  });

/** Answers when to look again, in ms. */
const refill = async (deps: ReconcilerDeps, outstanding: Outstanding): Promise<number> => {
  await clearPlaces(deps);
  const { works, more, nextEndMs } = await missingWork(deps);
  const untilNextEnd = Math.max(breathMs, Math.min(rhythmMs, nextEndMs));
  try {
    const { soon, waiting } = await bringMissing(deps.queue, outstanding, works, () => performance.now());
    return soon || (more && waiting < atOnce / 2) ? Math.min(hurryMs, untilNextEnd) : untilNextEnd;
  } catch (error) {
    // It is told by the worker's heartbeat, and with the next look all of it is tried again.
    if (error instanceof QueueUnavailable) return rhythmMs;
    throw error;
  }
};

/**
 * Brings to the queue what of this work seems to be missing there. Answers whether there is something to look at again
 * soon, and how much waits in the queue. `now` is a monotonic clock, ms.
 */
export const bringMissing = async (
  queue: WorkQueue,
  outstanding: Outstanding,
  works: readonly Work[],
  now: () => number,
): Promise<{ readonly soon: boolean; readonly waiting: number }> => {
  const counts = await queue.counts();
  outstanding.see(works, now());
  const { add, addAnew, perhapsLost, soon } = outstanding.remedies(counts, now());
  await queue.add(add);
  await queue.addAnew(addAnew);
  outstanding.brought([...add, ...addAnew], now());
  await passTheDead(queue, outstanding, perhapsLost, now);
  return { soon, waiting: counts.waiting };
};

/**
 * What was handed out and is under no lease died with its taker. BullMQ gives it back seconds later, and by the clocks of
 * the workers: an hour later when one of them was an hour ahead. Several may have died with the same work, one after
 * the other: this goes past the jobs of all of them at once, and adds one.
 */
const passTheDead = async (
  queue: WorkQueue,
  outstanding: Outstanding,
  perhapsLost: readonly Work[],
  now: () => number,
): Promise<void> => {
  let dead = perhapsLost.length === 0 ? [] : await queue.handedOut(perhapsLost);
  while (dead.length > 0) {
    const next = outstanding.onceMore(dead, now());
    dead = await queue.handedOut(next);
    await queue.add(next.filter((work) => !dead.includes(work)));
  }
};

interface MissingWork {
  readonly works: readonly Work[];
  readonly more: boolean;
  /** Until the end of the lease that ends next, unless it is renewed, ms; infinite without any. */
  readonly nextEndMs: number;
}

const missingWork = async ({ pool, leases }: ReconcilerDeps): Promise<MissingWork> => {
  const [now, lines] = await Promise.all([databaseClock(pool), placesInLine(pool)]);
  const inLine = new Set(lines.filter((place) => !isFree(place)).map(({ runId }) => runId));
  const [runs, batches, ended, ...taken] = await Promise.all([
    runsToPrepare(pool, [...inLine]),
    dueInTurns(pool, now, atOnce),
    leftBehind(pool, atOnce),
    leases.taken('batch:'),
    leases.taken('run:'),
  ]);
  const held = taken.flat().filter(({ endsInMs }) => endsInMs > 0);
  const lapsed = taken.flat().filter(({ endsInMs }) => endsInMs <= 0);
  const works = dueWork({
    runs,
    batches: [...batches, ...ended],
    leased: new Set(held.map(({ name }) => name)),
    lapsed: new Map(lapsed.map(({ name, fence }) => [name, fence])),
    inLine,
  });
  return { works, more: batches.length === atOnce, nextEndMs: Math.min(...held.map(({ endsInMs }) => endsInMs)) };
};
