import { instantOf, millisOf, secondMs } from '../kernel/calendar.js';
import type { Instant } from '../kernel/message.js';
import type { RunEvent, RunRequest } from './messages.js';
import type { ExistingRun } from './state.js';

/** A year, and the least that leaves time to prepare anything. */
export const mostStartWithinSeconds = 366 * 86_400;

export const isStartWithin = (seconds: number): boolean =>
  Number.isSafeInteger(seconds) && seconds >= 1 && seconds <= mostStartWithinSeconds;

/** Until when a run may start that is to start at a moment; null: however late. */
export const startByOf = ({ startWithinSeconds }: RunRequest, moment: Instant): Instant | null =>
  startWithinSeconds === undefined ? null : instantOf(millisOf(moment) + startWithinSeconds * secondMs);

export const queuedAt = (request: RunRequest, moment: Instant): RunEvent => {
  const startBy = startByOf(request, moment);
  return { type: 'RunQueued', data: { runId: request.runId, ...(startBy === null ? {} : { startBy }) } };
};

/** Why a run must not start any more, in words; null while it may. */
export const tooLate = (startBy: Instant | null, now: Instant): string | null =>
  startBy !== null && now > startBy ? `it could have started until ${startBy}, and at ${now} it had not` : null;

/** What a run that waits for its start has to start by: by its queueing, or by its plan before that. */
export const startByOfRun = ({ request, startAt, startBy, status }: ExistingRun): Instant | null =>
  status === 'scheduled' && startAt !== null ? startByOf(request, startAt) : startBy;
