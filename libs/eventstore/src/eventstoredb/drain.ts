import { reasonOf } from './trouble.js';

/** A stream of the client: destroying it does not end the call behind it, ending the call does not end the stream. */
type ClientStream<T> = AsyncIterable<T> & {
  readonly readableEnded: boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
  destroy(error?: Error): unknown;
} & ({ cancel(): Promise<void> } | { unsubscribe(): Promise<void> });

/**
 * Pulls one item after the other, so that the server waits for whoever takes them. However it ends, by an error, by
 * the signal or by the taker, the call behind it ends too: 100 that linger would block the connection.
 */
export async function* drain<T>(stream: ClientStream<T>, signal: AbortSignal): AsyncGenerator<T, void> {
  // The client emits errors also while nobody iterates, and one that nobody listens to ends the process.
  stream.on('error', () => undefined);
  const stop = (): void => void stream.destroy(reasonOf(signal));
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) stop();
    for await (const item of stream) yield item;
  } finally {
    signal.removeEventListener('abort', stop);
    if (!stream.readableEnded) {
      // Not awaited: there may be no call yet that could be cancelled. When there never is one, its error was emitted.
      const cancelled = 'cancel' in stream ? stream.cancel() : stream.unsubscribe();
      cancelled.catch(() => undefined);
      stream.destroy();
    }
  }
}

/** All that a finite read gives. */
export const drained = async <T>(stream: ClientStream<T>, signal: AbortSignal): Promise<T[]> => {
  const items: T[] = [];
  for await (const item of drain(stream, signal)) items.push(item);
  return items;
};
