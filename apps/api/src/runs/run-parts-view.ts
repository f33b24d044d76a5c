import type { Attainment } from '#domain/goal/attainment.js';
import type { CampaignDefinition, Instructions, Template } from '#domain/campaign/messages.js';
import type { Difference } from '#domain/kernel/json-diff.js';
import type { EventMetadata, Instant } from '#domain/kernel/message.js';
import type { Pin, RunVariables } from '#domain/run/messages.js';
import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import type { SkipCount } from '#readmodel/communications/queries.js';
import type { HistoryEntry } from '#readmodel/history/queries.js';
import type { RunCounts } from '#readmodel/runs/queries.js';
import type { Rendering } from '#vault/renderings/renderings.js';
import type { Publication } from '../definitions/definition-view.js';
import type { ListView } from '../http/listing.js';

export interface RunCountersView {
  /** By status; statuses with none are absent. */
  readonly counts: RunCounts;
  readonly total: number;
  readonly asOf: Instant | null;
}

/** An entry of a run's history with what the log holds of it. */
export interface HistoryItem extends HistoryEntry {
  /** Holds ids and keyed hashes, no personal data. */
  readonly data: object;
  readonly metadata: EventMetadata;
}

export interface HistoryView {
  readonly items: readonly HistoryItem[];
  /** Number of the newest entry. */
  readonly last: number;
  /** Whether there are further entries in this direction. */
  readonly more: boolean;
  /** How often each type of event occurs, for the filter. */
  readonly types: readonly { readonly type: string; readonly count: number }[];
  readonly asOf: Instant | null;
}

/** What the run's messages were made of. */
export interface RunInstructionsView {
  readonly campaign: Pin & { readonly name: string };
  readonly instructions: Instructions;
  readonly template: Template;
  readonly defaults: CampaignDefinition['defaults'];
  /** Of the pinned goal. */
  readonly goal: Pin & { readonly statement: string | null };
  /** Passed with the run; null when nothing was, or it was erased. */
  readonly variables: RunVariables | null;
  /** Of the asked communication: what it was written with, and where each value came from. */
  readonly used: { readonly communicationId: string; readonly variables: Rendering['variables'] } | null;
  /** The campaign as it is now. */
  readonly now: Pin;
  /** From what the run used to the campaign as it is now. */
  readonly differences: readonly Difference[];
}

/** One event of the run's own stream. */
export interface RunRevision {
  readonly revision: number;
  readonly type: string;
  readonly at: Instant;
  readonly actor: string;
  readonly reason: string | null;
  readonly data: object;
}

export interface RunVersionsView {
  /** The run's own, oldest first. */
  readonly revisions: readonly RunRevision[];
  readonly campaign: {
    readonly id: string;
    /** Version that the run used, or would use. */
    readonly pinned: number;
    readonly follow: 'pinned' | 'latest';
    /** Newest first. */
    readonly versions: readonly (Publication & { readonly pinned: boolean })[];
  };
  readonly moment: { readonly number: number; readonly at: Instant } | null;
}

/** Who got nothing, each with the reason, the rule and its version. */
export interface SkipsView extends ListView<CommunicationSummary> {
  readonly counts: readonly SkipCount[];
}

/** How far a run got towards its goal, as one version of the goal judges it. */
export interface RunAttainmentView {
  readonly goalId: string;
  /** Of the goal, that it was judged by. */
  readonly version: number;
  readonly pinned: boolean;
  readonly attainment: Attainment;
}
