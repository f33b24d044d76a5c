import { answered } from '#client/client.js';
import { piecesOf } from '../event-stream.js';
import { oneOf } from '../given.js';
import type { Terminal } from '../terminal.js';

export const formatOption = oneOf('csv when left out', ['csv', 'ndjson'] as const, 'format');

interface Call {
  readonly data?: ReadableStream<Uint8Array> | null;
  readonly error?: unknown;
  readonly response: Response;
}

/** Writes what the API sends as a file to standard output, as it comes. */
export const writtenFile = async (terminal: Terminal, call: Promise<Call>): Promise<null> => {
  const body = await answered(call);
  const decoder = new TextDecoder();
  if (body != null)
    for await (const piece of piecesOf(body, terminal.signal)) terminal.write(decoder.decode(piece, { stream: true }));
  return null;
};
