import { millisOf } from '#domain/kernel/calendar.js';
import type { Instant } from '#domain/kernel/message.js';
import { scheduleDecider } from '#domain/schedule/decide.js';
import type { ScheduleDefinition, ScheduleEvent } from '#domain/schedule/messages.js';
import { type PreviewedTime, previewOf } from '#domain/schedule/preview.js';
import type { ExistingSchedule } from '#domain/schedule/state.js';
import { scheduleInWords } from '#domain/schedule/words.js';
import { loadAggregate } from '#eventstore/aggregate.js';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import { intlZones } from '#platform/zones/zones.js';
import type { ScheduleSummary } from '#readmodel/schedules/queries.js';
import { allowances } from '../http/actions.js';
import type { Representation } from '../http/commands.js';
import { type ActionAllowance, notFound } from '../http/problem.js';

/** A schedule as it stands now. Folded from its stream at every read, so it is never behind. */
export interface ScheduleView {
  readonly id: string;
  readonly status: ExistingSchedule['status'];
  readonly version: number;
  readonly definition: ScheduleDefinition;
  /** When it comes, in plain English. */
  readonly words: string;
  /** Its next times; none while it is paused or archived. */
  readonly next: readonly PreviewedTime[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** Of the last change of definition or status. */
  readonly changedAt: Instant;
  readonly changedBy: string;
  readonly reason: string | null;
  readonly allowedActions: readonly ActionAllowance[];
}

/** A schedule in the list. */
export interface ScheduleListItem extends ScheduleSummary {
  /** When it comes, in plain English. */
  readonly words: string;
  /** Its next three times; none while it is paused or archived. */
  readonly next: readonly PreviewedTime[];
}

/** When a schedule would come. */
export interface SchedulePreview {
  readonly words: string;
  readonly times: readonly PreviewedTime[];
}

/** What a backfill of a range would start. */
export interface BackfillPreview {
  readonly from: Instant;
  readonly to: Instant;
  /** Occurrences that have no run and are not excluded. */
  readonly count: number;
  readonly first: Instant | null;
  readonly last: Instant | null;
  /** Those that ran already: they are left as they are. */
  readonly ran: number;
}

const timesShown = 5;
const timesListed = 3;

export const scheduleListItem = (schedule: ScheduleSummary, now: Instant): ScheduleListItem => {
  const { id, status, definition } = schedule;
  return {
    ...schedule,
    words: scheduleInWords(definition, intlZones),
    next: status === 'active' ? nextOf(id, definition, now, timesListed) : [],
  };
};

const nextOf = (scheduleId: string, definition: ScheduleDefinition, now: Instant, count: number) =>
  previewOf(definition, intlZones, { scheduleId, after: millisOf(now), count });

/** Throws 404 when there is no such schedule. */
export const scheduleView = async (
  store: EventStore,
  id: string,
  now: Instant,
): Promise<Representation<ScheduleView>> => {
  const { events, state } = await loadAggregate(store, scheduleDecider, `schedule-${id}`);
  const [first] = events;
  const changed = events.findLast(changes);
  if (state.status === 'absent' || first === undefined || changed === undefined) throw notFound('schedule');
  const { status, version, definition } = state;
  return {
    revision: events.length - 1,
    body: {
      id,
      status,
      version,
      definition,
      words: scheduleInWords(definition, intlZones),
      next: status === 'active' ? nextOf(id, definition, now, timesShown) : [],
      createdAt: first.metadata.occurredAt,
      createdBy: first.metadata.actor,
      changedAt: changed.metadata.occurredAt,
      changedBy: changed.metadata.actor,
      reason: changed.metadata.reason ?? null,
      allowedActions: actionsOf(status),
    },
  };
};

const changes = ({ type }: RecordedEvent<ScheduleEvent>): boolean =>
  type !== 'ScheduleTriggered' && type !== 'BackfillRequested';

const actionsOf = (status: ExistingSchedule['status']): readonly ActionAllowance[] => {
  const archived = status === 'archived' ? 'it is archived' : null;
  return allowances({
    change: archived,
    pause: archived ?? (status === 'paused' ? 'it is paused' : null),
    unpause: archived ?? (status === 'active' ? 'it is not paused' : null),
    trigger: archived,
    backfill: archived,
    archive: archived,
  });
};
