import type { BatchEvent, ReportEvent, SkipReason } from '../batch/messages.js';
import type { CommunicationStatus } from '../batch/lifecycle.js';
import type { Instructions, Template } from '../campaign/messages.js';
import type { GoalDefinition } from '../goal/messages.js';
import type { HoldEvent, HoldScope } from '../hold/messages.js';
import type { EventMetadata, Instant, Json, Message } from '../kernel/message.js';
import type { RunStatus } from '../run/lifecycle.js';
import type { Audience, Pin, RunEvent, RunFailure } from '../run/messages.js';
import type { SenderDefinition } from '../sender/messages.js';
import type { ThreadEvent } from '../thread/messages.js';
import type { Factor } from './factors.js';

/** An event as the log has it. */
export type Told<E extends Message> = E extends Message
  ? E & {
      readonly stream: string;
      readonly revision: number;
      readonly metadata: Pick<EventMetadata, 'occurredAt' | 'actor' | 'reason'>;
    }
  : never;

export type RunTold = Told<RunEvent>;
export type PartTold = Told<BatchEvent | ReportEvent | ThreadEvent>;
export type HoldTold = Told<HoldEvent>;

/** An event that shows a fact. */
export interface Evidence {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly at: Instant;
  readonly actor: string;
  readonly reason: string | null;
}

export const evidenceOf = ({ stream, revision, type, metadata }: Told<Message>): Evidence => ({
  stream,
  revision,
  type,
  at: metadata.occurredAt,
  actor: metadata.actor,
  reason: metadata.reason ?? null,
});

/** What is known of one factor, and the events that say so. */
export interface Fact<Value> {
  readonly value: Value;
  readonly events: readonly Evidence[];
}

/** One recipient's message, as its events tell. */
export interface Course {
  readonly communicationId: string;
  readonly contactId: string;
  readonly status: CommunicationStatus;
  readonly skipped: { readonly reason: SkipReason; readonly detail: string | null } | null;
  /** `<origin>:<hash>` by name; null where the events do not tell. */
  readonly values: ReadonlyMap<string, string> | null;
  readonly addressHash: string | null;
  /** Of the newest refusal; null where it was a person who found that the message had not left. */
  readonly code: string | null;
  readonly deferrals: number;
  /** Its claim was left by a worker that had lost the batch. */
  readonly orphaned: boolean;
  readonly held: readonly string[];
  readonly draft: {
    readonly prepared: Instant;
    readonly decided: Instant | null;
    readonly as: 'approved' | 'rejected' | 'expired' | null;
  } | null;
  /** Newest class of each reply. */
  readonly replies: ReadonlyMap<string, string>;
  readonly events: readonly Evidence[];
}

/** What became of a run's messages: all that were looked at, and what stopped the run as a whole. */
export interface Fate {
  readonly courses: readonly Course[];
  /** The run as a whole was stopped, or never began. */
  readonly ended: {
    readonly how: 'cancelled' | 'missed' | 'failed';
    readonly failure: RunFailure | null;
    readonly detail: string | null;
    readonly event: Evidence;
  } | null;
}

export interface ContactDataFacts {
  /** Messages by contact. */
  readonly courses: ReadonlyMap<string, Course>;
}

export interface PassedVariables {
  /** Null: none were passed. */
  readonly hash: string | null;
  readonly courses: ReadonlyMap<string, Course>;
}

export interface AudienceFacts {
  readonly kind: Audience['kind'];
  /** Null before the audience is frozen. */
  readonly count: number | null;
  readonly digest: string | null;
  readonly segment: Pin | null;
  readonly filter: Json;
  /** Of those that were looked at. */
  readonly members: ReadonlySet<string>;
  readonly allMembers: boolean;
  /** The one contact that is asked about. */
  readonly one: string | null;
}

export interface InstructionsFacts {
  readonly version: number;
  readonly used: Instructions['sections'];
  readonly unused: Instructions['sections'];
  readonly prose: string;
}

export interface TemplateFacts {
  readonly version: number;
  /** What the channel sends, and what else messages take from the campaign. */
  readonly used: Json;
  readonly unused: Json;
  readonly parts: Template;
  /** Every variable that the texts name. */
  readonly variables: readonly string[];
}

export interface GoalFacts {
  readonly pin: Pin;
  readonly definition: GoalDefinition;
  /** Those of its members that the texts take in: `name`, `statement`. */
  readonly used: readonly string[];
}

export interface SenderFacts {
  readonly pin: Pin | null;
  /** Null: the channel needs none. */
  readonly definition: Omit<SenderDefinition, 'limits'> | null;
}

export interface TimingFacts {
  readonly status: RunStatus;
  readonly startAt: Instant | null;
  readonly startedAt: Instant | null;
  /** From the time it was to start at until it was queued, ms; null when nobody named one. */
  readonly lateMs: number | null;
  readonly rescheduled: number;
  /** In the end to an earlier start than was planned at first. */
  readonly broughtForward: boolean;
  readonly paused: number;
  readonly ended: 'cancelled' | 'missed' | null;
}

export interface ApprovalFacts {
  readonly reviewer: 'human' | 'none' | null;
  readonly drafts: number;
  readonly approved: number;
  readonly rejected: number;
  readonly expired: number;
  /** Longest wait for a decision, ms. */
  readonly longestMs: number;
}

export interface LimitsFacts {
  readonly perSecond: number | null;
  /** Every limit of campaign and sender. */
  readonly set: Json;
  readonly messages: number;
  /** Messages that a limit held back, by the limit; null: none has been sent under these limits. */
  readonly held: { readonly [reason: string]: number } | null;
}

export interface QueueFacts {
  /** From the queue to the start, ms; null before it. */
  readonly waitedMs: number | null;
  /** Holds that were on while the run was open. */
  readonly holds: readonly { readonly scope: HoldScope; readonly from: Instant; readonly to: Instant | null }[];
  readonly orphaned: number;
}

export interface ProviderFacts {
  readonly name: string | null;
  readonly hash: string | null;
  /** Refusals by code. */
  readonly refused: { readonly [code: string]: number };
  readonly deferred: number;
  readonly unknown: number;
  readonly bounced: number;
}

export interface RepliesFacts {
  /** How many of each class. */
  readonly classes: { readonly [kind: string]: number };
}

export interface FactValues {
  approval: ApprovalFacts;
  replies: RepliesFacts;
  'contact data': ContactDataFacts;
  variables: PassedVariables;
  instructions: InstructionsFacts;
  template: TemplateFacts;
  goal: GoalFacts;
  sender: SenderFacts;
  audience: AudienceFacts;
  limits: LimitsFacts;
  queue: QueueFacts;
  timing: TimingFacts;
  provider: ProviderFacts;
}

/** Everything known of a run, of one of its messages, or of what would be used now. Null: not known. */
export interface Facts {
  readonly fate: Fate;
  readonly of: { readonly [F in Factor]: Fact<FactValues[F]> | null };
}
