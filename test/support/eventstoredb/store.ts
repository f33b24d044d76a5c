import { randomUUID } from 'node:crypto';

import { streams } from './definitions.js';
import { LogFile } from './log-file.js';
import { metastreamMetadata, originalOf, parseMetadata, type StreamMetadata } from './metadata.js';
import { layOut } from './pages.js';
import { encodeFrame, frameOf, type LoggedEvent, type ProposedEvent } from './record.js';
import { RecentEvents } from './recent-events.js';
import { Signal } from './signal.js';

export interface Stream {
  readonly name: string;
  /** The event of revision n is at n. */
  readonly events: LoggedEvent[];
  metadata: StreamMetadata;
  tombstoned: boolean;
  changed?: Signal;
}

/** Where the next record begins: the server's records have a head and a tail. */
const after = (position: number, size: number): number => position + 120 + size;

export interface StoreOptions {
  readonly folder?: string | undefined;
  /** Added to every position: logs beyond 2^53 show who keeps positions in numbers. */
  readonly firstPosition?: bigint | undefined;
}

/** The log, shared by all nodes. Everything is synchronous: one append is done before the next begins. */
export class Store {
  readonly log: LoggedEvent[] = [];
  readonly appended = new Signal();
  readonly recent = new RecentEvents();
  private readonly streams = new Map<string, Stream>();
  private readonly types = new Map<string, string>();
  private readonly file: LogFile | undefined;
  private readonly firstPosition: bigint;
  private end = 0;

  constructor({ folder, firstPosition = 0n }: StoreOptions) {
    this.firstPosition = firstPosition;
    if (folder !== undefined)
      this.file = LogFile.open(folder, (events) => {
        for (const event of events) this.take(event);
      });
    if (this.log.length === 0) this.seed();
  }

  stream(name: string): Stream | undefined {
    return this.streams.get(name);
  }

  /** Makes room for a stream that somebody waits for. */
  streamOrNew(name: string): Stream {
    const found = this.streams.get(name);
    if (found !== undefined) return found;
    const metadata = originalOf(name) === undefined ? {} : metastreamMetadata;
    const made: Stream = { name, events: [], metadata, tombstoned: false };
    this.streams.set(name, made);
    return made;
  }

  /** A tombstone takes the metastream along. */
  isTombstoned(name: string): boolean {
    return this.streams.get(name)?.tombstoned === true || this.streams.get(originalOf(name) ?? '')?.tombstoned === true;
  }

  /** Puts events at the end of a stream, whatever its revision; on disk first when there is a file. */
  write(stream: string, proposed: readonly ProposedEvent[], { tombstone = false } = {}): readonly LoggedEvent[] {
    const next = this.streams.get(stream)?.events.length ?? 0;
    const created = Date.now();
    let { end } = this;
    const { page, events } = layOut(
      proposed.map((event, n) => {
        const revision = tombstone ? Infinity : next + n;
        const position = end;
        const frame = encodeFrame(event, { stream, revision, position: this.positionText(position), created });
        end = after(position, frame.length);
        return { event: { id: event.id, type: event.type, stream, revision, position, created }, frame };
      }),
    );
    this.file?.append(page);
    const written = events.map((event) => this.take(event));
    for (const event of written) this.recent.add(event);
    this.appended.wake();
    this.streams.get(stream)?.changed?.wake();
    return written;
  }

  /** Position as clients see it; of the end of the log when no event is named. */
  positionText(position: number = this.end): string {
    return String(this.firstPosition + BigInt(position));
  }

  /** Index in the log of the first event at or after a position. */
  indexFrom(position: bigint): number {
    const offset = Number(position - this.firstPosition);
    let low = 0;
    let high = this.log.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.log[middle]?.position ?? Infinity) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Data of an event of this log. */
  dataOf(event: LoggedEvent): Uint8Array {
    return (
      streams.ReadResp.deserializeBinary(frameOf(event)).getEvent()?.getEvent()?.getData_asU8() ?? new Uint8Array()
    );
  }

  private take(event: LoggedEvent): LoggedEvent {
    const stream = this.streamOrNew(event.stream);
    // A million events share the few names of types and the names of their streams.
    const type = this.types.get(event.type) ?? event.type;
    this.types.set(type, type);
    const kept: LoggedEvent = { ...event, stream: stream.name, type };
    this.log.push(kept);
    this.end = after(event.position, event.size);
    if (event.revision === Infinity) stream.tombstoned = true;
    else stream.events.push(kept);
    const original = originalOf(event.stream);
    if (original !== undefined) this.streamOrNew(original).metadata = this.metadataFrom(kept, original);
    return kept;
  }

  private metadataFrom(event: LoggedEvent, original: string): StreamMetadata {
    if (event.type === '$metadata') return parseMetadata(this.dataOf(event));
    return originalOf(original) === undefined ? {} : metastreamMetadata;
  }

  /** A server's log is never empty: its own events come first. */
  private seed(): void {
    const json = (type: string, data: object): ProposedEvent => ({
      id: randomUUID(),
      type,
      contentType: 'application/json',
      data: Buffer.from(JSON.stringify(data)),
      metadata: new Uint8Array(),
    });
    this.write('$$$stats-127.0.0.1:2113', [json('$metadata', { $maxAge: 86_400 })]);
    this.write('$user-admin', [json('$UserCreated', { loginName: 'admin', disabled: false })]);
    this.write('$users', [json('$User', { loginName: 'admin' })]);
  }
}
