import { crc32 } from 'node:zlib';

import type { LoggedEvent } from './record.js';

/** An event that has its place and its encoded answer, and is not yet in a page. */
export interface Draft {
  readonly event: Omit<LoggedEvent, 'page' | 'at' | 'size'>;
  readonly frame: Uint8Array;
}

const pageHead = 8; // length and checksum of the body
const eventHead = 4 + 8 + 8 + 8 + 1 + 2 + 2; // frame, position, created, revision, and three lengths

/** One append is one page: in memory where reads are answered from, and on disk whole or not at all. */
export const layOut = (drafts: readonly Draft[]): { page: Buffer; events: readonly LoggedEvent[] } => {
  const texts = drafts.map(({ event }) => [event.id, event.stream, event.type].map((text) => Buffer.from(text)));
  const length = drafts.reduce(
    (sum, { frame }, n) =>
      sum + eventHead + frame.length + (texts[n] ?? []).reduce((all, text) => all + text.length, 0),
    0,
  );
  const page = Buffer.allocUnsafe(pageHead + length);
  let at = pageHead;
  const events = drafts.map(({ event, frame }, n): LoggedEvent => {
    at = page.writeUInt32LE(frame.length, at);
    at = page.writeDoubleLE(event.position, at);
    at = page.writeDoubleLE(event.created, at);
    at = page.writeDoubleLE(event.revision, at);
    const [id = Buffer.alloc(0), stream = id, type = id] = texts[n] ?? [];
    at = page.writeUInt8(id.length, at);
    at = page.writeUInt16LE(stream.length, at);
    at = page.writeUInt16LE(type.length, at);
    for (const part of [id, stream, type]) at += part.copy(page, at);
    page.set(frame, at);
    at += frame.length;
    return { ...event, page, at: at - frame.length, size: frame.length };
  });
  page.writeUInt32LE(length, 0);
  page.writeUInt32LE(crc32(page.subarray(pageHead)), 4);
  return { page, events };
};

/** The events of the whole pages of a buffer, and where the last whole one ends. A torn page was never answered. */
export const readPages = (buffer: Buffer): { events: LoggedEvent[]; end: number } => {
  const events: LoggedEvent[] = [];
  let start = 0;
  while (start + pageHead <= buffer.length) {
    const end = start + pageHead + buffer.readUInt32LE(start);
    if (end > buffer.length || crc32(buffer.subarray(start + pageHead, end)) !== buffer.readUInt32LE(start + 4)) break;
    for (let at = start + pageHead; at < end;) {
      const event = readEvent(buffer, at);
      events.push(event);
      at = event.at + event.size;
    }
    start = end;
  }
  return { events, end: start };
};

const readEvent = (page: Buffer, start: number): LoggedEvent => {
  const idEnd = start + eventHead + page.readUInt8(start + 28);
  const streamEnd = idEnd + page.readUInt16LE(start + 29);
  const typeEnd = streamEnd + page.readUInt16LE(start + 31);
  return {
    size: page.readUInt32LE(start),
    position: page.readDoubleLE(start + 4),
    created: page.readDoubleLE(start + 12),
    revision: page.readDoubleLE(start + 20),
    id: page.toString('utf8', start + eventHead, idEnd),
    stream: page.toString('utf8', idEnd, streamEnd),
    type: page.toString('utf8', streamEnd, typeEnd),
    page,
    at: typeEnd,
  };
};
