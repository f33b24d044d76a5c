import type { CommunicationStatus } from '#domain/batch/lifecycle.js';
import type { Instant } from '#domain/kernel/message.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Ledger } from '#domain/run/messages.js';
import { type WholeRun, wholeRun } from '#domain/run/whole-run.js';
import type { RecordedEvent } from '#eventstore/port.js';
import { notFound } from '../http/problem.js';
import type { Installation } from '../installation.js';
import { historyBegun, numberOf, takeInto } from './moment.js';
import { historyEvents } from './run-history.js';
import { type RunVerdict, verifyRun } from './verify-run.js';

/** A run at one point of its history, in short. */
export interface ReplayState {
  readonly status: RunStatus | 'absent';
  readonly ledger: Ledger;
  readonly drafts: number;
  readonly replies: number;
  /** The communication that the event is about; null for other events. */
  readonly communication: {
    readonly id: string;
    readonly status: CommunicationStatus;
    readonly attempt: number;
  } | null;
}

export interface ReplayStep {
  readonly number: number;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly occurredAt: Instant;
  readonly before: ReplayState;
  readonly after: ReplayState;
}

/** A run folded event by event by the deployed code. Nothing was sent. */
export interface ReplayView {
  readonly runId: string;
  /** Number of the last event that was folded. */
  readonly number: number;
  readonly steps: readonly ReplayStep[];
  /** `after` of the next page of steps; null on the last. */
  readonly next: number | null;
  readonly state: ReplayState;
  /** Null unless asked for. Always of the whole history. */
  readonly verdict: RunVerdict | null;
}

export interface ReplayAsked {
  readonly at: string | undefined;
  readonly verify: boolean;
  /** Steps with greater numbers. */
  readonly after: number;
  readonly limit: number;
}

/** Throws 404. */
export const replayRun = async (
  installation: Installation,
  runId: string,
  { at, verify, after, limit }: ReplayAsked,
): Promise<ReplayView> => {
  await historyBegun(installation, runId);
  const upTo = at === undefined ? undefined : await numberOf(installation, runId, at);
  const verdict = verify ? await verifyRun(installation, runId) : null;
  const fold = wholeRun();
  const steps: ReplayStep[] = [];
  let number = 0;
  for await (const page of historyEvents(installation, runId, upTo === undefined ? {} : { upTo })) {
    for (const one of page) {
      const { entry, event } = one;
      const shown = entry.number > after && steps.length < limit;
      const about = communicationOf(event);
      const before = shown ? stateOf(fold.now(), about) : null;
      takeInto(fold, one);
      number = entry.number;
      if (before === null) continue;
      const { type, stream, revision, occurredAt } = entry;
      steps.push({ number, type, stream, revision, occurredAt, before, after: stateOf(fold.now(), about) });
    }
  }
  if (number === 0) throw notFound('run');
  const last = steps.at(-1)?.number ?? number;
  return { runId, number, steps, next: last < number ? last : null, state: stateOf(fold.now(), null), verdict };
};

const stateOf = ({ run, ledger, drafts, replies, communications }: WholeRun, about: string | null): ReplayState => {
  const communication = about === null ? undefined : communications.get(about);
  return {
    status: run.status,
    ledger,
    drafts,
    replies: replies.size,
    communication:
      communication === undefined
        ? null
        : { id: communication.communicationId, status: communication.status, attempt: communication.attempt },
  };
};

const communicationOf = ({ data }: RecordedEvent): string | null =>
  'communicationId' in data && typeof data.communicationId === 'string' ? data.communicationId : null;
