import type { Instant, Json, Message } from '../kernel/message.js';
import type { ChannelKind } from '../campaign/messages.js';
import type { QuietPolicy } from '../quiet-hours/messages.js';

export const runTypes = ['test', 'retry', 'recurring', 'once', 'api', 'manual'] as const;
export type RunType = (typeof runTypes)[number];

/** A person sits there and waits for a test run: it goes before the others, and waits for none of them. */
export const isUrgent = (type: RunType): boolean => type === 'test';

/** What a run sums up: every recipient of the audience stands in exactly one column. */
export interface Ledger {
  readonly audience: number;
  /** Planned, draft, held or deferred. */
  readonly waiting: number;
  readonly inFlight: number;
  readonly accepted: number;
  readonly refused: number;
  /** By reason. */
  readonly skipped: { readonly [reason: string]: number };
  readonly unknown: number;
  /** Only once the run has ended. */
  readonly notAttempted: number;
}

/** One version of a definition, by number and by hash. */
export interface Pin {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
}

/** What the run holds on to from request or scheduling on. `sender` is null for channels that need none. */
export interface Pins {
  readonly campaign: Pin;
  readonly goal: Pin;
  readonly segment: Pin | null;
  readonly sender: Pin | null;
}

/** Everything the run used, each by hash: two runs with equal manifests differ only in what the world did. */
export interface Manifest extends Pins {
  readonly channel: ChannelKind;
  /** HMAC of the passed variables under the run's vault key; null when none were passed. */
  readonly variables: string | null;
  readonly audience: { readonly count: number; readonly digest: string };
  readonly policies: {
    readonly onUnknown: 'never-resend' | 'resend';
    readonly reviewer: 'human' | 'none';
    readonly responseBehaviour: 'record' | 'stop';
    readonly maxAttempts: number;
    readonly draftHours: number;
    /** Absent: messages leave at any time of the day. */
    readonly quietHours?: QuietPolicy;
  };
  /** Name and hash of the provider's configuration without its secrets. */
  readonly provider: { readonly name: string; readonly hash: string };
}

/** Who receives it. Contacts by internal id; `addresses` of a test run lie in the vault under the run's id. */
export type Audience =
  | { readonly kind: 'segment' }
  | { readonly kind: 'contacts'; readonly contactIds: readonly string[] }
  /** Recipients of another run whose communications were refused, or the chosen ones. */
  | {
      readonly kind: 'communications';
      readonly of: string;
      readonly communicationIds: readonly string[] | 'refused';
    };

export interface Parent {
  readonly runId: string;
  readonly relation: 'retry' | 'again';
}

export interface RunRequest {
  readonly runId: string;
  readonly campaignId: string;
  readonly type: RunType;
  /** Who or what asked: the API key's owner, a schedule. */
  readonly trigger: string;
  readonly channel: ChannelKind;
  readonly pins: Pins;
  readonly follow: 'pinned' | 'latest';
  readonly audience: Audience;
  /** HMAC of the passed variables under the run's vault key; the values lie in the vault. */
  readonly variables: string | null;
  readonly metadata: { readonly [name: string]: string };
  readonly parent?: Parent;
  /** The occurrence of a schedule that it was started for. */
  readonly schedule?: { readonly id: string; readonly dueAt: Instant };
  /** Time to live, s: a run that has not started so long after it was to start is missed. Absent: however late. */
  readonly startWithinSeconds?: number;
}

/** Why the service itself stopped a run. */
export type RunFailure =
  | 'preflight'
  | 'audience-too-large'
  | 'segment-unreadable'
  | 'provider-configuration'
  | 'internal';

export type RunCommand =
  /** `since`: when a run that is to start at once was to start; absent: now. */
  | Message<'RequestRun', RunRequest & { startAt: Instant | null; since?: Instant }>
  | Message<'RescheduleRun', { startAt: Instant }>
  /** So much later than planned; earlier when negative. */
  | Message<'ShiftRun', { bySeconds: number }>
  | Message<'RepinRun', { pins: Pins }>
  /** Planner: when the time has come. People: `early`, without waiting for it. */
  | Message<'QueueRun', { early: boolean }>
  | Message<'MissRun', { detail: string }>
  /** Once its time to live is over: whoever looks after runs that nobody has started. */
  | Message<'ExpireRun', object>
  | Message<'PrepareRun', object>
  | Message<'StartRun', { manifest: Manifest; batches: number }>
  | Message<'RequestApproval', { drafts: number }>
  | Message<'PauseRun', object>
  /** Nothing is in flight any more. */
  | Message<'ConfirmPause', object>
  | Message<'ResumeRun', object>
  | Message<'CancelRun', object>
  /** A run cancelled while its audience was being frozen: whatever was planned has been closed and settled. */
  | Message<'ConfirmCancellation', object>
  | Message<'SettleBatches', { batches: readonly SettledBatch[] }>
  | Message<'FailRun', { failure: RunFailure; detail: string }>;

/** Final numbers of one batch, as its BatchClosed said. */
export interface SettledBatch {
  readonly batch: number;
  readonly totals: BatchTotals;
}

/** A closed batch holds no waiting and no in-flight recipient. */
export interface BatchTotals {
  readonly audience: number;
  readonly accepted: number;
  readonly refused: number;
  readonly skipped: { readonly [reason: string]: number };
  readonly unknown: number;
  readonly notAttempted: number;
}

export type RunEvent =
  | Message<'RunRequested', RunRequest>
  | Message<'RunScheduled', { runId: string; startAt: Instant }>
  /** `before` is null when the run was queued already. */
  | Message<'RunRescheduled', { runId: string; startAt: Instant; before: Instant | null }>
  | Message<'RunRepinned', { runId: string; pins: Pins }>
  /** `startBy`: until when it may start; absent: however late. */
  | Message<'RunQueued', { runId: string; startBy?: Instant }>
  | Message<'RunPreparing', { runId: string }>
  | Message<'RunStarted', { runId: string; manifest: Manifest; batches: number }>
  | Message<'RunApprovalRequested', { runId: string; drafts: number }>
  | Message<'RunPauseRequested', { runId: string }>
  | Message<'RunPaused', { runId: string }>
  | Message<'RunResumed', { runId: string }>
  | Message<'BatchesSettled', { runId: string; batches: readonly SettledBatch[] }>
  | Message<'RunCancellationRequested', { runId: string }>
  | Message<'RunCancelled', { runId: string; ledger: Ledger }>
  | Message<'RunCompleted', { runId: string; outcome: 'completed' | 'completed_with_failures'; ledger: Ledger }>
  | Message<'RunFailed', { runId: string; failure: RunFailure; detail: string; ledger: Ledger }>
  /** `startBy`: until when it could have started, for a run that had a time to live. */
  | Message<'RunMissed', { runId: string; detail: string; startBy?: Instant; ledger: Ledger }>;

/** Values passed with the request; kept in the vault. */
export type RunVariables = { readonly [name: string]: Json };
