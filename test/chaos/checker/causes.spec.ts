import type { AnyEvent } from '#domain/events.js';
import { emptyLedger } from '#domain/run/ledger.js';
import type { RecordedEvent } from '#eventstore/port.js';
import { everythingHasACause } from './causes.js';
import type { History, Verdict } from './history.js';
import { readLog } from './log.js';
import { goodHistory } from './testing/good-history.js';
import { pins, requestOf } from '#domain/testing/run-fixtures.js';
import { World, worker } from './testing/world.js';

const good = goodHistory();

const judged = (changes: Partial<History>): Verdict => {
  const history = { ...good, receipts: [], ...changes };
  return everythingHasACause(history, readLog(history));
};

const alone = (event: RecordedEvent): Verdict => judged({ events: [event] });

const byWorker = (stream: string, event: AnyEvent): RecordedEvent => {
  const world = new World();
  world.append(stream, event, worker);
  const [first] = world.events;
  if (first === undefined) throw new Error('an event was appended');
  return first;
};

/** What the service may write by itself only after something else. */
const calledForBy: Readonly<Record<string, RegExp>> = {
  RunQueued: /no start of run (planned|moved)\n/,
  RunMissed: /no start of run missed\n/,
  RunPreparing: /no request of run \w+\n/,
  RunStarted: /no RunPreparing of run \w+\n/,
  BatchPlanned: /no RunPreparing of run \w+\n/,
  RunApprovalRequested: /no RunStarted of run reviewed\n/,
  RunResumed: /no RunStarted of run reviewed\n/,
  RunCompleted: /no RunStarted of run \w+\n/,
  RunPaused: /no RunPauseRequested of run paused\n/,
  RunCancelled: /no RunCancellationRequested of run \w+\n/,
  BatchesSettled: /no end of batch \w+\.1\n/,
  BatchTakenOver: /no plan of batch resent\.1\n/,
  BatchClosed: /no plan of batch \w+\.1\n/,
  DraftPrepared: /no plan of message reviewed\.1\.\d\n/,
  CommunicationSkipped: /no plan of message mixed\.1\.2\n/,
  DispatchClaimed: /no plan of message \w+\.1\.\d\n/,
  DraftExpired: /no draft of message reviewed\.1\.2\n/,
  DispatchSettled: /no claim \d of message \w+\.1\.\d\n/,
  DeliveryReported: /no claim of message answered\.1\.0\n/,
  DispatchResolved: /no claim of message unknown\.1\.1\n/,
  ReplyReceived: /no claim of message answered\.1\.0\n/,
  ReplyClassified: /no reply y1\n/,
  AddressSuppressed: /no reply y1\n/,
  ConsentChanged: /no reply y1\n/,
  SenderVerified: /no verification v1\n/,
};

const ofProcesses = good.events.filter(({ metadata }) => metadata.source !== 'api');

test.each(Object.entries(calledForBy))('%s does not come of itself', (type, missing) => {
  const events = ofProcesses.filter((event) => event.type === type);
  expect(events.length).toBeGreaterThan(0);
  for (const event of events) expect(alone(event).counterExample).toMatch(missing);
});

test('nothing else that processes write in the good history needs a cause in the log', () => {
  const others = ofProcesses.filter(({ type }) => calledForBy[type] === undefined);
  expect([...new Set(others.map(({ type }) => type))]).toEqual(['ReplyQuarantined']);
  for (const event of others) expect(alone(event).holds).toBe(true);
});

test.each<readonly [RegExp, string, AnyEvent]>([
  [/no request of run r\n/, 'run-r', { type: 'RunRepinned', data: { runId: 'r', pins } }],
  [
    /no request of run r\n/,
    'run-r',
    { type: 'RunFailed', data: { runId: 'r', failure: 'internal', detail: '', ledger: emptyLedger } },
  ],
  [
    /no plan of message r\.1\.0\n/,
    'runbatch-r.1',
    {
      type: 'CommunicationHeld',
      data: { communicationId: 'r.1.0', contactId: 'k1', reason: 'hold', rule: 'r', version: 1 },
    },
  ],
  [
    /no verification v7\n/,
    'sender-f1',
    { type: 'SenderVerificationFailed', data: { id: 'f1', version: 1, verificationId: 'v7', detail: '' } },
  ],
  [
    /no claim of message r\.1\.0\n/,
    'suppression-h',
    {
      type: 'AddressSuppressed',
      data: { addressHash: 'h', channel: 'email', reason: 'bounce', evidence: 'r.1.0' },
    },
  ],
  [
    /no schedule s1\n/,
    'occurrence-s1.2026-11-22',
    {
      type: 'OccurrenceMissed',
      data: { scheduleId: 's1', dueAt: 'x', through: null, waiting: null, planner: null, detail: '' },
    },
  ],
])('nor what is rarer: %s', (missing, stream, event) => {
  expect(alone(byWorker(stream, event)).counterExample).toMatch(missing);
});

test('what comes after its cause, in whatever distance, has one', () => {
  const world = new World();
  const [first, ...rest] = ['v1', 'v2'].map((verificationId) => ({ id: 'f1', version: 1, verificationId }));
  if (first === undefined || rest[0] === undefined) throw new Error('two verifications');
  world.append('sender-f1', { type: 'SenderVerificationRequested', data: first }, worker);
  world.append('sender-f1', { type: 'SenderVerificationRequested', data: rest[0] }, worker);
  world.append('sender-f1', { type: 'SenderVerificationFailed', data: { ...first, detail: '' } }, worker);
  world.append('sender-f1', { type: 'SenderVerified', data: rest[0] }, worker);
  expect(judged({ events: world.events })).toMatchObject({ holds: true, counts: { events: 4, 'of workers': 4 } });
  expect(judged({ events: world.events.toReversed() }).violations).toBe(2);
});

test('a client’s event needs its operation, unless others may have written, or an API process does it for itself', () => {
  const hold = good.events.filter(({ type }) => type === 'HoldPlaced');
  expect(judged({ events: hold })).toMatchObject({ holds: true, counts: { 'of clients': 1, 'of workers': 0 } });
  expect(judged({ events: hold, operations: [] }).counterExample).toMatch(/^no client asked for it\n.*HoldPlaced/);
  const settings = { ...good.settings, otherClients: true };
  expect(judged({ events: hold, operations: [], settings }).holds).toBe(true);
  const [event] = hold;
  if (event === undefined) throw new Error('a hold was placed');
  const own = { ...event, metadata: { ...event.metadata, $correlationId: 'consent-changes' } };
  expect(judged({ events: [own], operations: [] }).holds).toBe(true);
});

test.each(['$correlationId', '$causationId', 'actor', 'source'])(
  'an event without %s in its envelope is strange',
  (part) => {
    const [event] = good.events;
    if (event === undefined) throw new Error('something happened');
    const strange = { ...event, metadata: { ...event.metadata, [part]: '' } };
    expect(alone(strange).counterExample).toMatch(/has no envelope\n/);
    expect(alone({ ...event, metadata: { ...event.metadata, [part]: undefined } }).holds).toBe(false);
  },
);

test('an event in a category of which nobody knows is strange', () => {
  const [event] = good.events;
  if (event === undefined) throw new Error('something happened');
  expect(alone({ ...event, category: 'weather', stream: 'weather-1' }).holds).toBe(false);
  expect(alone({ ...event, category: 'constructor', stream: 'constructor-1' }).holds).toBe(false);
});

test('a message at a provider is a claimed one, or tries a sender', () => {
  const { receipts, events } = good;
  expect(judged({ events, receipts })).toMatchObject({
    holds: true,
    counts: { 'messages at providers': receipts.length },
  });
  const unclaimed = events.filter(({ type }) => type !== 'SenderVerificationRequested' && type !== 'SenderVerified');
  expect(judged({ events: unclaimed, receipts }).counterExample).toMatch(/nobody had claimed\n.*<v1@x.test>/);
});

test('a start is called for by its plan, its new plan, or by being queued', () => {
  const startAt = '2026-11-22T10:00:00.000Z';
  const plans: readonly AnyEvent[] = [
    { type: 'RunScheduled', data: { runId: 'r', startAt } },
    { type: 'RunRescheduled', data: { runId: 'r', startAt, before: null } },
    { type: 'RunQueued', data: { runId: 'r' } },
  ];
  for (const planned of plans) {
    const world = new World();
    world.append('run-r', planned, { operation: 'ann' });
    world.append('run-r', { type: 'RunQueued', data: { runId: 'r' } }, worker);
    const verdict = judged({ events: world.events, settings: { ...good.settings, otherClients: true } });
    expect(verdict).toMatchObject({ holds: true, counts: { 'of clients': 1, 'of workers': 1 } });
  }
});

test('a schedule calls for the start of the run that it requests, and nobody else who requests one does', () => {
  const queued = (schedule?: { readonly id: string; readonly dueAt: string }): boolean => {
    const world = new World();
    const data = requestOf('r', schedule === undefined ? {} : { schedule });
    world.append('run-r', { type: 'RunRequested', data }, worker);
    world.append('run-r', { type: 'RunQueued', data: { runId: 'r' } }, worker);
    return judged({ events: world.events }).holds;
  };
  expect([queued({ id: 's', dueAt: '2026-11-22T10:00:00.000Z' }), queued()]).toEqual([true, false]);
});

test('an answer that matched nothing calls for its classification as well', () => {
  const world = new World();
  const data = { threadId: 'quarantine.y9', replyId: 'y9', receivedAt: world.instant };
  world.append('thread-quarantine.y9', { type: 'ReplyQuarantined', data }, worker);
  const classified = { threadId: 'quarantine.y9', replyId: 'y9', class: 'human', rule: 'none' } as const;
  world.append('thread-quarantine.y9', { type: 'ReplyClassified', data: classified }, worker);
  expect(judged({ events: world.events })).toMatchObject({ holds: true });
});
