import type { Instant } from '#domain/kernel/message.js';
import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import type { ReplySummary } from '#readmodel/replies/queries.js';
import type { Content, Rendering } from '#vault/renderings/renderings.js';

/** What was written for the contact, and from what. */
export interface RenderingView extends Content {
  /** Every variable it was rendered with, and where its value came from. */
  readonly variables: Rendering['variables'];
  readonly contentHash: string;
}

/** An event about one communication, as the log has it. */
export interface TrailEntry {
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly occurredAt: Instant;
  readonly actor: string;
  readonly source: string;
  readonly reason: string | null;
  /** Holds ids and keyed hashes, no personal data. */
  readonly data: object;
}

export interface CommunicationView extends CommunicationSummary {
  /** Null before it was written, and once its contact was erased. */
  readonly rendering: RenderingView | null;
  /** The contact was erased: what was written for them is gone for good. */
  readonly erased: boolean;
  readonly replies: readonly ReplySummary[];
  /** Everything that happened to it, in log order. */
  readonly trail: readonly TrailEntry[];
}

/** What became of each communication of a list. */
export interface ResolutionView {
  readonly resolved: number;
  readonly items: readonly {
    readonly id: string;
    readonly ok: boolean;
    readonly code?: string;
    readonly detail?: string;
  }[];
}
