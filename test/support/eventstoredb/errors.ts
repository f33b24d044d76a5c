import type { StatusObject } from '@grpc/grpc-js';

import { grpc } from './definitions.js';
import type { Expected } from './commit-check.js';

export type RpcError = Pick<StatusObject, 'code' | 'details' | 'metadata'>;

/** The server says what went wrong in the trailer `exception` and its companions. */
const rpcError = (code: number, details: string, trailers: Readonly<Record<string, string>> = {}): RpcError => {
  const metadata = new grpc.Metadata();
  try {
    for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  } catch {
    // Trailers are ASCII; the server fails like this on a stream name that is not.
    return { code: grpc.status.UNKNOWN, details: 'Exception was thrown by handler.', metadata: new grpc.Metadata() };
  }
  return { code, details, metadata };
};

const named = (code: number, exception: string, details: string, trailers: Readonly<Record<string, string>> = {}) =>
  rpcError(code, details, { exception, ...trailers });

export const notReady = () => rpcError(grpc.status.UNAVAILABLE, 'Server Is Not Ready');
export const timedOut = () => rpcError(grpc.status.ABORTED, 'Operation timed out');
export const cancelled = () => rpcError(grpc.status.CANCELLED, 'Operation cancelled');
export const cut = () => rpcError(grpc.status.UNAVAILABLE, 'Connection dropped');
export const thrown = () => rpcError(grpc.status.UNKNOWN, 'Exception was thrown by handler.');
export const featuresFailed = () => rpcError(grpc.status.INTERNAL, 'The features of this server are not known');
export const invalid = (details: string) => rpcError(grpc.status.INVALID_ARGUMENT, details);
export const accessDenied = () => named(grpc.status.PERMISSION_DENIED, 'access-denied', 'Access Denied');

export const notLeader = (leader: { readonly host: string; readonly port: number }) =>
  named(grpc.status.NOT_FOUND, 'not-leader', 'Leader info available', {
    'leader-endpoint-host': leader.host,
    'leader-endpoint-port': String(leader.port),
  });

export const streamDeleted = (stream: string) =>
  named(grpc.status.FAILED_PRECONDITION, 'stream-deleted', `Event stream '${stream}' is deleted.`, {
    'stream-name': stream,
  });

const wireVersions = { no_stream: -1, any: -2, stream_exists: -4 } as const;

/** Of delete and tombstone; an append answers it as a message. `current` -1 = no stream. */
export const wrongExpectedVersion = (stream: string, expected: Expected, current: number) =>
  named(
    grpc.status.FAILED_PRECONDITION,
    'wrong-expected-version',
    `Append failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${current}`,
    {
      'stream-name': stream,
      'expected-version': String(typeof expected === 'number' ? expected : wireVersions[expected]),
      'actual-version': current === -1 ? '' : String(current),
    },
  );

export const appendTooLarge = (limit: number) =>
  named(grpc.status.INVALID_ARGUMENT, 'maximum-append-size-exceeded', `Maximum Append Size of ${limit} Exceeded.`, {
    'maximum-append-size': String(limit),
  });

export const eventTooLarge = (id: string, size: number, limit: number) =>
  named(
    grpc.status.INVALID_ARGUMENT,
    'maximum-append-event-size-exceeded',
    `Event with Id: ${id}, Size: ${size}, exceeds Maximum Append Event Size of ${limit}.`,
    { 'event-id': id, 'proposed-event-size': String(size), 'maximum-append-event-size': String(limit) },
  );

export const missingMetadata = (missing: readonly string[]) =>
  named(
    grpc.status.INVALID_ARGUMENT,
    'missing-required-metadata-property',
    `Required Metadata Property '${missing.join(',')}' is missing`,
    { 'required-metadata-properties': missing.join(',') },
  );
