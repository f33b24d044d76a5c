/** A command or an event: a literal name and its data. */
export interface Message<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Readonly<Data>;
}

/** A moment as an ISO 8601 string in UTC, e.g. `2026-11-22T09:30:00.000Z`; strings of this form sort by time. */
export type Instant = string;

/** A value that survives JSON unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Who asked, through what. `source` is where the request entered the service. */
export interface Actor {
  /** Name of the person or service that owns the API key, or of the worker's own part (`planner`, `deliveries`). */
  readonly name: string;
  readonly source: 'api' | 'console' | 'cli' | 'planner' | 'worker';
}

/**
 * What is known of every event beside its data.
 * Correlation and causation follow the EventStoreDB convention: correlation = the first message of the
 * conversation, causation = the message (command or event) that led to this one.
 */
export interface EventMetadata {
  readonly $correlationId: string;
  readonly $causationId: string;
  readonly actor: string;
  readonly source: Actor['source'];
  /** Why the actor asked for it, in the actor's words. */
  readonly reason?: string;
  /** Schema version of the event's data; older ones are upcast when read. */
  readonly v: number;
  /** When it happened by the service's clock. */
  readonly occurredAt: Instant;
  /** W3C Trace Context of the request. */
  readonly traceparent?: string;
}
