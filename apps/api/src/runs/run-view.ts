import type { CommunicationStatus } from '#domain/batch/lifecycle.js';
import type { Attainment } from '#domain/goal/attainment.js';
import type { GoalDefinition } from '#domain/goal/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { Allowance } from '#domain/run/actions.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Audience, Manifest, Parent, RunType } from '#domain/run/messages.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import type { HasLessons } from '../lessons/lessons-of.js';
import type { Wait } from '../waiting/waiting-for.js';

/** How long each part took, in ms; null while it has not come to an end, or never began. */
export interface RunTimings {
  /** From the time it was to start at until it was queued. */
  readonly latenessMs: number | null;
  /** From the queue to the first possible message: freezing the audience, planning the batches. */
  readonly preparationMs: number | null;
  readonly runningMs: number | null;
}

/** A run in full. What a command did to it is there at once. */
export interface RunView extends RunSummary, HasLessons {
  readonly goal: RunSummary['goal'] & {
    /** Of the pinned version. */
    readonly definition: GoalDefinition | null;
  };
  /** "the campaign is now v7, this run used v5"; null while they are the same. */
  readonly note: string | null;
  readonly audience: Audience;
  /** The occurrence of a schedule that it was started for; null when nobody planned it. */
  readonly schedule: { readonly id: string; readonly dueAt: Instant } | null;
  /** What the run used, each by hash; null until it has started. */
  readonly manifest: Manifest | null;
  readonly timings: RunTimings;
  /** Communications by status; statuses with none are absent. */
  readonly communications: { readonly [status in CommunicationStatus]?: number };
  readonly allowedActions: readonly Allowance[];
  /** For a run that has not ended: everything that keeps it. Empty: it is getting on. */
  readonly waitingFor: readonly Wait[];
  readonly children: readonly RunRelative[];
  /** By the pinned version of the goal. */
  readonly attainment: Attainment | null;
  /** Set when a moment of the past was asked for: all of the above is as it was then. */
  readonly moment: { readonly number: number; readonly at: Instant } | null;
}

/** A run that came out of this one. */
export interface RunRelative {
  readonly id: string;
  readonly relation: Parent['relation'];
  readonly type: RunType;
  readonly status: RunStatus;
  readonly createdAt: Instant;
}
