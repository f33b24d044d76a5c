import { evolveBatch, noBatch, type BatchState, type OpenBatch } from '#domain/batch/state.js';
import type { Instant } from '#domain/kernel/message.js';
import { evolveRun, noRun, type RunState } from '#domain/run/state.js';
import type { Position } from '#eventstore/port.js';
import type { EventIn } from '#readmodel/vocabulary.js';
import { isIn } from './entries.js';
import type { History, QueueLook } from './history.js';
import { type Check, findings, toldMoment } from './verdict.js';

/** I10. Once the reconciler has had its time, everything that the log says is due is in the queue or in work. */
export const dueWorkIsQueued: Check = (history, { entries }) => {
  const found = findings('I10', 'looks', 'works due', 'queued', 'in work');
  const placeOf = placesIn(history);
  const looks: LookedAt[] = history.queueLooks.map((look) => ({ look, due: null }));
  const open = new OpenWork();
  let next = 0;
  const followTo = (place: number): void => {
    for (let entry = entries[next]; entry !== undefined && entry.at <= place; entry = entries[next]) {
      open.take(entry.event);
      next += 1;
    }
  };
  // The ends of the looks in the order of the log: only what is due at both ends of a look was due during it.
  const ends = looks
    .flatMap((one) => [one.look.from, one.look.to].map((position) => ({ one, place: placeOf(position) })))
    .toSorted((a, b) => a.place - b.place);
  for (const { one, place } of ends) {
    followTo(place);
    const due = open.dueAt(one.look.now);
    const before = one.due;
    one.due = before === null ? due : new Set([...due].filter((work) => before.has(work)));
  }
  for (const { look, due } of looks) {
    found.count('looks');
    const [queued, leased] = [new Set(look.queued), new Set(look.leased)];
    for (const work of due ?? []) {
      found.count('works due');
      if (queued.has(work)) found.count('queued');
      else if (leased.has(work)) found.count('in work');
      else found.violation(`${toldMoment(look.at)} ${work} is due, and neither queued nor in work`);
    }
  }
  return found.verdict();
};

type Due = ReadonlySet<string>;

interface LookedAt {
  readonly look: QueueLook;
  due: Due | null;
}

/** Places of the positions that the looks name; -1 before the first event. */
const placesIn = ({ events, queueLooks }: History): ((position: Position) => number) => {
  const named = new Set(queueLooks.flatMap(({ from, to }) => [from, to]));
  const places = new Map<Position, number>();
  events.forEach(({ position }, at) => {
    if (named.has(position)) places.set(position, at);
  });
  return (position) => places.get(position) ?? -1;
};

/** Runs and batches that are not at their end, as far as the log has been read. */
class OpenWork {
  private readonly runs = new Map<string, RunState>();
  private readonly batches = new Map<string, OpenBatch>();
  private readonly holds = new Set<string>();

  take(event: EventIn): void {
    if (isIn('run', event)) {
      const { runId } = event.data;
      this.runs.set(runId, evolveRun(this.runs.get(runId) ?? noRun, event));
    } else if (isIn('runbatch', event)) {
      const state: BatchState = evolveBatch(this.batches.get(event.stream) ?? noBatch, event);
      if (state.status === 'open') this.batches.set(event.stream, state);
      else this.batches.delete(event.stream);
    } else if (event.type === 'HoldPlaced') {
      this.holds.add(event.data.scope);
    } else if (event.type === 'HoldLifted') {
      this.holds.delete(event.data.scope);
    }
  }

  dueAt(now: Instant): Due {
    const due = new Set<string>();
    for (const [runId, run] of this.runs) {
      const preparing = run.status === 'queued' || run.status === 'preparing';
      if (preparing || (run.status === 'cancelling' && run.started === null)) due.add(`run:${runId}`);
    }
    for (const batch of this.batches.values())
      if (this.isDue(batch, now)) due.add(`batch:${batch.runId}.${batch.batch}`);
    return due;
  }

  private isDue(batch: OpenBatch, now: Instant): boolean {
    const run = this.runs.get(batch.runId);
    if (run === undefined) return false;
    const claimed = batch.recipients.some(({ standing }) => standing.is === 'claimed');
    switch (run.status) {
      case 'cancelling':
        return run.started !== null;
      case 'pausing':
      case 'paused':
        return claimed;
      case 'running':
      case 'awaiting_approval':
        return claimed || (hasDueRecipient(batch, now) && !this.isHeld(run.request));
      default:
        return false;
    }
  }

  private isHeld({ campaignId, channel, pins, runId }: Requested): boolean {
    const scopes = ['all', `run:${runId}`, `campaign:${campaignId}`, `channel:${channel}`, `sender:${pins.sender?.id}`];
    return scopes.some((scope) => this.holds.has(scope));
  }
}

type Requested = Extract<RunState, { request: unknown }>['request'];

const hasDueRecipient = (batch: OpenBatch, now: Instant): boolean =>
  batch.recipients.some(({ standing }) => {
    if (standing.is === 'planned' || standing.is === 'approved') return true;
    if (standing.is === 'held') return standing.until !== null && standing.until <= now;
    if (standing.is === 'deferred') return standing.until <= now;
    return standing.is === 'draft' && standing.expiresAt <= now;
  });
