import type { BatchEvent, Outcome, ReportEvent, ValueHashes } from '../batch/messages.js';
import { accepted, at, message, refused, runId, told } from '../testing/explain-fixtures.js';
import { totalsOf } from '../testing/run-fixtures.js';
import type { ReplyClass, ThreadEvent } from '../thread/messages.js';
import { coursesOf, presentCourse } from './courses.js';
import type { Course } from './facts.js';

type Event = BatchEvent | ReportEvent | ThreadEvent;

const plan = (batch: number, ...contactIds: readonly string[]): BatchEvent => ({
  type: 'BatchPlanned',
  data: { runId, batch, contactIds, digest: 'd' },
});
/** After the plan of two messages, one event a minute. */
const after = (...events: readonly Event[]): readonly Course[] =>
  coursesOf([plan(1, 'k0', 'k1'), ...events].map((event, index) => told('s', event, index)));
const first = (...events: readonly Event[]): Course | undefined => after(...events)[0];

const draft = (values?: ValueHashes): BatchEvent => ({
  type: 'DraftPrepared',
  data: { ...message(0), contentHash: 'c', expiresAt: at(59), draft: 1, ...(values === undefined ? {} : { values }) },
});
const claim = (index = 0, values?: ValueHashes): BatchEvent => ({
  type: 'DispatchClaimed',
  data: {
    ...message(index),
    attempt: 1,
    fence: 1,
    messageId: '<m>',
    contentHash: 'c',
    addressHash: 'h1',
    ...(values === undefined ? {} : { values }),
  },
});
const settle = (outcome: Outcome, index = 0): BatchEvent => ({
  type: 'DispatchSettled',
  data: { ...message(index), attempt: 1, fence: 1, outcome },
});
const deferred: Outcome = { kind: 'deferred', code: '450', answer: 'later', until: at(30) };
const report = (report: 'delivered' | 'bounced' | 'complained', status?: string): ReportEvent => ({
  type: 'DeliveryReported',
  data: { ...message(0), reportId: 'y', report, evidence: 'dsn', ...(status === undefined ? {} : { status }) },
});
const takenOver: BatchEvent = { type: 'BatchTakenOver', data: { runId, batch: 1, fence: 2, worker: 'w' } };
const closed: BatchEvent = { type: 'BatchClosed', data: { runId, batch: 1, totals: totalsOf(2) } };
const reply = (replyId: string): ThreadEvent => ({
  type: 'ReplyReceived',
  data: {
    threadId: 'r1.1.0',
    replyId,
    receivedAt: at(20),
    match: { method: 'token', confidence: 'sure', ...message(0), runId, campaignId: 'c1' },
  },
});
const classified = (replyId: string, kind: ReplyClass): ThreadEvent => ({
  type: 'ReplyClassified',
  data: { threadId: 'r1.1.0', replyId, ...message(0), class: kind, rule: 'r' },
});

test('a plan is a course for each contact in its order, of which nothing else is known', () => {
  const courses = coursesOf([told('s', plan(1, 'k0', 'k1'), 0), told('t', plan(2, 'k2'), 0)]);
  expect(courses.map(({ communicationId, contactId }) => [communicationId, contactId])).toEqual([
    ['r1.1.0', 'k0'],
    ['r1.1.1', 'k1'],
    ['r1.2.0', 'k2'],
  ]);
  expect(courses[2]).toEqual({
    communicationId: 'r1.2.0',
    contactId: 'k2',
    status: 'planned',
    skipped: null,
    values: null,
    addressHash: null,
    code: null,
    deferrals: 0,
    orphaned: false,
    held: [],
    draft: null,
    replies: new Map(),
    events: [],
  });
});

test('a message has the events about it, and no others', () => {
  const [mine, other] = after(claim(), settle(accepted), claim(1), report('delivered'));
  expect(mine).toMatchObject({ status: 'delivered', addressHash: 'h1' });
  expect(mine?.events.map(({ type, revision }) => `${type} ${revision}`)).toEqual([
    'DispatchClaimed 1',
    'DispatchSettled 2',
    'DeliveryReported 4',
  ]);
  expect(mine?.events[0]).toEqual({
    stream: 's',
    revision: 1,
    type: 'DispatchClaimed',
    at: at(1),
    actor: 'ann',
    reason: null,
  });
  expect(other?.events).toHaveLength(1);
  expect(coursesOf([told('s', claim(), 0), told('s', reply('y1'), 1)])).toEqual([]);
});

test('the reason that somebody gave for an event is kept', () => {
  const planned = told('s', plan(1, 'k0'), 0);
  const claimed = told('s', claim(), 1);
  const events = [planned, { ...claimed, metadata: { ...claimed.metadata, reason: 'asked by phone' } }];
  expect(coursesOf(events)[0]?.events).toMatchObject([{ reason: 'asked by phone' }]);
});

test('what a message was filled in with is known from its draft or its claim, each value with its origin', () => {
  const values = { contact: { first_name: 'a1' }, run: { '*': 'b2' }, default: { plan: 'c3' } };
  const told = new Map([
    ['first_name', 'contact:a1'],
    ['*run', 'run:b2'],
    ['plan', 'default:c3'],
  ]);
  expect(first(draft(values))?.values).toEqual(told);
  expect(first(claim(0, values))?.values).toEqual(told);
  expect(first(draft(values), claim())?.values).toEqual(told);
  expect(first(draft(values), claim(0, {}))?.values).toEqual(new Map());
  expect(first(draft(), claim())?.values).toBeNull();
});

test.each([
  ['DraftApproved', 'approved'],
  ['DraftRejected', 'rejected'],
  ['DraftExpired', 'expired'],
] as const)('%s is the decision on a draft, where there is one', (type, as) => {
  const decision = { type, data: { ...message(0), contentHash: 'c' } } as BatchEvent;
  expect(first(draft())?.draft).toEqual({ prepared: at(1), decided: null, as: null });
  expect(first(draft(), claim(1), decision)).toMatchObject({
    status: as,
    draft: { prepared: at(1), decided: at(3), as },
  });
  expect(first(decision)?.draft).toBeNull();
});

test('what kept a message back is remembered each time, and why it was skipped', () => {
  const held = (reason: 'hold' | 'quiet-hours'): BatchEvent => ({
    type: 'CommunicationHeld',
    data: { ...message(0), reason, rule: 'r', version: 1 },
  });
  const skipped = (detail: object): BatchEvent => ({
    type: 'CommunicationSkipped',
    data: { ...message(0), reason: 'suppressed', rule: 'r', version: 1, ...detail },
  });
  expect(first(held('hold'), held('quiet-hours'), held('hold'))?.held).toEqual(['hold', 'quiet-hours', 'hold']);
  expect(first(skipped({ detail: 'opt-out' }))?.skipped).toEqual({ reason: 'suppressed', detail: 'opt-out' });
  expect(first(skipped({}))?.skipped).toEqual({ reason: 'suppressed', detail: null });
});

test('the newest refusal gives its code, by the provider or by a bounce; every deferral counts', () => {
  expect(first(claim(), settle(refused))).toMatchObject({ status: 'refused', code: '550', deferrals: 0 });
  expect(first(claim(), settle(deferred), claim(), settle(deferred))).toMatchObject({ code: null, deferrals: 2 });
  expect(first(claim(), settle(accepted))).toMatchObject({ code: null, deferrals: 0 });
  expect(first(claim(), settle(accepted), report('bounced', '5.1.1'))?.code).toBe('5.1.1');
  expect(first(claim(), settle(accepted), report('bounced'))?.code).toBe('bounced');
  expect(first(claim(), settle(accepted), report('delivered', '2.0.0'))?.code).toBeNull();
});

test('a resolution settles what was unknown', () => {
  const resolved: ReportEvent = {
    type: 'DispatchResolved',
    data: { ...message(0), resolution: 'was-sent', by: 'operator', detail: 'asked' },
  };
  expect(first(claim(), takenOver, resolved)).toMatchObject({ status: 'accepted', orphaned: true });
});

test('a take-over orphans what was on the wire, a close gives up what waited, and nothing else moves', () => {
  const [sent, waiting] = after(claim(), settle(accepted), claim(1), takenOver);
  expect([sent, waiting]).toMatchObject([
    { status: 'accepted', orphaned: false },
    { status: 'unknown', orphaned: true },
  ]);
  expect(sent?.events).toHaveLength(2);
  expect(waiting?.events.map(({ type }) => type)).toEqual(['DispatchClaimed', 'BatchTakenOver']);
  const [left, given] = after(claim(), settle(accepted), closed);
  expect([left, given]).toMatchObject([{ status: 'accepted' }, { status: 'not_attempted', orphaned: false }]);
  expect(given?.events.map(({ type }) => type)).toEqual(['BatchClosed']);
  expect(after(plan(2, 'k2'), closed).at(-1)).toMatchObject({ contactId: 'k2', status: 'planned' });
});

test('a reply is there once, with the newest word on what it is', () => {
  expect(first(reply('y1'))?.replies).toEqual(new Map([['y1', 'unclassified']]));
  const [answered, silent] = after(reply('y1'), classified('y1', 'human'), reply('y1'), classified('y2', 'bounce'));
  expect(answered?.replies).toEqual(
    new Map([
      ['y1', 'human'],
      ['y2', 'bounce'],
    ]),
  );
  expect(answered?.events).toHaveLength(4);
  expect(silent?.replies.size).toBe(0);
  expect(first(classified('y1', 'auto-reply'), classified('y1', 'human'))?.replies.get('y1')).toBe('human');
});

test('a reply of which nobody knows whom it answers belongs to no message', () => {
  const quarantined: ThreadEvent = {
    type: 'ReplyQuarantined',
    data: { threadId: 'quarantine.y1', replyId: 'y1', receivedAt: at(20) },
  };
  const older: ThreadEvent = {
    type: 'ReplyClassified',
    data: { threadId: 'r1.1.0', replyId: 'y1', class: 'human', rule: 'r' },
  };
  expect(after(quarantined, older)).toEqual(after());
});

test('a message that would be written now has its values and its address, and nothing has become of it', () => {
  const values = { contact: { first_name: 'a1' } };
  const present = presentCourse({ contactId: 'k0', values, addressHash: 'h1' });
  expect(present).toMatchObject({
    contactId: 'k0',
    status: 'planned',
    addressHash: 'h1',
    values: new Map([['first_name', 'contact:a1']]),
    events: [],
  });
  expect(presentCourse({ contactId: 'k0', values: undefined, addressHash: null }).values).toBeNull();
});
