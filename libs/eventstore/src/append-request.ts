import { type ExpectedRevision, InvalidAppend, type NewEvent } from './port.js';

/** At most this many events in one append; a whole batch's claims fit, and EventStoreDB's 1 MiB is never met. */
export const maxEvents = 500;
/** Most bytes of one append: data and metadata as JSON in UTF-8, and the types. */
export const maxBytes = 512 * 1024;

/** A new event whose JSON is known to survive storage. */
export interface SerializedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

const streamName = /^[a-z][a-z0-9]*-[!-~]+$/;
const eventType = /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** An escape for NUL or for half a surrogate pair: JSON.stringify writes both so, and jsonb stores neither. */
const unstorable = /(?:^|[^\\])(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** Checks what no adapter may store and turns it into text once. Throws `InvalidAppend`, naming the fault. */
export const serialized = (
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): readonly SerializedEvent[] => {
  if (!streamName.test(stream) || stream.length > 200) {
    throw new InvalidAppend('a stream is named <category>-<id>, in at most 200 printable ASCII characters');
  }
  if (expected !== 'none' && !(Number.isInteger(expected) && expected >= 0 && expected < 2 ** 31 - maxEvents)) {
    throw new InvalidAppend(`not a revision: ${String(expected)}`);
  }
  if (events.length === 0) throw new InvalidAppend('an append holds at least one event');
  if (events.length > maxEvents) throw new InvalidAppend(`${events.length} events; at most ${maxEvents} at a time`);
  const metadataText = textOnce();
  const checked = events.map((event) => checkedEvent(event, metadataText));
  if (new Set(checked.map(({ id }) => id)).size < checked.length) {
    throw new InvalidAppend('the events of an append have different ids');
  }
  const bytes = checked.reduce((sum, event) => sum + sizeOf(event), 0);
  if (bytes > maxBytes) throw new InvalidAppend(`${bytes} bytes; at most ${maxBytes} at a time`);
  return checked;
};

/** Events of one append often share the object that says who wrote them: it becomes text once for as long as it repeats. */
const textOnce = (): ((type: string, value: object) => string) => {
  let last: { readonly value: object; readonly text: string } | undefined;
  return (type, value) => {
    if (last?.value !== value) last = { value, text: jsonOf(type, value) };
    return last.text;
  };
};

const checkedEvent = (
  { id, type, data, metadata }: NewEvent,
  metadataText: (type: string, value: object) => string,
): SerializedEvent => {
  if (!uuid.test(id)) throw new InvalidAppend('the id of an event is a UUID in lower case');
  if (!eventType.test(type)) throw new InvalidAppend('the type of an event is a name of at most 100 characters');
  if (!(Number.isSafeInteger(metadata.v) && metadata.v >= 1)) throw new InvalidAppend(`${type}: v counts from 1`);
  return { id, type, data: jsonOf(type, data), metadata: metadataText(type, metadata) };
};

const jsonOf = (type: string, value: object): string => {
  const text = stringified(type, value);
  if (!text?.startsWith('{')) throw new InvalidAppend(`${type}: data and metadata are JSON objects`);
  if (text.includes('\\u') && unstorable.test(text)) {
    throw new InvalidAppend(`${type}: holds a NUL character or half a surrogate pair`);
  }
  return text;
};

const stringified = (type: string, value: object): string | undefined => {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    // Cycles, bigints, or nested so deep that the stack ends.
    throw new InvalidAppend(`${type}: cannot be written as JSON`, { cause });
  }
};

const sizeOf = ({ type, data, metadata }: SerializedEvent): number =>
  Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length;
