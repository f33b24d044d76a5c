import { senderDefinition } from '#domain/testing/definition-fixtures.js';
import { communicationIdOf } from '#domain/batch/state.js';
import { wholeRun } from '#domain/run/whole-run.js';
import { entriesOf, isIn, subjectOf } from '../entries.js';
import type { Finish, History, Read, Settings } from '../history.js';
import { accepted, emailRequest, planner, type By, World, worker } from './world.js';

const settings: Settings = {
  seed: 1,
  stack: 'embedded',
  startedAt: Date.parse('2026-11-22T09:00:00.000Z'),
  workers: 2,
  window: { email: 2 },
  channelsWithSink: ['email'],
  suppressionHashes: { 'answered-0@example.com': 'hash-of-answered-0', 'late-0@example.com': 'hash-of-late-0' },
  raceMs: 1_000,
  memoryLimit: 256 * 1024 * 1024,
  otherClients: false,
};

/** A history in which everything happens that may happen, and every invariant holds. */
export const goodHistory = (): History => good;

/** The good history, and what the caller adds to it. */
export const historyWith = (more: (world: World) => void): History => {
  const world = new World();
  const injections: History['injections'][number][] = [];

  world.asked('define sender', (by) => {
    const definition = { ...senderDefinition, limits: { perSecond: 50 } };
    world.append(
      'sender-f1',
      { type: 'SenderDefined', data: { id: 'f1', version: 1, hash: 'dd', definition, summary: '' } },
      by,
    );
  });
  verifySender(world);
  mixedRun(world);
  retriedCommand(world);
  const killedAt = world.now;
  resentRun(world);
  injections.push({
    id: 1,
    fault: 'worker-kill',
    target: 'worker-1',
    from: killedAt,
    until: killedAt,
    workersLost: 1,
    delaysWorkers: false,
  });
  unknownRun(world);
  scheduledRuns(world);
  cancelledRun(world);
  pausedRun(world);
  reviewedRun(world);
  answeredRun(world);
  heldRun(world);
  more(world);
  world.pass(5_000);
  return finished(world, injections);
};

const verifySender = (world: World): void => {
  const about = { id: 'f1', version: 1, verificationId: 'v1' };
  world.asked('verify sender', (by) =>
    world.append('sender-f1', { type: 'SenderVerificationRequested', data: about }, by),
  );
  const to = 'care@example.com';
  world.receipts.push({
    sink: 'smtp',
    channel: 'email',
    messageId: '<v1@x.test>',
    to,
    at: world.now,
    connection: 1,
    answer: 'accepted',
  });
  world.append('sender-f1', { type: 'SenderVerified', data: about }, { worker: 'verification@w1' });
};

/** Accepted, refused, skipped, and accepted after a deferral. */
const mixedRun = (world: World): void => {
  world.start('mixed', ['k1', 'k2', 'k3', 'k4']);
  world.deliver('mixed', 0);
  world.claim('mixed', 1);
  world.receive('mixed', 1, 'refused');
  world.settle('mixed', 1, { kind: 'refused', code: '5.1.1', answer: '550 no such user' });
  const third = communicationIdOf('mixed', 1, 2);
  world.batch('mixed', 1, {
    type: 'Skip',
    data: { communicationId: third, reason: 'no-address', rule: 'r', version: 1 },
  });
  world.claim('mixed', 3);
  world.receive('mixed', 3, 'deferred');
  world.settle('mixed', 3, { kind: 'deferred', code: '4.5.0', answer: '450 later', until: world.instant });
  world.claim('mixed', 3);
  world.receive('mixed', 3);
  world.settle('mixed', 3, accepted, { attempt: 2 });
  world.end('mixed');
};

/** The first answer was lost, the second came, a third time the same; another body under the key was refused. */
const retriedCommand = (world: World): void => {
  const lost = { invokedAt: world.now, endedAt: null, result: 'info', status: null } as const;
  world.start('retried', []);
  const asked = world.operations.find(({ id }) => id === 'start retried');
  const [first] = asked?.attempts ?? [];
  if (asked === undefined || first === undefined) throw new Error('the run was not asked for');
  world.operations.splice(world.operations.indexOf(asked), 1, { ...asked, attempts: [lost, first, first] });
  world.run('retried', { type: 'CancelRun', data: {} }, { operation: 'cancel retried' });
  const attempt = { invokedAt: world.now, endedAt: world.now + 5, result: 'ok', status: 200 } as const;
  const cancel = { ...asked, id: 'cancel retried', name: 'cancel', changes: 'perhaps', idempotencyKey: null } as const;
  world.operations.push({ ...cancel, attempts: [attempt, attempt] });
  const refused = { ...attempt, result: 'fail', status: 422, problem: 'idempotency-key-reused' } as const;
  world.operations.push({ ...asked, id: 'start retried otherwise', bodyHash: 'another', attempts: [refused] });
  world.end('retried');
};

/** Killed after the message had left: unknown, taken over, sent again. */
const resentRun = (world: World): void => {
  world.start('resent', ['k1', 'k2'], { onUnknown: 'resend' });
  world.claim('resent', 0);
  world.receive('resent', 0, 'nothing');
  world.claim('resent', 1);
  world.batch('resent', 1, { type: 'TakeOver', data: { fence: 2, worker: 'w2' } });
  world.claim('resent', 0, { fence: 2, resend: true });
  world.receive('resent', 0);
  world.settle('resent', 0, accepted, { attempt: 2, fence: 2 });
  world.claim('resent', 1, { fence: 2, resend: true });
  world.receive('resent', 1);
  world.settle('resent', 1, accepted, { attempt: 2, fence: 2 });
  world.end('resent');
};

/** Never resent: one of unknown fate stays so, of another the answer comes late. */
const unknownRun = (world: World): void => {
  world.start('unknown', ['k1', 'k2']);
  for (const index of [0, 1]) {
    world.claim('unknown', index);
    world.receive('unknown', index, 'nothing');
    world.settle('unknown', index, { kind: 'unknown', detail: 'connection lost' });
  }
  const data = {
    communicationId: communicationIdOf('unknown', 1, 1),
    contactId: 'k2',
    by: 'evidence',
    detail: 'late',
  } as const;
  world.report('unknown', 1, { type: 'ResolveDispatch', data: { ...data, resolution: 'was-sent' } });
  world.end('unknown');
};

const scheduledRuns = (world: World): void => {
  const schedule = (runId: string, inMs: number): void => {
    const startAt = new Date(world.now + inMs).toISOString();
    const data = { ...emailRequest(runId), type: 'once', startAt } as const;
    world.asked(`schedule ${runId}`, (by) => world.run(runId, { type: 'RequestRun', data }, by));
  };
  schedule('planned', 60_000);
  schedule('moved', 120_000);
  schedule('missed', 30_000);
  schedule('to-come', 86_400_000);
  world.asked('move moved', (by) => {
    const startAt = new Date(world.now + 60_000).toISOString();
    world.run('moved', { type: 'RescheduleRun', data: { startAt } }, by);
  });
  world.pass(60_100);
  for (const runId of ['planned', 'moved']) {
    world.run(runId, { type: 'QueueRun', data: { early: false } }, planner);
    world.prepare(runId, ['k1']);
    world.deliver(runId, 0);
    world.end(runId);
  }
  world.run('missed', { type: 'MissRun', data: { detail: 'nobody was there' } }, planner);
};

/** One message was on the wire when it was cancelled, one claim was about to be written. */
const cancelledRun = (world: World): void => {
  world.start('cancelled', ['k1', 'k2', 'k3']);
  world.claim('cancelled', 0);
  world.asked('cancel cancelled', (by) => world.run('cancelled', { type: 'CancelRun', data: {} }, by));
  world.claim('cancelled', 1);
  for (const index of [0, 1]) {
    world.receive('cancelled', index);
    world.settle('cancelled', index, accepted);
  }
  world.end('cancelled', true);
};

const pausedRun = (world: World): void => {
  world.start('paused', ['k1', 'k2']);
  world.deliver('paused', 0);
  world.asked('pause paused', (by) => world.run('paused', { type: 'PauseRun', data: {} }, by));
  world.run('paused', { type: 'ConfirmPause', data: {} }, worker);
  world.pass(5_000);
  world.asked('resume paused', (by) => world.run('paused', { type: 'ResumeRun', data: {} }, by));
  world.deliver('paused', 1);
  world.end('paused');
};

/** A draft approved, one rejected, one expired. */
const reviewedRun = (world: World): void => {
  world.start('reviewed', ['k1', 'k2', 'k3'], { reviewer: 'human' });
  const expiresAt = new Date(world.now + 1_000).toISOString();
  const draftOf = (index: number) => ({ communicationId: communicationIdOf('reviewed', 1, index), contentHash: 'h1' });
  for (const index of [0, 1, 2])
    world.batch('reviewed', 1, { type: 'PrepareDraft', data: { ...draftOf(index), expiresAt } });
  world.run('reviewed', { type: 'RequestApproval', data: { drafts: 3 } }, worker);
  world.asked('approve reviewed', (by) => world.batch('reviewed', 1, { type: 'ApproveDraft', data: draftOf(0) }, by));
  world.asked('reject reviewed', (by) => world.batch('reviewed', 1, { type: 'RejectDraft', data: draftOf(1) }, by));
  world.pass(2_000);
  world.batch('reviewed', 1, { type: 'ExpireDrafts', data: {} });
  world.run('reviewed', { type: 'ResumeRun', data: {} }, worker);
  world.deliver('reviewed', 0);
  world.end('reviewed');
};

/** Somebody answers and wants no more, somebody is forgotten, somebody withdraws and comes back. */
const answeredRun = (world: World): void => {
  world.start('answered', ['k1', 'k2']);
  world.deliver('answered', 0);
  world.deliver('answered', 1);
  const communicationId = communicationIdOf('answered', 1, 0);
  const match = {
    method: 'token',
    confidence: 'sure',
    communicationId,
    runId: 'answered',
    campaignId: 'c1',
    contactId: 'k1',
  } as const;
  const reply = { threadId: communicationId, replyId: 'y1', receivedAt: world.instant };
  const inbound: By = { worker: 'inbound@w1' };
  world.asked(
    'answer',
    () => {
      world.thread(communicationId, { type: 'ReceiveReply', data: { ...reply, match } });
      world.thread(communicationId, {
        type: 'ClassifyReply',
        data: { replyId: 'y1', class: 'opt-out', rule: 'words' },
      });
      const suppressed = {
        addressHash: 'hash-of-answered-0',
        channel: 'email',
        reason: 'opt-out',
        evidence: 'y1',
      } as const;
      world.append('suppression-hash-of-answered-0', { type: 'AddressSuppressed', data: suppressed }, inbound);
      const withdrawn = { contactId: 'k1', channel: 'email', state: 'withdrawn', origin: 'reply y1' } as const;
      world.append('contact-k1', { type: 'ConsentChanged', data: withdrawn }, inbound);
      const report = {
        communicationId,
        contactId: 'k1',
        reportId: 'y1',
        report: 'delivered',
        evidence: 'reply y1',
      } as const;
      world.report('answered', 1, { type: 'ReportDelivery', data: report }, inbound);
    },
    { route: 'SMTP', idempotencyKey: null, trace: { by: 'reply', replyId: 'y1' }, answered: { status: 250 } },
  );
  const stray = { threadId: 'quarantine.y2', replyId: 'y2', receivedAt: world.instant, match: null };
  world.asked('stray answer', () => world.thread('quarantine.y2', { type: 'ReceiveReply', data: stray }), {
    route: 'SMTP',
    idempotencyKey: null,
    trace: { by: 'reply', replyId: 'y2' },
  });
  world.asked('release', (by) => {
    const data = { addressHash: 'hash-of-answered-0' };
    world.append('suppression-hash-of-answered-0', { type: 'AddressReleased', data }, by);
  });
  world.asked('consent', (by) => {
    const granted = { contactId: 'k1', channel: 'email', state: 'granted', origin: 'shop' } as const;
    world.append('contact-k1', { type: 'ConsentChanged', data: granted }, by);
  });
  world.asked('erase', (by) => world.append('contact-k9', { type: 'ContactErased', data: { contactId: 'k9' } }, by));
  world.end('answered');
};

/** A hold is placed and lifted; a worker that had lost its lease meanwhile sends nothing under it. */
const heldRun = (world: World): void => {
  world.start('late', ['k1']);
  world.asked('hold', (by) => world.append('hold-all', { type: 'HoldPlaced', data: { scope: 'all' } }, by));
  world.pass(4_000);
  world.claim('late', 0);
  world.settle('late', 0, { kind: 'deferred', code: 'lease-ended', answer: 'not sent', until: world.instant });
  world.asked('lift', (by) => world.append('hold-all', { type: 'HoldLifted', data: { scope: 'all' } }, by));
  world.claim('late', 0);
  world.receive('late', 0);
  world.settle('late', 0, accepted, { attempt: 2 });
  world.end('late');
};

/** What the harness looks at when all is done, made from the events. */
const finished = (world: World, injections: History['injections']): History => {
  const { events, operations, receipts } = world;
  const at = world.now;
  const counts = { receiptsBefore: receipts.length, receiptsAfter: receipts.length };
  const written = { eventsBefore: events.length, eventsAfter: events.length };
  const head = events.at(-1)?.position;
  if (head === undefined) throw new Error('nothing happened');
  return {
    settings,
    operations,
    injections,
    events,
    receipts,
    subscribers: subscribersOf({ events, poisoned: [] }),
    reads: readsOf(world),
    queueLooks: queueLooksOf(world),
    recoveries: [{ injection: 1, what: 'batches of a killed worker resumed', tookMs: 2_000, limitMs: 5_000 }],
    replays: [{ what: 'rebuild of runs', ...counts, ...written }],
    memory: [
      { process: 'worker-2', at, rss: 120 * 1024 * 1024 },
      { process: 'worker-2', at: at + 1, rss: 121 * 1024 * 1024 },
    ],
    exits: [{ process: 'worker-1', at, code: null, signal: 'SIGKILL', wanted: true }],
    poisoned: [],
    finish: finishOf({ events, poisoned: [] }, at),
  };
};

/** A feed that was cut once, one of a few categories, and a read model that saw everything of runs once. */
export const subscribersOf = ({ events }: Pick<History, 'events' | 'poisoned'>): History['subscribers'] => {
  const idsOf = (...categories: string[]): readonly string[] =>
    events.filter(({ category }) => categories.length === 0 || categories.includes(category)).map(({ id }) => id);
  const all = idsOf();
  const cut = Math.floor(all.length / 2);
  const ofRuns = ['run', 'runbatch', 'report', 'thread'];
  return [
    {
      name: 'feed',
      categories: null,
      kind: 'feed',
      eventIds: [...all.slice(0, cut), ...all.slice(Math.max(0, cut - 5))],
    },
    { name: 'feed of batches', categories: ['runbatch'], kind: 'feed', eventIds: idsOf('runbatch') },
    { name: 'history', categories: ofRuns, kind: 'effect', eventIds: idsOf(...ofRuns) },
  ];
};

export const finishOf = (log: Pick<History, 'events' | 'poisoned'>, at: number): Finish => {
  const folds = new Map<string, { fold: ReturnType<typeof wholeRun>; revision: number }>();
  for (const { event } of entriesOf(log).entries) {
    if (event.type === 'RunRequested') folds.set(event.data.runId, { fold: wholeRun(), revision: 0 });
    const own = folds.get(subjectOf(event.stream));
    if (own === undefined) continue;
    if (isIn('run', event)) own.revision = event.revision;
    if (isIn('run', event) || isIn('runbatch', event) || isIn('report', event) || isIn('thread', event))
      own.fold.take(event, event.metadata.occurredAt);
  }
  const wholes = [...folds].map(([runId, { fold, revision }]) => ({ runId, revision, whole: fold.now() }));
  return {
    at,
    runs: wholes.flatMap(({ runId, revision, whole: { run, ledger } }) =>
      run.status === 'absent' ? [] : [{ runId, revision, status: run.status, ledger }],
    ),
    communications: wholes.flatMap(({ whole }) =>
      [...whole.communications.values()].map(({ communicationId, status, attempt }) => ({
        communicationId,
        status,
        attempt,
      })),
    ),
    verified: [{ projection: 'runs', equal: true, parked: [] }],
  };
};

/** Two clients look at a run again and again while it goes on. */
const readsOf = ({ events }: World): readonly Read[] => {
  const reads: Read[] = [];
  for (const [at, { stream }] of events.entries()) {
    if (stream !== 'run-mixed') continue;
    const [run] = finishOf({ events: events.slice(0, at + 1), poisoned: [] }, 0).runs;
    if (run === undefined) continue;
    const { runId, status, revision, ledger } = run;
    for (const client of ['c1', 'c2']) {
      const from = client === 'c1' ? 'run' : 'list';
      reads.push({ client, at: Date.parse(events[at]?.recordedAt ?? ''), from, runId, status, revision, ledger });
    }
  }
  return reads;
};

/** When the paused run had been resumed, its batch was brought to the queue; nothing was due at the end. */
const queueLooksOf = ({ events, now }: World): History['queueLooks'] => {
  const resumed = events.find(({ type, stream }) => type === 'RunResumed' && stream === 'run-paused');
  const last = events.at(-1);
  if (resumed === undefined || last === undefined) throw new Error('nothing was resumed');
  const look = { at: now, now: resumed.recordedAt, queued: ['batch:paused.1'], leased: [] };
  const from = resumed.position;
  return [
    { ...look, from, to: from },
    { ...look, from: last.position, to: last.position, queued: [] },
  ];
};

const good = historyWith(() => undefined);
