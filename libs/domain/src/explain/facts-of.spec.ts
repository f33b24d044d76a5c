import type { BatchEvent } from '../batch/messages.js';
import type { HoldEvent, HoldScope } from '../hold/messages.js';
import { emptyLedger } from '../run/ledger.js';
import type { RunEvent } from '../run/messages.js';
import { at, definitions, factsIn, message, of, plainRun, refused, runId, told } from '../testing/explain-fixtures.js';
import { manifestOf, requestOf } from '../testing/run-fixtures.js';
import { factsOf, holdsIn, limitsOf, type Sources } from './facts-of.js';
import type { Facts, HoldTold } from './facts.js';

type Moment = readonly [event: RunEvent, minute: number];

/** What the run's own events tell, each at its minute after nine. */
const factsAt = (own: readonly Moment[], sources: Partial<Sources> = {}): Facts => {
  const facts = factsOf({
    own: own.map(([event, minute], index) => told('run-r1', event, index, minute)),
    parts: [],
    allParts: true,
    holds: [],
    definitions,
    uses: { sections: [], variables: [] },
    one: null,
    ...sources,
  });
  if (facts === null) throw new Error('the run is not there');
  return facts;
};

const requested: RunEvent = { type: 'RunRequested', data: requestOf(runId) };
const scheduled = (minute: number): RunEvent => ({ type: 'RunScheduled', data: { runId, startAt: at(minute) } });
const moved = (minute: number): RunEvent => ({
  type: 'RunRescheduled',
  data: { runId, startAt: at(minute), before: null },
});
const queued = of('RunQueued');
const preparing = of('RunPreparing');
const started: RunEvent = { type: 'RunStarted', data: { runId, manifest: manifestOf(2), batches: 1 } };
const pausing = of('RunPauseRequested');
const completed: RunEvent = { type: 'RunCompleted', data: { runId, outcome: 'completed', ledger: emptyLedger } };
const typesOf = (facts: Facts, factor: keyof Facts['of']) => facts.of[factor]?.events.map(({ type }) => type);

test('of a run that was never requested nothing is known', () => {
  const sources = { parts: [], allParts: true, holds: [], definitions, uses: { sections: [], variables: [] } };
  expect(factsOf({ ...sources, own: [], one: null })).toBeNull();
});

describe('the timing of a run', () => {
  it('is late by the time from its start as planned to the queue', () => {
    const facts = factsAt([
      [requested, 0],
      [scheduled(5), 0],
      [queued, 8],
      [preparing, 9],
      [started, 10],
    ]);
    expect(facts.of.timing?.value).toEqual({
      status: 'running',
      startAt: at(5),
      startedAt: at(10),
      lateMs: 180_000,
      rescheduled: 0,
      paused: 0,
      ended: null,
    });
    expect(facts.of.queue?.value).toMatchObject({ waitedMs: 120_000 });
    expect(typesOf(facts, 'timing')).toEqual(['RunScheduled', 'RunQueued']);
    expect(typesOf(facts, 'queue')).toEqual(['RunQueued', 'RunPreparing', 'RunStarted']);
  });

  it('is not late when somebody started it early, and not known without a plan or before the queue', () => {
    const lateMs = (...own: readonly Moment[]) => factsAt([[requested, 0], ...own]).of.timing?.value.lateMs;
    expect(lateMs([scheduled(30), 0], [queued, 8])).toBe(0);
    expect(lateMs([queued, 8])).toBeNull();
    expect(lateMs([scheduled(30), 0])).toBeNull();
    expect(factsAt([[requested, 0]]).of.queue?.value.waitedMs).toBeNull();
    const waiting = factsAt([
      [requested, 0],
      [queued, 1],
    ]);
    expect(waiting.of.queue?.value.waitedMs).toBeNull();
  });

  it('counts from the last time it was queued, and how often it was moved and paused', () => {
    const facts = factsAt([
      [requested, 0],
      [queued, 1],
      [moved(10), 2],
      [moved(20), 3],
      [queued, 21],
      [preparing, 22],
      [started, 24],
      [pausing, 25],
      [of('RunPaused'), 26],
      [of('RunResumed'), 27],
      [pausing, 28],
    ]);
    expect(facts.of.timing?.value).toMatchObject({ lateMs: 60_000, rescheduled: 2, paused: 2, status: 'pausing' });
    expect(facts.of.queue?.value.waitedMs).toBe(180_000);
    expect(typesOf(facts, 'timing')).toEqual([
      'RunQueued',
      'RunRescheduled',
      'RunRescheduled',
      'RunQueued',
      'RunPauseRequested',
      'RunResumed',
      'RunPauseRequested',
    ]);
  });

  it('says what ended it before its time, and why', () => {
    const cancelled: RunEvent = { type: 'RunCancelled', data: { runId, ledger: emptyLedger } };
    const missed: RunEvent = { type: 'RunMissed', data: { runId, detail: 'nobody was there', ledger: emptyLedger } };
    const failed: RunEvent = {
      type: 'RunFailed',
      data: { runId, failure: 'preflight', detail: 'the goal is archived', ledger: emptyLedger },
    };
    const asked = of('RunCancellationRequested');
    const end = (...own: readonly RunEvent[]) =>
      factsAt([requested, ...own].map((event, minute): Moment => [event, minute]));

    const stopped = end(asked, cancelled);
    expect(stopped.fate.ended).toMatchObject({ how: 'cancelled', failure: null, detail: null });
    expect(stopped.fate.ended?.event).toMatchObject({ type: 'RunCancelled', revision: 2, at: at(2) });
    expect(stopped.of.timing?.value).toMatchObject({ ended: 'cancelled', status: 'cancelled' });
    expect(typesOf(stopped, 'timing')).toEqual(['RunCancellationRequested', 'RunCancelled']);
    const late = end(scheduled(5), missed);
    expect(late.fate.ended).toMatchObject({ how: 'missed', failure: null, detail: 'nobody was there' });
    expect(late.of.timing?.value.ended).toBe('missed');
    expect(typesOf(late, 'timing')).toEqual(['RunScheduled', 'RunMissed']);
    const broken = end(queued, failed);
    expect(broken.fate.ended).toMatchObject({ how: 'failed', failure: 'preflight', detail: 'the goal is archived' });
    expect(broken.of.timing?.value.ended).toBeNull();
    expect(end(queued, preparing, started, completed).fate.ended).toBeNull();
  });
});

describe('holds', () => {
  const scope = 'campaign:c1';
  const hold = (type: HoldEvent['type'], minute: number, on: HoldScope = scope): HoldTold =>
    told('hold', { type, data: { scope: on } }, minute);

  test('last from their placing to their lifting, each scope by itself', () => {
    const holds = holdsIn([
      hold('HoldPlaced', 1),
      hold('HoldPlaced', 2, 'all'),
      hold('HoldLifted', 3),
      hold('HoldLifted', 4),
      hold('HoldPlaced', 5),
    ]);
    expect(holds).toMatchObject([
      { scope, from: at(1), to: at(3), events: [{ type: 'HoldPlaced' }, { type: 'HoldLifted' }] },
      { scope: 'all', from: at(2), to: null, events: [{ type: 'HoldPlaced' }] },
      { scope, from: at(5), to: null },
    ]);
    expect(holdsIn([hold('HoldLifted', 1)])).toEqual([]);
  });

  test('count for a run that they were on for, from the queue to its end', () => {
    const during = (from: number, to: number | null, ...more: readonly Moment[]) =>
      factsAt([[requested, 1], [queued, 10], ...more], {
        holds: [hold('HoldPlaced', from), ...(to === null ? [] : [hold('HoldLifted', to)])],
      }).of.queue;
    const life: readonly Moment[] = [
      [preparing, 11],
      [started, 12],
      [completed, 20],
    ];
    expect(during(5, 15, ...life)?.value.holds).toEqual([{ scope, from: at(5), to: at(15) }]);
    expect(during(15, null, ...life)?.value.holds).toEqual([{ scope, from: at(15), to: null }]);
    expect(during(5, 10, ...life)?.value.holds).toEqual([]);
    expect(during(20, null, ...life)?.value.holds).toEqual([]);
    expect(during(30, null)?.value.holds).toHaveLength(1);
    expect(during(5, 15, ...life)?.events.map(({ type }) => type)).toEqual([
      'HoldPlaced',
      'HoldLifted',
      'RunQueued',
      'RunPreparing',
      'RunStarted',
    ]);
  });

  test('count from the request on while a run is not queued', () => {
    const holds = [hold('HoldPlaced', 1), hold('HoldLifted', 3)];
    const queueOf = (minute: number) => factsAt([[requested, minute]], { holds }).of.queue;
    expect(queueOf(2)?.value.holds).toHaveLength(1);
    expect(queueOf(3)?.value.holds).toEqual([]);
  });
});

describe('of its messages', () => {
  const draft = (index: number): BatchEvent => ({
    type: 'DraftPrepared',
    data: { ...message(index), contentHash: 'c', expiresAt: at(59), draft: 1 },
  });
  const decided = (index: number, type: 'DraftApproved' | 'DraftRejected' | 'DraftExpired') =>
    ({ type, data: { ...message(index), contentHash: 'c' } }) as BatchEvent;
  const plan = (...contactIds: readonly string[]): BatchEvent => ({
    type: 'BatchPlanned',
    data: { runId, batch: 1, contactIds, digest: 'd' },
  });

  test('the drafts are counted by what was decided, and the longest wait is that of the slowest decision', () => {
    const minutes: readonly (readonly [BatchEvent, number])[] = [
      [plan('k0', 'k1', 'k2', 'k3', 'k4'), 0],
      ...[0, 1, 2, 3, 4].map((index) => [draft(index), 1] as const),
      [decided(0, 'DraftApproved'), 2],
      [decided(1, 'DraftApproved'), 5],
      [decided(2, 'DraftRejected'), 3],
      [decided(3, 'DraftExpired'), 4],
    ];
    const own: readonly Moment[] = [
      [requested, 0],
      [queued, 0],
      [preparing, 0],
      [started, 0],
    ];
    const parts = minutes.map(([event, minute], index) => told('runbatch-r1.1', event, index, minute));
    const { approval } = factsAt(own, { parts }).of;
    expect(approval?.value).toEqual({
      reviewer: 'none',
      drafts: 5,
      approved: 2,
      rejected: 1,
      expired: 1,
      longestMs: 240_000,
    });
    expect(new Set(approval?.events.map(({ type }) => type))).toEqual(
      new Set(['DraftPrepared', 'DraftApproved', 'DraftRejected', 'DraftExpired']),
    );
    expect(factsAt([[requested, 0]]).of.approval?.value).toEqual({
      reviewer: null,
      drafts: 0,
      approved: 0,
      rejected: 0,
      expired: 0,
      longestMs: 0,
    });
  });

  test('what limits held back is counted once a message, and a hold is no limit', () => {
    const held = (index: number, reason: 'hold' | 'quiet-hours' | 'rate-limit'): BatchEvent => ({
      type: 'CommunicationHeld',
      data: { ...message(index), reason, rule: 'r', version: 1 },
    });
    const before = [held(0, 'quiet-hours'), held(0, 'quiet-hours'), held(0, 'rate-limit'), held(1, 'rate-limit')];
    const { limits } = factsIn({ before: [...before, held(1, 'hold')] }).of;
    expect(limits?.value).toEqual({
      perSecond: 20,
      set: { campaign: { maxRecipients: 10_000 }, sender: { perSecond: 20 } },
      messages: 2,
      held: { 'quiet-hours': 1, 'rate-limit': 2 },
    });
    expect(new Set(limits?.events.map(({ type }) => type))).toEqual(
      new Set(['CommunicationHeld', 'campaignDefined', 'senderDefined']),
    );
    expect(factsIn({ outcomes: [] }).of.limits?.value.messages).toBe(0);
  });

  test('limits without a sender are those of the campaign, and what would be used now has held nothing back', () => {
    expect(limitsOf({ ...definitions, sender: null }, null)).toEqual({
      perSecond: null,
      set: { campaign: { maxRecipients: 10_000 }, sender: null },
      messages: 0,
      held: null,
    });
    expect(factsIn({ definitions: { sender: null } }).of.limits?.events.map(({ type }) => type)).toEqual([
      'campaignDefined',
    ]);
  });

  test('the provider is told by its refusals, deferrals, bounces and what it never answered', () => {
    const deferral = { kind: 'deferred', code: '450', answer: 'later', until: at(30) } as const;
    const { provider } = factsIn({ outcomes: [refused, deferral] }).of;
    expect(provider?.value).toEqual({
      name: 'noop',
      hash: 'ff',
      refused: { '550': 1 },
      deferred: 1,
      unknown: 0,
      bounced: 0,
    });
    expect(new Set(provider?.events.map(({ type }) => type))).toEqual(new Set(['DispatchSettled']));
    const lost = factsIn({ outcomes: [{ kind: 'unknown', detail: 'cut' }] });
    expect(lost.of.provider?.value).toMatchObject({ unknown: 1, refused: {} });
    expect(factsAt([[requested, 0]]).of.provider?.value).toMatchObject({ name: null, hash: null });
  });

  test('a bounce is the provider’s, and what a lost worker left in the air is the queue’s', () => {
    const bounced = factsIn({
      after: [
        {
          type: 'DeliveryReported',
          data: { ...message(0), reportId: 'y', report: 'bounced', status: '5.1.1', evidence: 'dsn' },
        },
      ],
    });
    expect(bounced.of.provider?.value).toMatchObject({ bounced: 1, refused: {} });
    expect(typesOf(bounced, 'provider')).toEqual(['DispatchSettled', 'DeliveryReported', 'DispatchSettled']);
    const claim = { attempt: 1, fence: 1, messageId: '<m>', contentHash: 'c', addressHash: 'h1' };
    const lost = factsIn({
      outcomes: [],
      before: [
        { type: 'DispatchClaimed', data: { ...message(0), ...claim } },
        { type: 'BatchTakenOver', data: { runId, batch: 1, fence: 2, worker: 'w' } },
      ],
    });
    expect(lost.of.queue?.value.orphaned).toBe(1);
    expect(lost.of.provider?.value.unknown).toBe(0);
    expect(typesOf(lost, 'queue')).toContain('BatchTakenOver');
    expect(plainRun.of.queue?.value.orphaned).toBe(0);
  });

  test('replies are counted by their class', () => {
    const classified = (replyId: string, index: number, kind: 'human' | 'auto-reply') => ({
      type: 'ReplyClassified' as const,
      data: { threadId: `r1.1.${index}`, replyId, ...message(index), class: kind, rule: 'r' },
    });
    const { replies } = factsIn({
      after: [classified('y1', 0, 'human'), classified('y2', 0, 'auto-reply'), classified('y3', 1, 'human')],
    }).of;
    expect(replies?.value).toEqual({ classes: { human: 2, 'auto-reply': 1 } });
    expect(replies?.events.map(({ type }) => type)).toEqual(['ReplyClassified', 'ReplyClassified', 'ReplyClassified']);
  });
});

describe('the audience', () => {
  test('is that of the segment as frozen, with whoever was planned for', () => {
    expect(plainRun.of.audience?.value).toEqual({
      kind: 'segment',
      count: 2,
      digest: 'ee',
      segment: { id: 's1', version: 1, hash: 'segment' },
      filter: definitions.segment?.definition.filter,
      members: new Set(['k0', 'k1']),
      allMembers: true,
      one: null,
    });
    expect(typesOf(plainRun, 'audience')).toEqual(['RunStarted', 'segmentDefined']);
    expect(factsIn({ allParts: false }).of.audience?.value.allMembers).toBe(false);
  });

  test('of a run that has not started is not frozen, and of named contacts it has no segment', () => {
    const named: RunEvent = {
      type: 'RunRequested',
      data: requestOf(runId, { audience: { kind: 'communications', of: 'r0', communicationIds: 'refused' } }),
    };
    expect(factsAt([[named, 0]]).of.audience?.value).toMatchObject({
      kind: 'communications',
      count: null,
      digest: null,
      segment: null,
      allMembers: false,
    });
    const without = factsAt([[requested, 0]], { definitions: { ...definitions, segment: null } });
    expect(without.of.audience?.value).toMatchObject({ segment: null, filter: null });
    expect(typesOf(without, 'audience')).toEqual([]);
  });

  test('for one message is the contact that it went to, among all', () => {
    const facts = factsIn({ one: 'r1.1.1', outcomes: [refused, refused] });
    expect(facts.of.audience?.value).toMatchObject({ one: 'k1', members: new Set(['k0', 'k1']) });
    expect(facts.fate.courses.map(({ contactId }) => contactId)).toEqual(['k1']);
    expect(facts.of.provider?.value.refused).toEqual({ '550': 1 });
    expect(factsIn({ one: 'none' }).of.audience?.value.one).toBeNull();
  });
});

test('variables are those that the run started with, and before that those it was asked for with', () => {
  const asked: RunEvent = { type: 'RunRequested', data: requestOf(runId, { variables: 'v1' }) };
  const manifest = { ...manifestOf(2), variables: 'v2' };
  const facts = factsAt([
    [asked, 0],
    [queued, 1],
    [preparing, 1],
    [{ type: 'RunStarted', data: { runId, manifest, batches: 1 } }, 2],
  ]);
  expect(facts.of.variables?.value.hash).toBe('v2');
  expect(factsAt([[asked, 0]]).of.variables?.value.hash).toBe('v1');
  expect(typesOf(facts, 'variables')).toEqual(['RunRequested']);
  expect([...(plainRun.of.variables?.value.courses.keys() ?? [])]).toEqual(['k0', 'k1']);
  expect([...(plainRun.of['contact data']?.value.courses.keys() ?? [])]).toEqual(['k0', 'k1']);
});
