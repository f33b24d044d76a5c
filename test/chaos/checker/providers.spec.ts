import { emptyLedger } from '#domain/run/ledger.js';
import type { RecordedEvent } from '#eventstore/port.js';
import { duplicatesAreExplained } from './duplicates.js';
import { everyMessageEnds } from './ends.js';
import type { History, Receipt } from './history.js';
import { readLog } from './log.js';
import { goodHistory } from './testing/good-history.js';
import { accepted, World, worker } from './testing/world.js';

const judge = (world: World, changes: Partial<History> = {}) => {
  const { events, receipts } = world;
  const history: History = { ...goodHistory(), events, receipts, injections: [], ...changes };
  const log = readLog(history);
  return { duplicates: duplicatesAreExplained(history, log), ends: everyMessageEnds(history, log) };
};

const lost = (workersLost: number) => ({
  injections: [{ id: 1, fault: 'kill', target: 'w', from: 0, until: 0, workersLost, delaysWorkers: false }],
});

/** Of unknown fate as often as it was attempted, taken over each time, under `resend`. */
const takenOver = (attempts: number, answers: readonly Receipt['answer'][]): World => {
  const world = new World();
  world.start('r', ['k1'], { onUnknown: 'resend' });
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    world.claim('r', 0, { fence: attempt, resend: true });
    world.batch('r', 1, { type: 'TakeOver', data: { fence: attempt + 1, worker: 'w' } });
  }
  for (const answer of answers) world.receive('r', 0, answer);
  world.end('r');
  return world;
};

test('as many copies are explained as the message was sent', () => {
  const explained = (attempts: number, copies: number): boolean =>
    judge(
      takenOver(
        attempts,
        Array.from({ length: copies }, () => 'nothing' as const),
      ),
      lost(9),
    ).duplicates.holds;
  expect([explained(2, 1), explained(2, 2), explained(2, 3), explained(3, 3), explained(3, 4)]).toEqual([
    true,
    true,
    false,
    true,
    false,
  ]);
});

test('an attempt that evidence says never left explains no copy', () => {
  const world = new World();
  world.start('r', ['k1'], { onUnknown: 'resend' });
  world.claim('r', 0);
  world.batch('r', 1, { type: 'TakeOver', data: { fence: 2, worker: 'w' } });
  const about = { communicationId: 'r.1.0', contactId: 'k1' };
  const evidence = { ...about, resolution: 'was-not-sent', by: 'evidence', detail: '550' } as const;
  world.report('r', 1, { type: 'ResolveDispatch', data: evidence });
  world.claim('r', 0, { fence: 2, resend: true });
  world.settle('r', 0, accepted, { attempt: 2, fence: 2 });
  world.end('r');
  world.receive('r', 0);
  expect(judge(world, lost(1)).duplicates).toMatchObject({ holds: true, counts: { 'duplicates explained': 0 } });
  world.receive('r', 0);
  expect(judge(world, lost(1)).duplicates).toMatchObject({
    violations: 1,
    counterExample: expect.stringMatching(/^r\.1\.0 is there 2 times, of which the log explains 1\n/),
  });
});

test('under never-resend every copy beyond the first is told, and not under resend', () => {
  const counted = (onUnknown: 'never-resend' | 'resend') => {
    const world = new World();
    world.start('r', ['k1'], { onUnknown });
    world.deliver('r', 0);
    world.end('r');
    world.receive('r', 0);
    world.receive('r', 0);
    return judge(world).duplicates.counts['duplicates under never-resend'];
  };
  expect([counted('never-resend'), counted('resend')]).toEqual([2, 0]);
});

test('what a provider refused or put off is no copy', () => {
  const answers = ['refused', 'deferred', 'accepted', 'refused'] as const;
  const { duplicates, ends } = judge(takenOver(1, answers), lost(1));
  expect(duplicates).toMatchObject({ holds: true, counts: { messages: 1, copies: 1 } });
  expect(ends.holds).toBe(true);
});

test('W for each worker lost may be of unknown fate by take-over, and no more', () => {
  const orphans = (count: number): World => {
    const world = new World();
    world.start(
      'r',
      Array.from({ length: count }, (_, i) => `k${i}`),
    );
    for (let i = 0; i < count; i += 1) world.claim('r', i);
    world.batch('r', 1, { type: 'TakeOver', data: { fence: 2, worker: 'w' } });
    world.end('r');
    return world;
  };
  expect(judge(orphans(4), lost(2)).duplicates).toMatchObject({
    holds: true,
    counts: { 'workers lost': 2, 'unknown by take-over (email)': 4, 'W × workers lost (email)': 4 },
  });
  expect(judge(orphans(5), lost(2)).duplicates.holds).toBe(false);
  const settings = { ...goodHistory().settings, window: { noop: 2 } };
  expect(judge(orphans(5), { ...lost(2), settings }).duplicates.holds).toBe(true);
});

test('the noop provider takes the places of its own channel, and has no sink', () => {
  const world = takenOver(1, []);
  const noop = (event: RecordedEvent): RecordedEvent =>
    'manifest' in event.data
      ? {
          ...event,
          data: { ...event.data, manifest: { ...(event.data.manifest as object), provider: { name: 'noop' } } },
        }
      : event;
  const events = world.events.map(noop);
  const { duplicates, ends } = judge(world, { events, ...lost(0) });
  expect(duplicates).toMatchObject({ holds: true, counts: { messages: 0, 'unknown by take-over (noop)': 1 } });
  expect(ends.holds).toBe(true);
});

test('of a channel without a sink nothing is missed', () => {
  const world = new World();
  world.start('r', ['k1']);
  world.claim('r', 0);
  world.settle('r', 0, accepted);
  world.end('r');
  expect(judge(world).ends.counterExample).toMatch(/r\.1\.0 was accepted, and its provider has it 0 times\n.*accepted/);
  expect(judge(world).ends.counts).toMatchObject({ lost: 1 });
  const settings = { ...goodHistory().settings, channelsWithSink: [] };
  expect(judge(world, { settings }).ends).toMatchObject({ holds: true, counts: { accepted: 1, lost: 0 } });
});

test('a test run may write for the same contact twice: its messages go to the testers', () => {
  const world = new World();
  world.start('r', ['k1', 'k1']);
  world.deliver('r', 0);
  world.deliver('r', 1);
  world.end('r');
  const asTest = (event: RecordedEvent): RecordedEvent =>
    event.type === 'RunRequested' ? { ...event, data: { ...event.data, type: 'test' } } : event;
  expect(judge(world).duplicates.holds).toBe(false);
  expect(judge(world, { events: world.events.map(asTest) }).duplicates.holds).toBe(true);
});

describe('a run that has not ended', () => {
  const standing = (story: (world: World) => void) => {
    const world = new World();
    world.start('r', ['k1', 'k2'], { reviewer: 'human' });
    story(world);
    return judge(world).ends;
  };

  test('may be paused, or wait for a reviewer', () => {
    const paused = standing((world) => {
      world.run('r', { type: 'PauseRun', data: {} }, worker);
      world.run('r', { type: 'ConfirmPause', data: {} }, worker);
    });
    const waits = standing((world) => world.run('r', { type: 'RequestApproval', data: { drafts: 2 } }, worker));
    expect([paused.holds, waits.holds]).toEqual([true, true]);
    expect(paused.counts).toMatchObject({ runs: 1, messages: 2, waiting: 2 });
  });

  test('may be neither pausing, nor running, nor cancelling', () => {
    const pausing = standing((world) => world.run('r', { type: 'PauseRun', data: {} }, worker));
    const cancelling = standing((world) => world.run('r', { type: 'CancelRun', data: {} }, worker));
    const running = standing(() => undefined);
    expect([pausing.holds, cancelling.holds, running.holds]).toEqual([false, false, false]);
  });

  test('is not asked for its end when the service was not at rest, but that is', () => {
    const world = new World();
    world.start('r', ['k1']);
    expect(judge(world, { finish: null }).ends).toMatchObject({ violations: 1 });
  });
});

test('a ledger is compared column by column', () => {
  const world = new World();
  world.start('r', ['k1', 'k2', 'k3']);
  world.claim('r', 0);
  world.settle('r', 0, { kind: 'unknown', detail: 'lost' });
  const skip = { communicationId: 'r.1.1', reason: 'suppressed', rule: 'r', version: 1 } as const;
  world.batch('r', 1, { type: 'Skip', data: skip });
  world.run('r', { type: 'CancelRun', data: {} }, worker);
  world.end('r', true);
  const given = { ...emptyLedger, audience: 3, unknown: 1, skipped: { suppressed: 1 }, notAttempted: 1 };
  expect(judge(world).ends).toMatchObject({ holds: true, counts: { unknown: 1, skipped: 1, 'not attempted': 1 } });
  const told = (ledger: object) =>
    judge(world, {
      events: world.events.map((event) =>
        'ledger' in event.data ? { ...event, data: { ...event.data, ledger } } : event,
      ),
    }).ends.counterExample;
  expect(told(given)).toBeNull();
  expect(told({ ...given, unknown: 0, refused: 1 })).toMatch(/says refused 1, not 0; unknown 0, not 1$/);
  expect(told({ ...given, skipped: { suppressed: 2 }, notAttempted: 0 })).toMatch(
    /skipped 2, not 1; not attempted 0, not 1$/,
  );
  expect(told({ ...given, notAttempted: 0, waiting: 1 })).toMatch(/waiting 1, not 0; not attempted 0, not 1$/);
  expect(told({ ...given, audience: 4 })).toMatch(/does not balance/);
});
