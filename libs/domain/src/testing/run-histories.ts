import fc from 'fast-check';
import { batchDecider } from '../batch/decide.js';
import { type ReportCommand, reportDecider } from '../batch/report.js';
import type { BatchCommand, Outcome, SkipReason } from '../batch/messages.js';
import { communicationIdOf } from '../batch/state.js';
import { type Decider, isRejection, type Rejection } from '../kernel/decider.js';
import type { Instant, Message } from '../kernel/message.js';
import { runDecider } from '../run/decide.js';
import type { RunCommand, RunRequest, SettledBatch } from '../run/messages.js';
import type { HistoryEvent } from '../run/whole-run.js';
import { threadDecider } from '../thread/decide.js';
import { replyClasses, type ThreadCommand } from '../thread/messages.js';
import { manifestOf, requestOf } from './run-fixtures.js';

/** One event of a generated history, on its stream, with when it happened. */
export interface HistoryEntry {
  readonly stream: string;
  readonly event: HistoryEvent;
  readonly at: Instant;
}

/** What chance decides: who the batches hold, and what is tried in which order. */
export interface RunScript {
  readonly batches: readonly number[];
  readonly steps: readonly { readonly action: number; readonly pick: number; readonly detail: number }[];
}

/** Scripts of runs with a few small batches, most of which get somewhere. */
export const runScripts: fc.Arbitrary<RunScript> = fc.record({
  batches: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  steps: fc.array(fc.record({ action: fc.nat(999), pick: fc.nat(999), detail: fc.nat(999) }), {
    maxLength: 80,
    size: '+1',
  }),
});

/**
 * Carries a script out by the deciders, as planner, workers, operators and mail servers would between them, and
 * answers the history in log order. What a decider refuses did not happen.
 */
export const historyOf = (script: RunScript, request: RunRequest): readonly HistoryEntry[] => {
  const history: HistoryEntry[] = [];
  const { runId } = request;
  const now = (): Instant => momentOf(history.length);

  const states = new Map<string, unknown>();
  const attempt = <C extends Message, E extends Message & HistoryEvent, S, R extends Rejection>(
    decider: Decider<C, E, S, R>,
    stream: string,
    command: C,
  ): void => {
    // Each stream has one decider, so that what is kept under its name is that decider's state.
    let state = (states.get(stream) as S | undefined) ?? decider.initial;
    const decision = decider.decide(command, state, now());
    if (isRejection(decision)) return;
    for (const event of decision) {
      history.push({ stream, event, at: now() });
      state = decider.evolve(state, event);
    }
    states.set(stream, state);
  };
  const tell = (command: RunCommand): void => attempt(runDecider, `run-${runId}`, command);

  tell({ type: 'RequestRun', data: { ...request, startAt: null } });
  tell({ type: 'PrepareRun', data: {} });
  let people = 0;
  script.batches.forEach((size, index) => {
    const contactIds = Array.from({ length: size }, () => `k${(people += 1)}`);
    const batch = index + 1;
    attempt(batchDecider, `runbatch-${runId}.${batch}`, {
      type: 'PlanBatch',
      data: { runId, batch, contactIds, digest: 'd' },
    });
  });
  tell({
    type: 'StartRun',
    data: { manifest: { ...manifestOf(people), ...request.pins }, batches: script.batches.length },
  });

  let settled = 0;
  for (const { action, pick, detail } of script.steps) {
    const batch = 1 + (pick % script.batches.length);
    const index = detail % (script.batches[batch - 1] ?? 1);
    const communicationId = communicationIdOf(runId, batch, index);
    const step = { runId, batch, communicationId, contactId: `k${index}`, detail, until: now() };
    const [area, command] = commandAt(action, step);
    if (area === 'run') tell(command);
    else if (area === 'batch') attempt(batchDecider, `runbatch-${runId}.${batch}`, command);
    else if (area === 'report') attempt(reportDecider, `report-${runId}.${batch}`, command);
    else attempt(threadDecider, `thread-${communicationId}`, command);
    if (history.length > settled && closedIn(history.slice(settled)).length > 0) {
      tell({ type: 'SettleBatches', data: { batches: closedIn(history) } });
    }
    settled = history.length;
  }
  return history;
};

/** The n-th event happens n seconds after nine. */
const momentOf = (seconds: number): Instant => {
  const minutes = String(Math.floor(seconds / 60)).padStart(2, '0');
  return `2026-11-22T09:${minutes}:${String(seconds % 60).padStart(2, '0')}.000Z`;
};

interface Step {
  readonly runId: string;
  readonly batch: number;
  readonly communicationId: string;
  readonly contactId: string;
  readonly detail: number;
  readonly until: Instant;
}

type Attempt =
  | readonly ['run', RunCommand]
  | readonly ['batch', BatchCommand]
  | readonly ['report', ReportCommand]
  | readonly ['thread', ThreadCommand];

const commandAt = (action: number, step: Step): Attempt => {
  const make = attempts[action % attempts.length];
  if (make === undefined) throw new Error('an index within the list');
  return make(step);
};

const skipReasons: readonly SkipReason[] = ['suppressed', 'no-consent', 'missing-variable'];

const outcomeOf = ({ detail, until }: Step): Outcome =>
  (
    [
      { kind: 'accepted', answer: '250 ok' },
      { kind: 'accepted', answer: '250 ok', providerId: 'p' },
      { kind: 'refused', code: '550', answer: 'no such user' },
      { kind: 'deferred', code: '450', answer: 'later', until },
      { kind: 'unknown', detail: 'connection lost' },
    ] satisfies Outcome[]
  )[detail % 5] ?? { kind: 'unknown', detail: '' };

const claim = ({ communicationId, detail }: Step): Attempt => [
  'batch',
  {
    type: 'Claim',
    data: {
      communicationId,
      fence: 1 + (detail % 2),
      messageId: `<${communicationId}@x>`,
      contentHash: 'h1',
      addressHash: 'a1',
      resend: detail % 3 === 0,
    },
  },
];

/** Claims and their outcomes come more often than the rest, so that most runs get on. */
const attempts: readonly ((step: Step) => Attempt)[] = [
  claim,
  claim,
  ...[1, 2, 3].flatMap((attempt) =>
    [1, 2].map((fence) => (step: Step): Attempt => [
      'batch',
      {
        type: 'Settle',
        data: { communicationId: step.communicationId, attempt, fence, outcome: outcomeOf(step), maxAttempts: 2 },
      },
    ]),
  ),
  ({ communicationId, until }) => [
    'batch',
    { type: 'PrepareDraft', data: { communicationId, contentHash: 'h1', expiresAt: until } },
  ],
  ({ communicationId }) => ['batch', { type: 'ApproveDraft', data: { communicationId, contentHash: 'h1' } }],
  ({ communicationId }) => ['batch', { type: 'RejectDraft', data: { communicationId, contentHash: 'h1', note: 'no' } }],
  () => ['batch', { type: 'ExpireDrafts', data: {} }],
  ({ communicationId, detail }) => [
    'batch',
    {
      type: 'Skip',
      data: { communicationId, reason: skipReasons[detail % 3] ?? 'suppressed', rule: 'rule', version: 1 },
    },
  ],
  ({ communicationId }) => [
    'batch',
    { type: 'Hold', data: { communicationId, reason: 'hold', rule: 'hold', version: 1 } },
  ],
  ({ detail }) => ['batch', { type: 'TakeOver', data: { fence: 1 + (detail % 2), worker: 'w' } }],
  ({ detail }) => ['batch', { type: 'CloseBatch', data: { abandon: detail % 2 === 0 } }],
  ({ communicationId, contactId, detail }) => [
    'report',
    {
      type: 'ReportDelivery',
      data: {
        communicationId,
        contactId,
        reportId: `r${detail % 7}`,
        report: (['delivered', 'bounced', 'complained'] as const)[detail % 3] ?? 'delivered',
        evidence: 'dsn',
      },
    },
  ],
  ({ communicationId, contactId, detail }) => [
    'report',
    {
      type: 'ResolveDispatch',
      data: {
        communicationId,
        contactId,
        resolution: detail % 2 === 0 ? 'was-sent' : 'was-not-sent',
        by: 'operator',
        detail: 'seen',
      },
    },
  ],
  ({ runId, communicationId, contactId, until }) => [
    'thread',
    {
      type: 'ReceiveReply',
      data: {
        threadId: communicationId,
        replyId: `y${communicationId}`,
        receivedAt: until,
        match: { method: 'token', confidence: 'sure', communicationId, runId, campaignId: 'c1', contactId },
      },
    },
  ],
  ({ communicationId, detail }) => [
    'thread',
    {
      type: 'ClassifyReply',
      data: {
        replyId: `y${communicationId}`,
        class: replyClasses[detail % replyClasses.length] ?? 'human',
        rule: 'rule',
      },
    },
  ],
  () => ['run', { type: 'PauseRun', data: {} }],
  () => ['run', { type: 'ConfirmPause', data: {} }],
  () => ['run', { type: 'ResumeRun', data: {} }],
  ({ detail }) => ['run', { type: detail % 5 === 0 ? 'CancelRun' : 'ResumeRun', data: {} }],
  () => ['run', { type: 'RequestApproval', data: { drafts: 1 } }],
];

const closedIn = (history: readonly HistoryEntry[]): readonly SettledBatch[] =>
  history.flatMap(({ event }) =>
    event.type === 'BatchClosed' ? [{ batch: event.data.batch, totals: event.data.totals }] : [],
  );

/** Histories of runs with this id. */
export const historiesOf = (runId: string): fc.Arbitrary<readonly HistoryEntry[]> =>
  runScripts.map((script) => historyOf(script, requestOf(runId)));
