import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  StreamNotFoundError,
  TimeoutError,
  UnavailableError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { InvalidAppend, LogUnavailable } from '../port.js';

/** No answer came in time: what was asked may have been done, or may yet be. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Why a call was given up. One whose taker went away has the reason that nobody waits for an answer. */
export const reasonOf = ({ reason }: AbortSignal): Error =>
  reason instanceof Error && reason.name !== 'AbortError' ? reason : new NoAnswer('given up');

/**
 * gRPC status codes with which the call may work another time, or may have worked. The client wraps most errors in
 * classes of its own, but not all: the first call to a server that is down fails with the bare status.
 */
const passing = new Set([
  1, // CANCELLED: a node that stops
  2, // UNKNOWN
  4, // DEADLINE_EXCEEDED
  5, // NOT_FOUND: not the leader
  8, // RESOURCE_EXHAUSTED
  10, // ABORTED: the server's own time-outs
  13, // INTERNAL
  14, // UNAVAILABLE: down, not ready, too busy
]);
const passingClasses = [CancelledError, DeadlineExceededError, NotLeaderError, TimeoutError, UnavailableError];
/** A wrong password or missing rights: an outage, but not one that passes while we wait. */
const denied = new Set([7, 16]);
const invalidArgument = 3;

export const statusCode = (error: unknown): number | undefined => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'number' ? code : undefined;
};

/** Whether a repetition in a moment may do better. Errors of Node and of the client's discovery have no status. */
export const isPassing = (error: unknown): boolean => {
  if (error instanceof NoAnswer || passingClasses.some((passingClass) => error instanceof passingClass)) return true;
  const code = statusCode(error);
  if (code !== undefined) return passing.has(code);
  return error instanceof Error && !isMistake(error) && !isForGood(error);
};

/** No answer in time, by our watch or the client's. */
export const isSilence = (error: unknown): boolean =>
  error instanceof NoAnswer || error instanceof DeadlineExceededError || statusCode(error) === 4;

/** Nothing is there to read: never written, deleted, or deleted for good. */
export const isStreamNotFound = (error: unknown): boolean =>
  error instanceof StreamNotFoundError || error instanceof StreamDeletedError || isDeleted(error);

/** An error of the client, in the words of the port. */
export const translated = (error: unknown): Error => {
  if (error instanceof LogUnavailable || error instanceof InvalidAppend) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (isPassing(error)) return new LogUnavailable(`the log cannot be reached: ${message}`, { cause: error });
  if (error instanceof AccessDeniedError || denied.has(statusCode(error) ?? 0)) {
    return new LogUnavailable(`the log refuses this user (reading $all takes an admin's rights): ${message}`, {
      cause: error,
    });
  }
  if (isForGood(error) || statusCode(error) === invalidArgument) {
    return new InvalidAppend(`not storable: ${message}`, { cause: error });
  }
  return error instanceof Error ? error : new Error(message);
};

/** As `translated` puts it. */
const isDeleted = (error: unknown): boolean =>
  error instanceof InvalidAppend && error.cause instanceof StreamDeletedError;

const isForGood = (error: unknown): boolean =>
  error instanceof StreamDeletedError || error instanceof MaxAppendSizeExceededError;

/** Answers, and faults of a program: another try has the same end. */
const isMistake = (error: Error): boolean =>
  [TypeError, RangeError, AccessDeniedError, StreamNotFoundError, WrongExpectedVersionError].some(
    (mistake) => error instanceof mistake,
  );
