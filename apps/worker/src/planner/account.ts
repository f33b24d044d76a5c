import { occurrenceDecider, type OccurrenceDay, occurrenceStream } from '#domain/occurrence/decide.js';
import type { OccurrenceEvent, PlannerTerm, Verdict } from '#domain/occurrence/messages.js';
import { isRejection } from '#domain/kernel/decider.js';
import type { Instant } from '#domain/kernel/message.js';
import { toNewEvents } from '#eventstore/execute.js';
import type { EventStore, ExpectedRevision, RecordedEvent } from '#eventstore/port.js';
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

/** Writes what becomes of occurrences. Of each schedule it keeps where the stream of its last day stands. */
export interface Accountant {
  /** One append a day; answers with what was news. Throws `StalePlanner` when another planner has written since. */
  account(scheduleId: string, verdicts: readonly Verdict[], now: Clock): Promise<readonly OccurrenceEvent[]>;
  /** Reads ahead where the stream of an occurrence stands. */
  prepare(scheduleId: string, dueAt: Instant): Promise<void>;
  /** Whether it knows already. */
  isPrepared(scheduleId: string, dueAt: Instant): boolean;
}

/** Where a stream stood when this planner last read or wrote it: an append that others forestalled is refused. */
interface Tail {
  readonly stream: string;
  readonly revision: ExpectedRevision;
  readonly day: OccurrenceDay;
}

const { initial, evolve, decide } = occurrenceDecider;

export const openAccountant = ({ store, worker, term }: Accounting): Accountant => {
  const tails = new Map<string, Tail>();

  const read = async (scheduleId: string, stream: string): Promise<Tail> => {
    const [last] = (await store.readBackwards(stream, 1)) as readonly (RecordedEvent<OccurrenceEvent> &
      OccurrenceEvent)[];
    const day = last === undefined ? initial : evolve(initial, last);
    const tail = { stream, revision: last?.revision ?? ('none' as const), day };
    tails.set(scheduleId, tail);
    return tail;
  };
  const known = (scheduleId: string, stream: string): Tail | undefined => {
    const tail = tails.get(scheduleId);
    return tail?.stream === stream ? tail : undefined;
  };

  const accountForDay = async (
    scheduleId: string,
    stream: string,
    verdicts: readonly Verdict[],
    now: Clock,
  ): Promise<readonly OccurrenceEvent[]> => {
    const command = { type: 'Account', data: { scheduleId, verdicts, planner: term } } as const;
    const context = workerContext({ worker, part: 'planner', about: scheduleId, now });
    for (let tail = known(scheduleId, stream); ; tail = undefined) {
      const { revision, day } = tail ?? (await read(scheduleId, stream));
      const decision = decide(command, day, now());
      if (isRejection(decision)) throw new StalePlanner(decision.detail);
      const last = decision.at(-1);
      if (last === undefined) return [];
      // Others write to the stream too: a triggered occurrence, a backfill, a planner on its way out.
      const result = await store.append(stream, revision, toNewEvents(decision, context));
      if (!result.ok) continue;
      tails.set(scheduleId, { stream, revision: result.revision, day: evolve(initial, last) });
      return decision;
    }
  };

  return {
    async account(scheduleId, verdicts, now) {
      const days = new Map<string, Verdict[]>();
      for (const verdict of verdicts) {
        const stream = occurrenceStream(scheduleId, verdict.dueAt);
        const sameDay = days.get(stream);
        if (sameDay === undefined) days.set(stream, [verdict]);
        else sameDay.push(verdict);
      }
      const events: OccurrenceEvent[] = [];
      for (const [stream, ofDay] of days) events.push(...(await accountForDay(scheduleId, stream, ofDay, now)));
      return events;
    },
    async prepare(scheduleId, dueAt) {
      await read(scheduleId, occurrenceStream(scheduleId, dueAt));
    },
    isPrepared: (scheduleId, dueAt) => known(scheduleId, occurrenceStream(scheduleId, dueAt)) !== undefined,
  };
};
