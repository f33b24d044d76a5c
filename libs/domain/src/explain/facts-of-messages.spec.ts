import type { BatchEvent } from '../batch/messages.js';
import type { RunEvent } from '../run/messages.js';
import {
  at,
  definitions,
  factsAt,
  factsIn,
  message,
  type Moment,
  of,
  plainRun,
  refused,
  rowOf,
  runId,
  told,
  typesOf,
} from '../testing/explain-fixtures.js';
import { manifestOf, requestOf } from '../testing/run-fixtures.js';
import { limitsOf } from './facts-of.js';

const requested: RunEvent = { type: 'RunRequested', data: requestOf(runId) };
const queued = of('RunQueued');
const preparing = of('RunPreparing');
const started: RunEvent = { type: 'RunStarted', data: { runId, manifest: manifestOf(2), batches: 1 } };

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
    expect(typesOf(factsIn({ definitions: { sender: null } }), 'limits')).toStrictEqual(['campaignDefined']);
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

  test('what an operator found not to have been sent is a refusal without a code', () => {
    const facts = factsIn({
      outcomes: [{ kind: 'unknown', detail: 'cut' }],
      after: [
        {
          type: 'DispatchResolved',
          data: { ...message(0), resolution: 'was-not-sent', by: 'operator', detail: 'asked' },
        },
      ],
    });
    expect(facts.of.provider?.value).toMatchObject({ refused: { refused: 1 }, unknown: 0 });
    expect(typesOf(facts, 'provider')).toEqual(['DispatchSettled', 'DispatchResolved']);
    expect(rowOf('provider', facts, null).sentence).toBe('1 message: refused.');
  });

  test('replies are counted by their class', () => {
    const classified = (replyId: string, index: number, kind: 'human' | 'auto-reply') => ({
      type: 'ReplyClassified' as const,
      data: { threadId: `r1.1.${index}`, replyId, ...message(index), class: kind, rule: 'r' },
    });
    const received = {
      type: 'ReplyReceived' as const,
      data: {
        threadId: 'r1.1.0',
        replyId: 'y1',
        receivedAt: at(20),
        match: { method: 'token', confidence: 'sure', ...message(0), runId, campaignId: 'c1' } as const,
      },
    };
    const { replies } = factsIn({
      after: [received, classified('y1', 0, 'human'), classified('y2', 0, 'auto-reply'), classified('y3', 1, 'human')],
    }).of;
    expect(replies?.value).toEqual({ classes: { human: 2, 'auto-reply': 1 } });
    expect(replies?.events.map(({ type }) => type)).toEqual([
      'ReplyReceived',
      'ReplyClassified',
      'ReplyClassified',
      'ReplyClassified',
    ]);
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
    expect(without.of.audience?.events).toHaveLength(0);
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
