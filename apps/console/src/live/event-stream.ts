/** One message of a stream of server-sent events. */
export interface StreamMessage {
  readonly id: string | null;
  readonly event: string;
  readonly data: string;
}

/** Splits text as it arrives into messages (WHATWG HTML §9.2.6); comments and retry times are left out. */
export const messageParser = (onMessage: (message: StreamMessage) => void): ((text: string) => void) => {
  let rest = '';
  let fields: { id: string | null; event: string; data: string[] } = { id: null, event: 'message', data: [] };
  const line = (text: string): void => {
    if (text === '') {
      if (fields.data.length > 0 || fields.id !== null) onMessage({ ...fields, data: fields.data.join('\n') });
      fields = { id: null, event: 'message', data: [] };
      return;
    }
    const colon = text.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (name === 'id') fields.id = value;
    else if (name === 'event') fields.event = value;
    else if (name === 'data') fields.data.push(value);
  };
  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const each of lines) line(each);
  };
};

interface ReadOptions {
  readonly url: string;
  readonly lastId: string | null;
  readonly signal: AbortSignal;
  onOpen(): void;
  onMessage(message: StreamMessage): void;
}

/** Reads a stream until it ends. Rejects when it is refused, breaks off, or `signal` ends it. */
export const readStream = async ({ url, lastId, signal, onOpen, onMessage }: ReadOptions): Promise<void> => {
  const response = await fetch(url, {
    signal,
    headers: { Accept: 'text/event-stream', ...(lastId === null ? {} : { 'Last-Event-ID': lastId }) },
  });
  if (!response.ok || response.body === null) throw new Error(`the stream of events answered ${response.status}`);
  onOpen();
  const parse = messageParser(onMessage);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parse(value);
  }
};
