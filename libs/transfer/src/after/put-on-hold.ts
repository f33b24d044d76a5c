import { bulkDecider } from '#domain/bulk/decide.js';
import { holdDecider } from '#domain/hold/decide.js';
import { holdStream } from '#domain/hold/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import { scheduleDecider } from '#domain/schedule/decide.js';
import { senderDecider } from '#domain/sender/decide.js';
import { type CommandContext, execute, partOf } from '#eventstore/execute.js';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import { systemClock } from '#platform/clock.js';
import { newId } from '#platform/ids.js';
import type { OnProgress } from '../installation.js';
import type { Survey } from './survey.js';

/** The name under which a restore writes to the log. */
const actor = { name: 'restore', source: 'cli' } as const;

/** Whether a restore wrote the event itself: a try that broke off may have left such. */
export const isOfRestore = ({ metadata }: Pick<RecordedEvent, 'metadata'>): boolean =>
  metadata.actor === actor.name && metadata.source === actor.source;

/** Runs whose holds are placed at the same time. */
const atOnce = 8;

export interface HoldAsked {
  /** When the state that is back was true; null when nobody knows. */
  readonly asOf: Instant | null;
  readonly onProgress: OnProgress;
}

/**
 * Nothing leaves that was begun before: each run that has not ended gets a hold of its own, which an operator lifts
 * once he has looked; so does each that a schedule owes. Schedules are paused, also for what is overdue, for that was
 * started since. Jobs over many runs are told to stop: a retry that one had made since would be made once more, as a run
 * that nothing holds. Test mails that nobody has settled count as failed. Repeating it changes nothing.
 */
export const putOnHold = async (
  store: EventStore,
  {
    openRuns,
    owedRuns,
    schedules,
    bulkJobs,
    verifications,
  }: Pick<Survey, 'openRuns' | 'owedRuns' | 'schedules' | 'bulkJobs' | 'verifications'>,
  { asOf, onProgress }: HoldAsked,
): Promise<void> => {
  const since = asOf === null ? 'since then' : `since ${asOf}`;
  const context: CommandContext = {
    commandId: newId(),
    actor,
    reason: `restored: what was sent ${since} is not known`,
    correlationId: 'restore',
    now: systemClock,
  };
  for (const [senderId, verificationId] of verifications) {
    const command = {
      type: 'RecordVerification',
      data: { verificationId, accepted: false, detail: 'restored from a backup: ask for another test mail' },
    } as const;
    await execute(store, senderDecider, `sender-${senderId}`, command, partOf(context, senderId));
  }
  for (const scheduleId of schedules) {
    const command = { type: 'PauseSchedule', data: { overdueToo: true } } as const;
    const done = await execute(store, scheduleDecider, `schedule-${scheduleId}`, command, partOf(context, scheduleId));
    if (!done.ok) throw new Error(`schedule ${scheduleId} could not be paused: ${done.rejection.rejected}`);
  }
  for (const bulkId of bulkJobs) {
    const command = { type: 'AbortBulk', data: {} } as const;
    const done = await execute(store, bulkDecider, `bulk-${bulkId}`, command, partOf(context, bulkId));
    if (!done.ok) throw new Error(`the job ${bulkId} could not be stopped: ${done.rejection.rejected}`);
  }
  const runIds = [...openRuns.map(({ runId }) => runId), ...owedRuns];
  for (let from = 0; from < runIds.length; from += atOnce) {
    await Promise.all(runIds.slice(from, from + atOnce).map((runId) => holdRun(store, runId, context)));
    onProgress({ step: 'runs put on hold', done: Math.min(from + atOnce, runIds.length), total: runIds.length });
  }
};

const holdRun = async (store: EventStore, runId: string, context: CommandContext): Promise<void> => {
  const command = { type: 'PlaceHold', data: { scope: `run:${runId}` } } as const;
  const done = await execute(store, holdDecider, holdStream(`run:${runId}`), command, partOf(context, runId));
  if (!done.ok) throw new Error(`run ${runId} could not be put on hold: ${done.rejection.rejected}`);
};
