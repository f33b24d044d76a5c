import type { History, Verdict } from './history.js';
import { readLog } from './log.js';
import { dueWorkIsQueued } from './queue.js';
import { goodHistory } from './testing/good-history.js';
import { emailRequest, World, worker } from './testing/world.js';

const second = 1_000;
const byAnn = { operation: 'ann' };

/** What a look at an empty queue finds, so long after the story's end. */
const emptyQueueAfter = (story: (world: World) => void, { later = 0, leased = [] as string[] } = {}): Verdict => {
  const world = new World();
  story(world);
  const position = world.events.at(-1)?.position;
  if (position === undefined) throw new Error('nothing was told');
  const now = new Date(world.now + later).toISOString();
  const look = { at: world.now, from: position, to: position, now, queued: [], leased };
  const history: History = { ...goodHistory(), events: world.events, queueLooks: [look] };
  return dueWorkIsQueued(history, readLog(history));
};

const until = (world: World, ms: number): string => new Date(world.now + ms).toISOString();

const missing: readonly { what: string; story: (world: World) => void; later?: number; work: string }[] = [
  {
    what: 'a run that is queued is to be prepared',
    story: (world) => world.run('r', { type: 'RequestRun', data: { ...emailRequest('r'), startAt: null } }, byAnn),
    work: 'run:r',
  },
  {
    what: 'a run whose preparation was broken off is to be prepared on',
    story: (world) => {
      world.run('r', { type: 'RequestRun', data: { ...emailRequest('r'), startAt: null } }, byAnn);
      world.run('r', { type: 'PrepareRun', data: {} }, worker);
    },
    work: 'run:r',
  },
  {
    what: 'a run cancelled while it was prepared is to be wound up',
    story: (world) => {
      world.run('r', { type: 'RequestRun', data: { ...emailRequest('r'), startAt: null } }, byAnn);
      world.run('r', { type: 'PrepareRun', data: {} }, worker);
      world.batch('r', 1, { type: 'PlanBatch', data: { runId: 'r', batch: 1, contactIds: ['k1'], digest: 'dd' } });
      world.run('r', { type: 'CancelRun', data: {} }, byAnn);
    },
    work: 'run:r',
  },
  {
    what: 'a batch with somebody planned is to be delivered',
    story: (world) => void world.start('r', ['k1']),
    work: 'batch:r.1',
  },
  {
    what: 'a batch that a crash left with a claim is to be taken over',
    story: (world) => {
      world.start('r', ['k1']);
      world.claim('r', 0);
    },
    work: 'batch:r.1',
  },
  {
    what: 'a claim is to be accounted for while its run pauses',
    story: (world) => {
      world.start('r', ['k1', 'k2']);
      world.claim('r', 0);
      world.run('r', { type: 'PauseRun', data: {} }, byAnn);
    },
    work: 'batch:r.1',
  },
  {
    what: 'a batch of a cancelled run is to be closed',
    story: (world) => {
      world.start('r', ['k1']);
      world.run('r', { type: 'CancelRun', data: {} }, byAnn);
    },
    work: 'batch:r.1',
  },
  {
    what: 'a deferred message whose time has come is to be tried again',
    story: (world) => deferred(world, second),
    later: second,
    work: 'batch:r.1',
  },
  {
    what: 'quiet hours that are over keep nobody',
    story: (world) => heldUntil(world, until(world, second)),
    later: second,
    work: 'batch:r.1',
  },
  { what: 'an approved draft is to be sent', story: (world) => drafted(world, true), work: 'batch:r.1' },
  {
    what: 'a draft past its time is to expire',
    story: (world) => drafted(world, false),
    later: 10 * second,
    work: 'batch:r.1',
  },
];

test.each(missing)('$what, and an empty queue is told so', ({ story, later, work }) => {
  const verdict = emptyQueueAfter(story, { later: later ?? 0 });
  expect(verdict.counterExample).toContain(`${work} is due, and neither queued nor in work`);
  expect(verdict.counts).toMatchObject({ looks: 1, 'works due': 1, queued: 0 });
  expect(emptyQueueAfter(story, { later: later ?? 0, leased: [work] })).toMatchObject({
    holds: true,
    counts: { 'in work': 1 },
  });
});

const nothing: readonly { what: string; story: (world: World) => void }[] = [
  {
    what: 'a batch that is closed',
    story: (world) => {
      world.start('r', ['k1']);
      world.deliver('r', 0);
      world.batch('r', 1, { type: 'CloseBatch', data: { abandon: false } });
    },
  },
  {
    what: 'a batch of a run that has not started',
    story: (world) => {
      world.run('r', { type: 'RequestRun', data: { ...emailRequest('r'), startAt: until(world, second) } }, byAnn);
    },
  },
  {
    what: 'a paused batch with nothing on the wire',
    story: (world) => {
      world.start('r', ['k1']);
      world.run('r', { type: 'PauseRun', data: {} }, byAnn);
      world.run('r', { type: 'ConfirmPause', data: {} }, worker);
    },
  },
  { what: 'a message deferred until later', story: (world) => deferred(world, 60 * second) },
  { what: 'a message kept by quiet hours', story: (world) => heldUntil(world, until(world, 60 * second)) },
  { what: 'a message held without an end', story: (world) => heldUntil(world, undefined) },
  { what: 'a draft that somebody is to look at', story: (world) => drafted(world, false) },
  ...['all', 'run:r', 'campaign:c1', 'channel:email', 'sender:f1'].map((scope) => ({
    what: `a message under a hold of ${scope}`,
    story: (world: World) => {
      world.start('r', ['k1']);
      hold(world, scope);
    },
  })),
];

test.each(nothing)('nothing is due of $what', ({ story }) => {
  expect(emptyQueueAfter(story)).toMatchObject({ holds: true, counts: { looks: 1, 'works due': 0 } });
});

test('a hold that was lifted keeps nothing back, and a hold of somebody else never did', () => {
  const lifted = (world: World): void => {
    world.start('r', ['k1']);
    hold(world, 'campaign:other');
    hold(world, 'all');
    world.append('hold-all', { type: 'HoldLifted', data: { scope: 'all' } }, byAnn);
  };
  expect(emptyQueueAfter(lifted).holds).toBe(false);
});

test('what became due while the look was taken, or was done meanwhile, is nobody’s fault', () => {
  const world = new World();
  world.start('r', ['k1']);
  const before = world.events.at(-1)?.position;
  world.deliver('r', 0);
  world.batch('r', 1, { type: 'CloseBatch', data: { abandon: false } });
  const between = world.events.at(-1)?.position;
  world.start('s', ['k1']);
  const after = world.events.at(-1)?.position;
  if (before === undefined || between === undefined || after === undefined) throw new Error('positions of events');
  const look = { at: world.now, now: world.instant, queued: [], leased: [] };
  const looks = (from: typeof before, to: typeof before): Verdict => {
    const history = { ...goodHistory(), events: world.events, queueLooks: [{ ...look, from, to }] };
    return dueWorkIsQueued(history, readLog(history));
  };
  expect(looks(before, between).holds).toBe(true);
  expect(looks(between, after).holds).toBe(true);
  expect(looks(before, before).counterExample).toContain('batch:r.1');
  expect(looks(after, after).counterExample).toContain('batch:s.1');
});

const hold = (world: World, scope: string): void =>
  world.append('hold-all', { type: 'HoldPlaced', data: { scope: scope as 'all' } }, byAnn);

const deferred = (world: World, ms: number): void => {
  world.start('r', ['k1']);
  world.claim('r', 0);
  world.settle('r', 0, { kind: 'deferred', code: '4.5.0', answer: 'later', until: until(world, ms) });
};

const heldUntil = (world: World, end: string | undefined): void => {
  world.start('r', ['k1']);
  const data = { communicationId: 'r.1.0', reason: 'quiet-hours', rule: 'night', version: 1 } as const;
  world.batch('r', 1, { type: 'Hold', data: end === undefined ? data : { ...data, until: end } });
};

const drafted = (world: World, approved: boolean): void => {
  world.start('r', ['k1'], { reviewer: 'human' });
  const draft = { communicationId: 'r.1.0', contentHash: 'h1' };
  world.batch('r', 1, { type: 'PrepareDraft', data: { ...draft, expiresAt: until(world, 5 * second) } });
  world.run('r', { type: 'RequestApproval', data: { drafts: 1 } }, worker);
  if (approved) world.batch('r', 1, { type: 'ApproveDraft', data: draft }, byAnn);
};
