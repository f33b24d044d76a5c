import type { Instant } from '#domain/kernel/message.js';
import type { RunCommand } from '#domain/run/messages.js';
import { invalidRequest } from '../http/problem.js';
import type { RescheduleBody } from './start-run.dto.js';
import { startAtOf } from './start-run.js';

/** The command that sets or shifts a start. Throws 400 unless exactly one of the two is asked for. */
export const rescheduleOf = (
  { startAt, shiftSeconds }: RescheduleBody,
  now: Instant,
): Extract<RunCommand, { type: 'RescheduleRun' | 'ShiftRun' }> => {
  if (startAt !== undefined && shiftSeconds === undefined)
    return { type: 'RescheduleRun', data: { startAt: startAtOf(startAt, now) } };
  if (startAt === undefined && shiftSeconds !== undefined)
    return { type: 'ShiftRun', data: { bySeconds: shiftSeconds } };
  const pointer = startAt === undefined ? '/startAt' : '/shiftSeconds';
  throw invalidRequest([{ pointer, code: 'one-of', detail: 'give startAt or shiftSeconds, and one of them only' }]);
};
