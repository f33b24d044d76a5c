/** One message of a stream of server-sent events (WHATWG HTML §9.2). */
export interface ServerSentEvent {
  /** Where the stream is after it; a reader that comes back says so. */
  readonly id: string;
  readonly event: string;
  /** Empty for a message that only moves the place. */
  readonly data: string;
}

/** Messages as they come in, from the body of an answer. A message that is cut off at the end is dropped. */
export async function* serverSentEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let id = '';
  let event = 'message';
  let data: string[] = [];
  let rest = '';
  for await (const piece of body) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        yield { id, event, data: data.join('\n') };
        event = 'message';
        data = [];
        continue;
      }
      const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
      if (field === 'id') id = value;
      else if (field === 'event') event = value;
      else if (field === 'data') data.push(value);
    }
  }
}

/** The pieces of a body as they come; ends when the signal fires, even while nothing comes. */
export async function* piecesOf(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  // fetch alone would not do: on Node 20 it loses its signal once the request has been collected as garbage.
  const stop = (): void => void reader.cancel().catch(() => undefined); // the body had broken off before
  signal.addEventListener('abort', stop);
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
