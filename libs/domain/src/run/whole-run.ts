import {
  type Communication,
  evolveCommunication,
  givenUp,
  orphaned,
  plannedCommunication,
} from '../batch/communication.js';
import type { BatchEvent, ReportEvent } from '../batch/messages.js';
import { type BatchState, communicationIdOf, evolveBatch, noBatch, partsOfCommunicationId } from '../batch/state.js';
import { tally } from '../batch/tally.js';
import type { Instant } from '../kernel/message.js';
import type { Classification, ReplyMatch, ThreadEvent } from '../thread/messages.js';
import { addTotals, emptyTotals, ledgerOf } from './ledger.js';
import { isFinal } from './lifecycle.js';
import type { BatchTotals, Ledger, RunEvent } from './messages.js';
import { evolveRun, noRun, type RunState, startedOf } from './state.js';

/** What a run's history consists of. */
export type HistoryEvent = RunEvent | BatchEvent | ReportEvent | ThreadEvent;

export interface Reply {
  readonly replyId: string;
  readonly threadId: string;
  readonly receivedAt: Instant;
  readonly match: ReplyMatch;
  /** The newest one holds. */
  readonly classification: Classification | null;
}

/** A run with everything that belongs to it, as it stood after some prefix of its history. */
export interface WholeRun {
  readonly run: RunState;
  readonly ledger: Ledger;
  /** Those of the waiting that wait for a reviewer. */
  readonly drafts: number;
  readonly closedBatches: number;
  /** When the run came into its status, and when anything of it or its batches moved last; null before its first event. */
  readonly since: Instant | null;
  readonly lastProgressAt: Instant | null;
  readonly times: RunTimes;
  readonly communications: ReadonlyMap<string, Communication>;
  readonly replies: ReadonlyMap<string, Reply>;
}

export interface RunTimes {
  readonly createdAt: Instant | null;
  readonly queuedAt: Instant | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
}

/** Folds a history event by event, in the order of the log. */
export interface WholeRunFold {
  /** `at`: when the event happened. */
  take(event: HistoryEvent, at: Instant): void;
  /** As of the events taken so far; what it hands out changes with the next one. */
  now(): WholeRun;
  /** Another fold that stands where this one does, and goes its own way from here. */
  copy(): WholeRunFold;
}

interface Share {
  readonly state: BatchState;
  readonly counts: Counts;
}

type Counts = BatchTotals & { readonly waiting: number; readonly inFlight: number; readonly drafts: number };

const nothing: Counts = { ...emptyTotals, waiting: 0, inFlight: 0, drafts: 0 };

interface Folded {
  readonly communications: ReadonlyMap<string, Communication>;
  readonly replies: ReadonlyMap<string, Reply>;
  readonly batches: ReadonlyMap<number, Share>;
  readonly run: RunState;
  readonly sum: Counts;
  readonly closedBatches: number;
  readonly since: Instant | null;
  readonly lastProgressAt: Instant | null;
  readonly times: RunTimes;
}

/**
 * The deployed code's view of a run, without any read model. It takes every event that was ever recorded; one about
 * something it has not met changes nothing.
 */
export const wholeRun = (): WholeRunFold =>
  foldFrom({
    communications: new Map(),
    replies: new Map(),
    batches: new Map(),
    run: noRun,
    sum: nothing,
    closedBatches: 0,
    since: null,
    lastProgressAt: null,
    times: { createdAt: null, queuedAt: null, startedAt: null, endedAt: null },
  });

const foldFrom = (begin: Folded): WholeRunFold => {
  const communications = new Map(begin.communications);
  const replies = new Map(begin.replies);
  const batches = new Map(begin.batches);
  let { run, sum, closedBatches, since, lastProgressAt, times } = begin;

  const takeRun = (event: RunEvent, at: Instant): void => {
    const before = run.status;
    run = evolveRun(run, event);
    if (run.status !== before) since = at;
    times = timesAfter(times, event, at);
  };

  const takeBatch = (event: BatchEvent): void => {
    const number = batchOf(event);
    if (number === null) return;
    const before = batches.get(number) ?? { state: noBatch, counts: nothing };
    const state = evolveBatch(before.state, event);
    const counts = countsOf(state);
    batches.set(number, { state, counts });
    sum = difference(sum, before.counts, counts);
    const { state: known } = before;
    if (event.type === 'BatchPlanned') {
      event.data.contactIds.forEach((contactId, index) => {
        const id = communicationIdOf(event.data.runId, event.data.batch, index);
        communications.set(id, plannedCommunication(id, contactId));
      });
    } else if (event.type === 'BatchTakenOver' || event.type === 'BatchClosed') {
      if (known.status !== 'open') return;
      if (event.type === 'BatchClosed') closedBatches += 1;
      const after = event.type === 'BatchClosed' ? givenUp : orphaned;
      for (const { communicationId } of known.recipients) change(communicationId, after);
    } else {
      change(event.data.communicationId, (one) => evolveCommunication(one, event));
    }
  };

  const change = (id: string, how: (before: Communication) => Communication): void => {
    const before = communications.get(id);
    if (before !== undefined) communications.set(id, how(before));
  };

  const takeThread = (event: ThreadEvent): void => {
    if (event.type === 'ReplyReceived') {
      const { replyId, threadId, receivedAt, match } = event.data;
      if (!replies.has(replyId)) replies.set(replyId, { replyId, threadId, receivedAt, match, classification: null });
    } else if (event.type === 'ReplyClassified') {
      const { replyId, class: kind, rule, status } = event.data;
      const before = replies.get(replyId);
      const classification = { class: kind, rule, ...(status === undefined ? {} : { status }) };
      if (before !== undefined) replies.set(replyId, { ...before, classification });
    }
  };

  return {
    take: (event, at) => {
      if (isThread(event)) return takeThread(event);
      if (isReport(event)) {
        return change(event.data.communicationId, (one) => evolveCommunication(one, event));
      }
      lastProgressAt = lastProgressAt === null || at > lastProgressAt ? at : lastProgressAt;
      return isBatch(event) ? takeBatch(event) : takeRun(event, at);
    },
    now: () => {
      const ended = run.status !== 'absent' && isFinal(run.status);
      return {
        run,
        ledger: ledgerNow(run, sum),
        drafts: ended ? 0 : sum.drafts,
        closedBatches,
        since,
        lastProgressAt,
        times,
        communications,
        replies,
      };
    },
    copy: () => foldFrom({ communications, replies, batches, run, sum, closedBatches, since, lastProgressAt, times }),
  };
};

/** The run's final event has the last word; until then its batches sum up. */
const ledgerNow = (run: RunState, sum: Counts): Ledger => {
  if (run.status !== 'absent' && 'ledger' in run) return run.ledger;
  const { drafts: _, waiting, inFlight, ...totals } = sum;
  const planned = run.status === 'absent' ? null : startedOf(run);
  const audience = Math.max(planned?.manifest.audience.count ?? 0, totals.audience);
  return { ...ledgerOf(totals, audience), waiting: waiting + audience - totals.audience, inFlight };
};

const countsOf = (state: BatchState): Counts => {
  if (state.status === 'absent') return nothing;
  if (state.status === 'closed') return { ...state.totals, waiting: 0, inFlight: 0, drafts: 0 };
  const drafts = state.recipients.filter(({ standing }) => standing.is === 'draft').length;
  return { ...tally(state), notAttempted: 0, drafts };
};

const difference = (sum: Counts, before: Counts, after: Counts): Counts => ({
  ...addTotals(sum, { ...minus(before, after) }),
  waiting: sum.waiting - before.waiting + after.waiting,
  inFlight: sum.inFlight - before.inFlight + after.inFlight,
  drafts: sum.drafts - before.drafts + after.drafts,
});

/** What came in `after` beyond `before`, as totals that may be negative. */
const minus = (before: BatchTotals, after: BatchTotals): BatchTotals => {
  const skipped: { [reason: string]: number } = { ...after.skipped };
  for (const [reason, count] of Object.entries(before.skipped)) skipped[reason] = (skipped[reason] ?? 0) - count;
  return {
    audience: after.audience - before.audience,
    accepted: after.accepted - before.accepted,
    refused: after.refused - before.refused,
    skipped,
    unknown: after.unknown - before.unknown,
    notAttempted: after.notAttempted - before.notAttempted,
  };
};

const timesAfter = (times: RunTimes, { type, data }: RunEvent, at: Instant): RunTimes => {
  if (type === 'RunRequested') return { createdAt: at, queuedAt: null, startedAt: null, endedAt: null };
  if (type === 'RunQueued') return { ...times, queuedAt: at };
  if (type === 'RunRescheduled') return { ...times, queuedAt: null };
  if (type === 'RunStarted') return { ...times, startedAt: at };
  return 'ledger' in data ? { ...times, endedAt: at } : times;
};

const batchOf = (event: BatchEvent): number | null =>
  'batch' in event.data ? event.data.batch : (partsOfCommunicationId(event.data.communicationId)?.batch ?? null);

const isThread = (event: HistoryEvent): event is ThreadEvent => 'replyId' in event.data;

const isReport = (event: HistoryEvent): event is ReportEvent =>
  event.type === 'DeliveryReported' || event.type === 'DispatchResolved';

const isBatch = (event: HistoryEvent): event is BatchEvent =>
  event.type === 'BatchesSettled' ? false : !('runId' in event.data) || 'batch' in event.data;
