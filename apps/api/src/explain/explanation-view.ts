import type { Effect, Factor, LessonPlace, FactorVerdict } from '#domain/explain/factors.js';
import type { Difference } from '#domain/kernel/json-diff.js';
import type { Instant, Json } from '#domain/kernel/message.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Ledger, Manifest, RunType } from '#domain/run/messages.js';

/** An event that shows what a row says. */
export interface ShownBy {
  readonly type: string;
  /** The run in whose history it stands; null for events of definitions and holds. */
  readonly runId: string | null;
  /** In that history; null while it is not written there yet. */
  readonly number: number | null;
  readonly stream: string;
  readonly revision: number;
  readonly occurredAt: Instant;
  readonly actor: string;
  readonly reason: string | null;
  /** Path that shows it; null when no path does. */
  readonly link: string | null;
}

/** One factor that may have made the difference. Factors that are the same are listed too. */
export interface ExplanationRow {
  /** From 1. */
  readonly rank: number;
  readonly factor: Factor;
  /** Where a lesson about it belongs. */
  readonly place: LessonPlace;
  /** What this one had, what the other run had, and what is now, in words; null: not known, or there is none. */
  readonly had: string | null;
  readonly previous: string | null;
  readonly now: string | null;
  readonly againstPrevious: FactorVerdict;
  readonly againstNow: FactorVerdict;
  readonly effect: Effect;
  /** How much of the messages the effect reached, 0 to 1. */
  readonly share: number;
  readonly sentence: string;
  /** Why it has this rank. */
  readonly because: string;
  /** At most 20 each. */
  readonly events: readonly ShownBy[];
  readonly previousEvents: readonly ShownBy[];
}

/** The run that another one is compared with. */
export interface ComparedWith {
  readonly runId: string;
  /** The same contact's message in it; null when the whole run is asked about, or the contact got none. */
  readonly communicationId: string | null;
  readonly createdAt: Instant;
  readonly status: RunStatus;
  /** `previous`: the run of the same campaign before this one. */
  readonly chosen: 'previous' | 'asked';
}

/** Why a run, or one of its messages, came out as it did: computed from its events at every look. */
export interface ExplanationView {
  readonly runId: string;
  /** Null: the whole run. */
  readonly communicationId: string | null;
  readonly campaignId: string;
  /** Null: there is no other run to compare with. */
  readonly against: ComparedWith | null;
  /** The first row when it differs; null when nothing does. */
  readonly likelyCause: { readonly factor: Factor; readonly place: LessonPlace; readonly sentence: string } | null;
  /** The likely cause first. */
  readonly rows: readonly ExplanationRow[];
  /** How many messages were looked at, and whether these are all: of large runs the first ones are. */
  readonly looked: { readonly messages: number; readonly all: boolean };
  /** What was learnt about it so far. */
  readonly lessons: { readonly count: number; readonly link: string };
}

/** One side of a comparison. */
export interface ComparedRun {
  readonly id: string;
  readonly campaign: { readonly id: string; readonly name: string | null; readonly version: number };
  readonly type: RunType;
  readonly status: RunStatus;
  readonly trigger: string;
  readonly requestedBy: string;
  readonly createdAt: Instant;
  readonly startAt: Instant | null;
  readonly queuedAt: Instant | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly durationMs: number | null;
  readonly manifest: Manifest | null;
  readonly ledger: Ledger;
  readonly drafts: number;
  readonly replies: { readonly [kind: string]: number };
  /** How often each type of event occurs in its history. */
  readonly types: readonly { readonly type: string; readonly count: number }[];
}

/** A step of the run's own stream; equal ones that follow each other are one. */
export interface RunStep {
  readonly count: number;
  readonly occurredAt: Instant;
  readonly actor: string;
  /** Number of the first in the run's history; null while it is not written there yet. */
  readonly number: number | null;
}

/** Two runs side by side. */
export interface RunComparisonView {
  readonly a: ComparedRun;
  readonly b: ComparedRun;
  /** Of facts, manifests and outcomes, from a to b. */
  readonly differences: {
    readonly facts: readonly Difference[];
    readonly manifest: readonly Difference[];
    readonly outcome: readonly Difference[];
    /** Of the campaign's definition. */
    readonly definition: readonly Difference[];
  };
  /** The steps of both, in order; where one has a step that the other lacks, that side is null. */
  readonly sequence: readonly { readonly type: string; readonly a: RunStep | null; readonly b: RunStep | null }[];
  /** Why b came out otherwise than a. */
  readonly rows: readonly ExplanationRow[];
  /** The campaign's definition as each used it, for a diff by words. */
  readonly definitions: { readonly a: Json; readonly b: Json };
}
