import { createHash } from 'node:crypto';
import type { BatchEvent } from '#domain/batch/messages.js';
import type { BulkEvent } from '#domain/bulk/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import { runIdText } from '#domain/occurrence/decide.js';
import type { OccurrenceEvent } from '#domain/occurrence/messages.js';
import { isFinal, type RunStatus, runTransitions, statusAfter } from '#domain/run/lifecycle.js';
import type { RunEvent } from '#domain/run/messages.js';
import type { ScheduleEvent } from '#domain/schedule/messages.js';
import type { SenderEvent } from '#domain/sender/messages.js';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import { idFrom } from '#platform/ids.js';
import { eventLine } from '../log-file/log-lines.js';
import { isOfRestore } from './put-on-hold.js';
import { wholeLog } from '../log/whole-log.js';

/** A run that has not ended in the log. */
export interface OpenRun {
  readonly runId: string;
  readonly status: RunStatus;
  readonly campaignId: string;
  readonly requestedAt: Instant;
}

/** What a log says about what is still open in it. Memory grows with that, not with the log. */
export interface Survey {
  readonly events: number;
  /** SHA-256 over the lines of the first events (as many as were asked for), as a file holds them. */
  readonly sha256: string;
  /** Events behind these that no restore has written. */
  readonly strangers: number;
  readonly openRuns: readonly OpenRun[];
  /** Runs that a schedule owes: fired or triggered, and not requested yet. */
  readonly owedRuns: readonly string[];
  /** Schedules that start runs by themselves, or would if an earlier try of a restore had not paused them. */
  readonly schedules: readonly string[];
  /** Jobs over many runs that go on by themselves, or would if an earlier try of a restore had not told them to stop. */
  readonly bulkJobs: readonly string[];
  /** The highest fence in the streams of batches that are not closed, by `<run>.<n>`. */
  readonly fences: ReadonlyMap<string, number>;
  /** Test mails that were asked for and not settled: sender and id. */
  readonly verifications: ReadonlyMap<string, string>;
}

export const survey = async (
  store: EventStore,
  { first, onPage = () => undefined }: { readonly first: number; readonly onPage?: (events: number) => void },
): Promise<Survey> => {
  const hash = createHash('sha256');
  const open = {
    runs: new Map<string, OpenRun>(),
    fences: new Map<string, number>(),
    tests: new Map<string, string>(),
    owed: new Set<string>(),
    schedules: new Set<string>(),
    bulkJobs: new Set<string>(),
  };
  let events = 0;
  let strangers = 0;
  for await (const page of wholeLog(store)) {
    const known = page.slice(0, Math.max(0, first - events));
    if (known.length > 0) hash.update(known.map(eventLine).join(''));
    strangers += page.slice(known.length).filter((event) => !isOfRestore(event)).length;
    for (const event of page) take[event.category]?.(event, open);
    events += page.length;
    onPage(page.length);
  }
  return {
    events,
    sha256: hash.digest('hex'),
    strangers,
    openRuns: [...open.runs.values()],
    owedRuns: [...open.owed],
    schedules: [...open.schedules],
    bulkJobs: [...open.bulkJobs],
    fences: open.fences,
    verifications: open.tests,
  };
};

interface Open {
  readonly runs: Map<string, OpenRun>;
  readonly fences: Map<string, number>;
  readonly tests: Map<string, string>;
  readonly owed: Set<string>;
  readonly schedules: Set<string>;
  readonly bulkJobs: Set<string>;
}

const subject = ({ stream, category }: RecordedEvent): string => stream.slice(category.length + 1);

const runOf = (scheduleId: string, dueAt: Instant): string => idFrom(runIdText(scheduleId, dueAt));

/** Events of a later release count for the digest and change nothing here. */
const take: Readonly<Record<string, (event: RecordedEvent, open: Open) => void>> = {
  run: (event, { runs, owed }) => {
    if (!Object.hasOwn(runTransitions, event.type)) return;
    const { type, data } = event as unknown as RunEvent;
    const runId = subject(event);
    const before = runs.get(runId);
    if (type === 'RunRequested') {
      owed.delete(runId);
      const { campaignId } = data;
      runs.set(runId, { runId, status: 'requested', campaignId, requestedAt: event.metadata.occurredAt });
    } else if (before !== undefined) {
      const status = statusAfter(event as unknown as RunEvent, before.status);
      if (isFinal(status)) runs.delete(runId);
      else runs.set(runId, { ...before, status });
    }
  },
  runbatch: (event, { fences }) => {
    const batch = subject(event);
    const { type, data } = event as unknown as BatchEvent;
    if (type === 'BatchClosed') fences.delete(batch);
    else if (type === 'BatchTakenOver' || type === 'DispatchClaimed')
      fences.set(batch, Math.max(data.fence, fences.get(batch) ?? 0));
  },
  schedule: (event, { schedules, owed }) => {
    const { type, data } = event as unknown as ScheduleEvent;
    if (type === 'ScheduleSet' && data.version === 1) schedules.add(data.scheduleId);
    else if (type === 'ScheduleUnpaused') schedules.add(data.scheduleId);
    else if (type === 'ScheduleArchived') schedules.delete(data.scheduleId);
    else if (type === 'SchedulePaused' && !isOfRestore(event)) schedules.delete(data.scheduleId);
    else if (type === 'ScheduleTriggered') owed.add(runOf(data.scheduleId, data.at));
  },
  occurrence: (event, { owed }) => {
    const { type, data } = event as unknown as OccurrenceEvent;
    if (type === 'OccurrenceFired' || type === 'OccurrenceBackfilled') owed.add(runOf(data.scheduleId, data.dueAt));
  },
  bulk: (event, { bulkJobs }) => {
    const { type } = event as unknown as BulkEvent;
    if (type === 'BulkRequested') bulkJobs.add(subject(event));
    else if (type === 'BulkAborted' || type === 'BulkCompleted') bulkJobs.delete(subject(event));
    else if (type === 'BulkAbortRequested' && !isOfRestore(event)) bulkJobs.delete(subject(event));
  },
  sender: (event, { tests }) => {
    const { type, data } = event as unknown as SenderEvent;
    if (type === 'SenderVerificationRequested') tests.set(subject(event), data.verificationId);
    else if (type === 'SenderVerified' || type === 'SenderVerificationFailed') {
      if (tests.get(subject(event)) === data.verificationId) tests.delete(subject(event));
    }
  },
};
