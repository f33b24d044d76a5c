import { occurrenceStream, runIdText } from '#domain/occurrence/decide.js';
import type { Instant } from '#domain/kernel/message.js';
import { runDecider } from '#domain/run/decide.js';
import { scheduleDecider } from '#domain/schedule/decide.js';
import type { ScheduleDefinition } from '#domain/schedule/messages.js';
import type { ExistingSchedule } from '#domain/schedule/state.js';
import { loadAggregate, nothingYet } from '#eventstore/aggregate.js';
import { versionOf } from '#eventstore/definitions.js';
import { execute } from '#eventstore/execute.js';
import { latestPins } from '#eventstore/latest-pins.js';
import type { EventStore } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { idFrom } from '#platform/ids.js';
import { workerContext } from '../worker-context.js';

export interface StartDeps {
  readonly store: EventStore;
  readonly worker: string;
  /** Where campaign, goal, segment and sender are read; in the log when absent. */
  readonly definitions?: Pick<EventStore, 'read'>;
}

export interface OccurrenceToStart {
  readonly scheduleId: string;
  readonly dueAt: Instant;
  readonly definition: ScheduleDefinition;
  /** When it was decided that it is to run: from then on its run's time to live counts. */
  readonly since: Instant;
  /** It was decided just now: very likely nobody has started it yet. */
  readonly isNew?: boolean;
}

/** The id of an occurrence's run: the same for everybody who starts it, however often. */
export const runIdOf = (scheduleId: string, dueAt: Instant): string => idFrom(runIdText(scheduleId, dueAt));

/** Requests and queues the run of an occurrence that its stream says is to run. Safe to repeat: the run exists once. */
export const startOccurrence = async (
  { store, worker, definitions = store }: StartDeps,
  { scheduleId, dueAt, definition, since, isNew = false }: OccurrenceToStart,
  now: Clock,
): Promise<string> => {
  const runId = runIdOf(scheduleId, dueAt);
  if (!isNew && (await store.read(`run-${runId}`, { limit: 1 })).length > 0) return runId;
  const { campaignId, campaignVersion } = definition;
  const pins = await latestPins(definitions, {
    campaignId,
    ...(campaignVersion === 'latest' ? {} : { version: campaignVersion }),
  });
  const campaign = pins === null ? null : await versionOf(definitions, 'campaign', pins.campaign);
  if (pins === null || campaign === null)
    throw new Error(
      `${occurrenceStream(scheduleId, dueAt)}: campaign ${campaignId} has no version ${campaignVersion} with a goal`,
    );
  const startWithinSeconds = definition.startWithinSeconds ?? campaign.definition.limits.startWithinSeconds;
  const context = workerContext({ worker, part: 'planner', about: runId, now });
  const request = {
    runId,
    campaignId,
    type: 'recurring',
    trigger: `schedule:${scheduleId}`,
    channel: campaign.definition.channel,
    pins,
    follow: 'pinned',
    audience: { kind: 'segment' },
    variables: null,
    metadata: {},
    schedule: { id: scheduleId, dueAt },
    ...(startWithinSeconds === undefined ? {} : { startWithinSeconds }),
    startAt: null,
    since,
  } as const;
  const command = { type: 'RequestRun', data: request } as const;
  await execute(store, runDecider, `run-${runId}`, command, context, isNew ? nothingYet(runDecider) : undefined);
  return runId;
};

/** Null when there is no such schedule. */
export const loadSchedule = async (
  store: Pick<EventStore, 'read'>,
  scheduleId: string,
): Promise<ExistingSchedule | null> => {
  const { state } = await loadAggregate(store, scheduleDecider, `schedule-${scheduleId}`);
  return state.status === 'absent' ? null : state;
};

/** What the schedule was at the time of an occurrence; for one before its beginning, what it was first. */
export const definitionAt = ({ editions, definition }: ExistingSchedule, dueAt: Instant): ScheduleDefinition =>
  (editions.findLast(({ from }) => from <= dueAt) ?? editions[0])?.definition ?? definition;
