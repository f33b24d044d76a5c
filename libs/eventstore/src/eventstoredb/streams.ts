import { BACKWARDS, END, FORWARDS, type ReadStreamOptions, START } from '@eventstore/db-client';
import type { RecordedEvent } from '../port.js';
import type { Connection } from './connection.js';
import { drained } from './drain.js';
import type { Epochs } from './epochs.js';
import { eventOf } from './events.js';
import { isStreamNotFound } from './trouble.js';

export type StreamRange =
  | { readonly direction: 'forwards'; readonly from: number; readonly limit: number | undefined }
  | { readonly direction: 'backwards'; readonly limit: number };

/** A stream that was never written to, or is deleted, has no events. */
export const readStream = async (
  connection: Connection,
  epochs: Epochs,
  stream: string,
  range: StreamRange,
): Promise<readonly RecordedEvent[]> => {
  if (range.limit !== undefined && range.limit <= 0) return [];
  const given: ReadStreamOptions =
    range.direction === 'forwards'
      ? { direction: FORWARDS, fromRevision: range.from === 0 ? START : BigInt(range.from) }
      : { direction: BACKWARDS, fromRevision: END };
  if (range.limit !== undefined) given.maxCount = range.limit;
  try {
    const resolved = await connection.call((client, options, signal) =>
      drained(client.readStream(stream, { ...options, ...given }), signal),
    );
    return resolved.flatMap(({ event }) => {
      if (!event) return [];
      const known = eventOf(event, epochs);
      // Whoever folds the stream must not go on without it.
      if (!known) throw new Error(`${stream} revision ${event.revision} was not written by this program`);
      return [known];
    });
  } catch (error) {
    if (isStreamNotFound(error)) return [];
    throw error;
  }
};
