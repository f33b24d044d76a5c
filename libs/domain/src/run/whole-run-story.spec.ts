import type { BatchEvent, ReportEvent } from '../batch/messages.js';
import { manifestOf, requestOf, totalsOf } from '../testing/run-fixtures.js';
import type { ThreadEvent } from '../thread/messages.js';
import { emptyLedger } from './ledger.js';
import type { RunEvent } from './messages.js';
import { type HistoryEvent, type WholeRun, wholeRun } from './whole-run.js';

const runId = 'r1';
const at = (minute: number): string => `2026-11-22T09:${String(minute).padStart(2, '0')}:00.000Z`;

/** One event a minute, from nine on. */
const after = (...events: readonly HistoryEvent[]): WholeRun => {
  const whole = wholeRun();
  events.forEach((event, minute) => whole.take(event, at(minute)));
  return whole.now();
};

const of = <Type extends RunEvent['type']>(type: Type) => ({ type, data: { runId } }) as const;
const requested: RunEvent = { type: 'RunRequested', data: requestOf(runId) };
const plan = (batch: number, ...contactIds: readonly string[]): BatchEvent => ({
  type: 'BatchPlanned',
  data: { runId, batch, contactIds, digest: 'd' },
});
const started = (count: number): RunEvent => ({
  type: 'RunStarted',
  data: { runId, manifest: manifestOf(count), batches: 1 },
});
const one = (index: number) => ({ communicationId: `r1.1.${index}`, contactId: `k${index}` });
const claim = (index: number): BatchEvent => ({
  type: 'DispatchClaimed',
  data: { ...one(index), attempt: 1, fence: 1, messageId: 'm', contentHash: 'h', addressHash: 'k' },
});
const accept = (index: number): BatchEvent => ({
  type: 'DispatchSettled',
  data: { ...one(index), attempt: 1, fence: 1, outcome: { kind: 'accepted', answer: '250' } },
});
const draft = (index: number): BatchEvent => ({
  type: 'DraftPrepared',
  data: { ...one(index), contentHash: 'h', expiresAt: at(59), draft: 1 },
});
const takenOver: BatchEvent = { type: 'BatchTakenOver', data: { runId, batch: 1, fence: 2, worker: 'w' } };
const closed: BatchEvent = {
  type: 'BatchClosed',
  data: { runId, batch: 1, totals: totalsOf(3, { accepted: 1, unknown: 1, notAttempted: 1 }) },
};
const begun = [requested, of('RunQueued'), of('RunPreparing'), plan(1, 'k0', 'k1', 'k2'), started(3)] as const;

test('of nothing there is nothing', () => {
  expect(after()).toEqual({
    run: { status: 'absent' },
    ledger: emptyLedger,
    drafts: 0,
    closedBatches: 0,
    since: null,
    lastProgressAt: null,
    times: { createdAt: null, queuedAt: null, startedAt: null, endedAt: null },
    communications: new Map(),
    replies: new Map(),
  });
});

describe('times', () => {
  const ended: RunEvent = { type: 'RunCompleted', data: { runId, outcome: 'completed', ledger: emptyLedger } };

  test('of a run are those of its events', () => {
    expect(after(...begun, ended).times).toEqual({
      createdAt: at(0),
      queuedAt: at(1),
      startedAt: at(4),
      endedAt: at(5),
    });
    expect(after(...begun).times).toEqual({ createdAt: at(0), queuedAt: at(1), startedAt: at(4), endedAt: null });
  });

  test('of a run that is moved say that it is not queued any more', () => {
    const moved: RunEvent = { type: 'RunRescheduled', data: { runId, startAt: at(30), before: null } };
    expect(after(requested, of('RunQueued'), moved).times).toMatchObject({ createdAt: at(0), queuedAt: null });
    expect(after(requested, of('RunQueued'), moved, of('RunQueued')).times).toMatchObject({ queuedAt: at(3) });
  });

  test('since when it stands in its status does not move with what leaves it there', () => {
    expect(after(...begun).since).toBe(at(4));
    expect(after(...begun, claim(0), { type: 'BatchesSettled', data: { runId, batches: [] } }).since).toBe(at(4));
    expect(after(...begun, of('RunPauseRequested')).since).toBe(at(5));
  });

  test('of the last progress is the latest of run and batches, whichever order they are told in; reports and answers are none', () => {
    expect(after(...begun, claim(0)).lastProgressAt).toBe(at(5));
    expect(after(...begun, ...late).lastProgressAt).toBe(at(4));
    const whole = wholeRun();
    whole.take(requested, at(5));
    whole.take(of('RunQueued'), at(3));
    expect(whole.now().lastProgressAt).toBe(at(5));
  });
});

const report: ReportEvent = {
  type: 'DeliveryReported',
  data: { ...one(0), reportId: 'y1', report: 'delivered', evidence: 'dsn' },
};
const match = {
  method: 'token',
  confidence: 'sure',
  communicationId: 'r1.1.0',
  runId,
  campaignId: 'c1',
  contactId: 'k0',
} as const;
const replied = (receivedAt: string): ThreadEvent => ({
  type: 'ReplyReceived',
  data: { threadId: 'r1.1.0', replyId: 'y1', receivedAt, match },
});
const classified = (kind: 'human' | 'bounce', status?: string): ThreadEvent => ({
  type: 'ReplyClassified',
  data: { threadId: 'r1.1.0', replyId: 'y1', class: kind, rule: 'r', ...(status === undefined ? {} : { status }) },
});
const late = [report, replied(at(20)), classified('human')] as const;

describe('the ledger', () => {
  test('has those whose batch is not planned yet among the waiting', () => {
    expect(after(requested, of('RunQueued'), of('RunPreparing'), plan(1, 'k0'), started(5)).ledger).toEqual({
      ...emptyLedger,
      audience: 5,
      waiting: 5,
    });
    expect(after(requested, of('RunQueued'), of('RunPreparing'), plan(1, 'k0', 'k1')).ledger).toMatchObject({
      audience: 2,
      waiting: 2,
    });
  });

  test('follows every message, over all batches', () => {
    expect(after(...begun, claim(0)).ledger).toMatchObject({ waiting: 2, inFlight: 1 });
    expect(after(...begun, claim(0), accept(0)).ledger).toMatchObject({ waiting: 2, inFlight: 0, accepted: 1 });
    expect(after(...begun, claim(0), takenOver).ledger).toMatchObject({ waiting: 2, inFlight: 0, unknown: 1 });
    const skipped: BatchEvent = {
      type: 'CommunicationSkipped',
      data: { ...one(1), reason: 'erased', rule: 'r', version: 1 },
    };
    expect(after(...begun, skipped, plan(2, 'k9')).ledger).toMatchObject({
      audience: 4,
      waiting: 3,
      skipped: { erased: 1 },
    });
  });

  test('is that of the final event once there is one', () => {
    const ledger = { ...emptyLedger, audience: 3, accepted: 3 };
    expect(after(...begun, { type: 'RunCompleted', data: { runId, outcome: 'completed', ledger } }).ledger).toEqual(
      ledger,
    );
  });
});

test('drafts are counted while they wait for somebody, and not after the end', () => {
  expect(after(...begun, draft(0), draft(1)).drafts).toBe(2);
  expect(after(...begun, draft(0), claim(1)).drafts).toBe(1);
  const cancelled: RunEvent = { type: 'RunCancelled', data: { runId, ledger: emptyLedger } };
  expect(after(...begun, draft(0), cancelled).drafts).toBe(0);
});

test('a take-over leaves what was on the wire unknown; the close of a batch gives up who waited, once', () => {
  const statuses = ({ communications }: WholeRun) => [...communications.values()].map(({ status }) => status);
  const events = [...begun, claim(0), accept(0), claim(1)] as const;
  expect(statuses(after(...events))).toEqual(['accepted', 'claimed', 'planned']);
  expect(statuses(after(...events, takenOver))).toEqual(['accepted', 'unknown', 'planned']);
  const whole = after(...events, takenOver, closed);
  expect(statuses(whole)).toEqual(['accepted', 'unknown', 'not_attempted']);
  expect(whole.closedBatches).toBe(1);
  expect(whole.ledger).toMatchObject({ accepted: 1, unknown: 1, notAttempted: 1, waiting: 0 });
  expect(after(...events, takenOver, closed, closed, takenOver)).toMatchObject({
    closedBatches: 1,
    ledger: whole.ledger,
  });
  expect(after(...events, takenOver).closedBatches).toBe(0);
});

test('what is told of a batch or a message that was never planned changes nothing', () => {
  const before = after(...begun);
  const elsewhere = { ...claim(0), data: { ...claim(0).data, communicationId: 'r1.7.0' } } as BatchEvent;
  const nowhere = { ...claim(0), data: { ...claim(0).data, communicationId: 'nonsense' } } as BatchEvent;
  for (const event of [elsewhere, nowhere, { ...takenOver, data: { ...takenOver.data, batch: 9 } } as BatchEvent]) {
    expect(after(...begun, event)).toEqual({ ...before, lastProgressAt: at(5) });
  }
});

test('a copy stands where the fold stood, and each goes its own way from there', () => {
  const whole = wholeRun();
  [...begun, claim(0), ...late].forEach((event, minute) => whole.take(event, at(minute)));
  const copy = whole.copy();
  expect(copy.now()).toEqual(whole.now());
  copy.take(accept(0), at(30));
  expect(copy.now().ledger).toMatchObject({ accepted: 1, inFlight: 0 });
  expect(whole.now()).toMatchObject({ ledger: { accepted: 0, inFlight: 1 }, lastProgressAt: at(5) });
});

test('reports move a message, and nothing in the ledger', () => {
  const sent = after(...begun, claim(0), accept(0), report);
  expect(sent.communications.get('r1.1.0')).toMatchObject({ status: 'delivered', contactId: 'k0' });
  expect(sent.ledger.accepted).toBe(1);
  const resolved: ReportEvent = {
    type: 'DispatchResolved',
    data: { ...one(0), resolution: 'was-not-sent', by: 'operator', detail: 'asked' },
  };
  const unsent = after(...begun, claim(0), takenOver, resolved);
  expect(unsent.communications.get('r1.1.0')?.status).toBe('refused');
  expect(unsent.ledger.unknown).toBe(1);
});

test('an answer is there once, as it came first, with the newest word on what it is', () => {
  const reply = { replyId: 'y1', threadId: 'r1.1.0', receivedAt: at(20), match };
  expect([...after(...begun, replied(at(20))).replies.values()]).toEqual([{ ...reply, classification: null }]);
  const again = after(...begun, replied(at(20)), classified('human'), replied(at(21)));
  expect([...again.replies.values()]).toEqual([{ ...reply, classification: { class: 'human', rule: 'r' } }]);
  const better = after(...begun, replied(at(20)), classified('human'), classified('bounce', '5.1.1'));
  expect(better.replies.get('y1')?.classification).toEqual({ class: 'bounce', rule: 'r', status: '5.1.1' });
  expect(after(...begun, classified('human')).replies.size).toBe(0);
  const quarantined: ThreadEvent = {
    type: 'ReplyQuarantined',
    data: { threadId: 'quarantine.y1', replyId: 'y1', receivedAt: at(20) },
  };
  expect(after(...begun, quarantined).replies.size).toBe(0);
});
