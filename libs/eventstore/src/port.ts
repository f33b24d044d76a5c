import type { EventMetadata, Instant, Message } from '#domain/kernel/message.js';

/**
 * A place in the log's global order. Opaque: only the adapter that made it compares it, and it survives being
 * stored as text. Never a number: commit positions exceed 2^53.
 */
export type Position = string & { readonly __position: true };

/** The position before the first event. */
export const start = 'start' as Position;

export interface NewEvent<E extends Message = Message> {
  /** UUID. A retry of an append after an unknown result carries the same ids. */
  readonly id: string;
  readonly type: E['type'];
  readonly data: E['data'];
  readonly metadata: EventMetadata;
}

export interface RecordedEvent<E extends Message = Message> extends NewEvent<E> {
  readonly stream: string;
  /** Part of the stream's name before the first dash. */
  readonly category: string;
  /** 0 for the first event of a stream, gapless. */
  readonly revision: number;
  readonly position: Position;
  /** When the log wrote it, by the log's clock. */
  readonly recordedAt: Instant;
}

/** The revision of the stream's last event, or `none` for a stream that must not exist yet. */
export type ExpectedRevision = number | 'none';

export type AppendResult =
  | { readonly ok: true; readonly revision: number; readonly position: Position }
  /** Somebody else wrote first; `actual` is where the stream stands. Nothing of this append was stored. */
  | { readonly ok: false; readonly actual: ExpectedRevision };

/** One of several appends that follow each other. */
export interface StreamAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

export type InTurnResult =
  /** All are stored; where the last of them ended. */
  | Extract<AppendResult, { ok: true }>
  /** So many are stored, from the first; the next was refused, and none after it was tried. */
  | { readonly ok: false; readonly stored: number };

export interface FeedFilter {
  /** Categories to deliver; absent = all. */
  readonly categories?: readonly string[];
}

/** Parts of an event that not every reader looks at. */
export type EventPart = 'data' | 'id' | 'recordedAt' | 'actor' | 'source' | 'reason';

/**
 * What suffices of each event for a reader of millions: these parts, and stream, category, revision, position, type, version and the
 * time at which it happened. The log may leave out the rest: then data is `{}`, texts are empty and metadata lack it.
 */
export interface Excerpt {
  readonly parts: readonly EventPart[];
  /** Types of events that are not wanted at all; they may come all the same. */
  readonly without?: readonly string[];
}

/** What a subscription delivers: pages of events in log order, and a sign whenever it has reached the head. */
export interface FeedPage {
  /** Possibly empty; in log order, and in revision order within each stream. */
  readonly events: readonly RecordedEvent[];
  /** Everything up to here that passes the filter has been delivered: store this as the checkpoint. */
  readonly checkpoint: Position;
  /** True when nothing further was there as this page was read. */
  readonly caughtUp: boolean;
}

/**
 * The event log. Errors: `LogUnavailable` when the store cannot be reached or the result of an append is not
 * known (retry with the same event ids); `InvalidAppend` for input that no retry mends.
 */
export interface EventStore {
  /**
   * Appends all events or none, durable before it answers. Repeating an append with the same event ids and the
   * same expected revision answers as the first time.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult>;

  /**
   * Appends one after the other, each only once all before it are stored; it may be one commit. The feed has them in
   * this order. Durable before it answers: all, or those before the one that was refused. A stream may come again, at
   * the revision where it stands by then. Repeating all with the same ids and revisions answers as the first time; after
   * an error any number of them, from the first, may be stored.
   */
  appendInTurn(appends: readonly StreamAppend[]): Promise<InTurnResult>;

  /**
   * Events of one stream from `from` (default 0) on, oldest first; a stream that does not exist yields none. Throws
   * `UnknownEventVersion`, as readBackwards does, when a later release wrote one of them; the feed passes it on as
   * it is.
   */
  read(stream: string, options?: { from?: number; limit?: number }): Promise<readonly RecordedEvent[]>;

  /** The newest events of one stream, newest first. */
  readBackwards(stream: string, limit: number): Promise<readonly RecordedEvent[]>;

  /** One page of the whole log strictly after `after`, never past an event that could still appear before it. */
  readAll(after: Position, limit: number, filter?: FeedFilter & { readonly excerpt?: Excerpt }): Promise<FeedPage>;

  /**
   * Strictly after `after`: first what is there, then what comes, until the signal aborts (then it ends without
   * an error). Pages are pulled one by one: the next is read when the loop asks for it.
   */
  subscribe(after: Position, options: FeedFilter & { signal: AbortSignal; pageSize?: number }): AsyncIterable<FeedPage>;

  /**
   * Position of the newest committed event that passes the filter; `start` when there is none. Of categories that
   * nobody wrote to for long it may be a later one, which every subscription to them reaches by itself.
   */
  head(filter?: FeedFilter): Promise<Position>;

  /** Negative when `a` is before `b`, 0 when equal. */
  compare(a: Position, b: Position): number;

  /** Number of the log's life: restore and import open a new one, which voids queue jobs. */
  readonly epoch: number;

  close(): Promise<void>;
}

export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}

export class InvalidAppend extends Error {
  override readonly name = 'InvalidAppend';
}
