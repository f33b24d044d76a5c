import { instantOf, millisOf } from '#domain/kernel/calendar.js';
import { occurrenceDecider, occurrenceStream } from '#domain/occurrence/decide.js';
import type { OccurrenceEvent } from '#domain/occurrence/messages.js';
import type { ScheduleEvent } from '#domain/schedule/messages.js';
import { occurrenceTimes } from '#domain/schedule/times.js';
import { execute } from '#eventstore/execute.js';
import type { RecordedEvent } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { intlZones } from '#platform/zones/zones.js';
import { definitionAt, loadSchedule, type StartDeps, startOccurrence } from '../schedules/start-occurrence.js';
import { workerContext } from '../worker-context.js';
import type { Reactor } from './reactor.js';

export interface StartOccurrencesDeps extends StartDeps {
  readonly now: Clock;
}

type Event = RecordedEvent<ScheduleEvent | OccurrenceEvent> & (ScheduleEvent | OccurrenceEvent);

/**
 * Carries out what somebody asked of a schedule, and makes sure that every occurrence that fired has its run: the
 * planner starts it at once, unless it died in between.
 */
export const startOccurrences = (deps: StartOccurrencesDeps): Reactor => ({
  name: 'start-occurrences',
  categories: ['schedule', 'occurrence'],
  react: async (events) => {
    for (const event of events as readonly Event[]) await reactTo(deps, event);
  },
});

const reactTo = async (deps: StartOccurrencesDeps, event: Event): Promise<void> => {
  switch (event.type) {
    case 'ScheduleTriggered':
      return trigger(deps, event.data);
    case 'BackfillRequested':
      return backfill(deps, event.data, { requestedAs: event.id, requestedAt: event.metadata.occurredAt });
    case 'OccurrenceFired':
    case 'OccurrenceBackfilled': {
      const { scheduleId, dueAt } = event.data;
      const schedule = await loadSchedule(deps.store, scheduleId);
      if (schedule === null) return;
      const definition = event.type === 'OccurrenceFired' ? definitionAt(schedule, dueAt) : schedule.definition;
      const since = event.metadata.occurredAt;
      await startOccurrence(deps, { scheduleId, dueAt, definition, since }, deps.now);
      return;
    }
    default:
      return;
  }
};

const contextOf = ({ worker, now }: StartOccurrencesDeps, scheduleId: string) =>
  workerContext({ worker, part: 'planner', about: scheduleId, now });

const trigger = async (
  deps: StartOccurrencesDeps,
  { scheduleId, at }: { scheduleId: string; at: string },
): Promise<void> => {
  const latenessMs = Math.max(0, millisOf(deps.now()) - millisOf(at));
  const command = { type: 'FireTriggered', data: { scheduleId, dueAt: at, latenessMs } } as const;
  await execute(deps.store, occurrenceDecider, occurrenceStream(scheduleId, at), command, contextOf(deps, scheduleId));
};

/**
 * Day by day, for a day is a stream. Of the schedule as it was when it was asked for: whoever goes through the log once
 * more, after an import or a restore, must not find times that are new.
 */
const backfill = async (
  deps: StartOccurrencesDeps,
  { scheduleId, from, to }: { scheduleId: string; from: string; to: string },
  { requestedAs, requestedAt }: { requestedAs: string; requestedAt: string },
): Promise<void> => {
  const schedule = await loadSchedule(deps.store, scheduleId);
  if (schedule === null) return;
  const { next, isExcluded } = occurrenceTimes(definitionAt(schedule, requestedAt), intlZones);
  const days = new Map<string, string[]>();
  for (let at = next(millisOf(from) - 1); at !== null && at < millisOf(to); at = next(at)) {
    if (isExcluded(at)) continue;
    const dueAt = instantOf(at);
    const stream = occurrenceStream(scheduleId, dueAt);
    days.set(stream, [...(days.get(stream) ?? []), dueAt]);
  }
  for (const [stream, dueAt] of days) {
    const command = { type: 'Backfill', data: { scheduleId, dueAt, requestedAs } } as const;
    await execute(deps.store, occurrenceDecider, stream, command, contextOf(deps, scheduleId));
  }
};
