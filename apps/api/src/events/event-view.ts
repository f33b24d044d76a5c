import type { Instant } from '#domain/kernel/message.js';
import type { Position, RecordedEvent } from '#eventstore/port.js';

/** One event of the log as the world sees it. No event holds personal data. */
export interface EventView {
  readonly id: string;
  readonly type: string;
  /** Place in the log: `after` of a request that goes on behind it. Opaque. */
  readonly position: Position;
  readonly stream: string;
  /** 0 for the first event of its stream. */
  readonly revision: number;
  /** When it happened by the service's clock. */
  readonly occurredAt: Instant;
  readonly actor: string;
  /** Where the request entered the service. */
  readonly source: string;
  readonly reason: string | null;
  readonly correlationId: string;
  readonly causationId: string;
  /** Version of the schema of `data`; `GET /v1/event-types` has them. */
  readonly schemaVersion: number;
  readonly data: object;
}

export interface EventPageView {
  readonly items: readonly EventView[];
  /** `after` of the next page: also when there is none yet, to ask again later. */
  readonly next: Position;
  /** True when nothing further was there. */
  readonly caughtUp: boolean;
}

export const viewOf = ({ id, type, position, stream, revision, metadata, data }: RecordedEvent): EventView => ({
  id,
  type,
  position,
  stream,
  revision,
  occurredAt: metadata.occurredAt,
  actor: metadata.actor,
  source: metadata.source,
  reason: metadata.reason ?? null,
  correlationId: metadata.$correlationId,
  causationId: metadata.$causationId,
  schemaVersion: metadata.v,
  data,
});
