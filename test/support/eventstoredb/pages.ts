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
  const length = drafts.reduce((sum, draft) => sum + sizeOf(draft), 0);
  const page = Buffer.allocUnsafe(pageHead + length);
  let at = pageHead;
  const events = drafts.map(({ event, frame }): LoggedEvent => {
    const texts = at + eventHead;
    const streamAt = texts + page.write(event.id, texts);
    const typeAt = streamAt + page.write(event.stream, streamAt);
    const frameAt = typeAt + page.write(event.type, typeAt);
    at = page.writeUInt32LE(frame.length, at);
    at = page.writeDoubleLE(event.position, at);
    at = page.writeDoubleLE(event.created, at);
    at = page.writeDoubleLE(event.revision, at);
    at = page.writeUInt8(streamAt - texts, at);
    at = page.writeUInt16LE(typeAt - streamAt, at);
    page.writeUInt16LE(frameAt - typeAt, at);
    page.set(frame, frameAt);
    at = frameAt + frame.length;
    return { ...event, page, at: frameAt, size: frame.length };
  });
  page.writeUInt32LE(length, 0);
  page.writeUInt32LE(crc32(page.subarray(pageHead)), 4);
  return { page, events };
};

const sizeOf = ({ event: { id, stream, type }, frame }: Draft): number =>
  eventHead + Buffer.byteLength(id) + Buffer.byteLength(stream) + Buffer.byteLength(type) + frame.length;

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
