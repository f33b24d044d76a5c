import { occurrenceDecider, occurrenceStream } from '#domain/occurrence/decide.js';
import type { OccurrenceEvent, PlannerTerm, Verdict } from '#domain/occurrence/messages.js';
import { isRejection } from '#domain/kernel/decider.js';
import { toNewEvents } from '#eventstore/execute.js';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { workerContext } from '../worker-context.js';

export interface Accounting {
  readonly store: EventStore;
  readonly worker: string;
  readonly term: PlannerTerm;
}

/** Another planner has taken over: whoever hears it stops. */
export class StalePlanner extends Error {
  override readonly name = 'StalePlanner';
}

/**
 * Writes what becomes of occurrences, one append a day, and answers with what was news. Reads the last event of the
 * day only. Throws `StalePlanner` when another planner has written since.
 */
export const account = async (
  accounting: Accounting,
  scheduleId: string,
  verdicts: readonly Verdict[],
  now: Clock,
): Promise<readonly OccurrenceEvent[]> => {
  const days = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const stream = occurrenceStream(scheduleId, verdict.dueAt);
    const sameDay = days.get(stream);
    if (sameDay === undefined) days.set(stream, [verdict]);
    else sameDay.push(verdict);
  }
  const events: OccurrenceEvent[] = [];
  for (const [stream, ofDay] of days) events.push(...(await accountForDay(accounting, scheduleId, stream, ofDay, now)));
  return events;
};

const accountForDay = async (
  { store, worker, term }: Accounting,
  scheduleId: string,
  stream: string,
  verdicts: readonly Verdict[],
  now: Clock,
): Promise<readonly OccurrenceEvent[]> => {
  const command = { type: 'Account', data: { scheduleId, verdicts, planner: term } } as const;
  const context = workerContext({ worker, part: 'planner', about: scheduleId, now });
  for (;;) {
    const [last] = (await store.readBackwards(stream, 1)) as readonly (RecordedEvent<OccurrenceEvent> &
      OccurrenceEvent)[];
    const { initial, evolve, decide } = occurrenceDecider;
    const decision = decide(command, last === undefined ? initial : evolve(initial, last), now());
    if (isRejection(decision)) throw new StalePlanner(decision.detail);
    if (decision.length === 0) return [];
    // Others write to the stream too: a triggered occurrence, a backfill, a planner on its way out.
    const result = await store.append(stream, last?.revision ?? 'none', toNewEvents(decision, context));
    if (result.ok) return decision;
  }
};
