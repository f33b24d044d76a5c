import { requestOf } from '#domain/testing/run-fixtures.js';
import type { History, Injection, Verdict } from './history.js';
import { readLog } from './log.js';
import { nothingIsSentAfterAStop } from './stops.js';
import { goodHistory } from './testing/good-history.js';
import { World } from './testing/world.js';

const byAnn = { operation: 'ann' };

const judged = (world: World, changes: Partial<History> = {}): Verdict => {
  const { settings } = goodHistory();
  const { events, receipts } = world;
  const history = { ...goodHistory(), events, receipts, injections: [], settings, ...changes };
  return nothingIsSentAfterAStop(history, readLog(history));
};

/** A run of one person; the stop; and so many milliseconds later a claim. */
const claimedAfter = (ms: number, stop: (world: World) => void): World => {
  const world = new World();
  world.start('r', ['k1']);
  stop(world);
  world.pass(ms - 10);
  world.deliver('r', 0);
  return world;
};

const cancel = (world: World): void => world.run('r', { type: 'CancelRun', data: {} }, byAnn);
const consent =
  (state: 'granted' | 'withdrawn', channel: 'email' | 'http' = 'email') =>
  (world: World): void => {
    const data = { contactId: 'k1', channel, state, origin: 'shop' } as const;
    world.append('contact-k1', { type: 'ConsentChanged', data }, byAnn);
  };
const suppress =
  (channel: 'email' | 'http') =>
  (world: World): void => {
    const data = { addressHash: 'hash', channel, reason: 'operator', evidence: 'asked' } as const;
    world.append('suppression-hash', { type: 'AddressSuppressed', data }, byAnn);
  };
const suppressionHashes = { ...goodHistory().settings, suppressionHashes: { 'r-0@example.com': 'hash' } };

const injection = (from: number, until: number, delaysWorkers = true): Injection => ({
  id: 1,
  fault: 'worker-pause',
  target: 'worker-1',
  from,
  until,
  workersLost: 0,
  delaysWorkers,
});

test('a claim within the stated race is counted and allowed, one after it is not', () => {
  expect(judged(claimedAfter(1_000, cancel))).toMatchObject({
    holds: true,
    counts: { stops: 1, claims: 1, 'claims within the race': 1, 'longest race, ms': 1_000 },
  });
  expect(judged(claimedAfter(1_001, cancel))).toMatchObject({ holds: false, counts: { 'claims within the race': 0 } });
});

test('a claim before the stop is no race at all, and its message may be received after it', () => {
  const world = new World();
  world.start('r', ['k1']);
  world.claim('r', 0);
  cancel(world);
  world.pass(60_000);
  world.receive('r', 0);
  expect(judged(world)).toMatchObject({ holds: true, counts: { stops: 1, claims: 1, 'claims within the race': 0 } });
});

test('a worker that a fault held up has its race from the end of the fault on', () => {
  const world = claimedAfter(8_000, cancel);
  const claimed = world.receipts[0]?.at ?? 0;
  const frozen = (...injections: readonly Injection[]): boolean => judged(world, { injections }).holds;
  expect(frozen(injection(claimed - 9_000, claimed - 500))).toBe(true);
  expect(frozen(injection(claimed - 9_000, claimed - 2_000))).toBe(false);
  expect(frozen(injection(claimed - 9_000, claimed - 500, false))).toBe(false);
  expect(frozen(injection(claimed + 100, claimed + 200))).toBe(false);
  expect(frozen(injection(claimed - 30_000, claimed - 20_000), injection(claimed - 9_000, claimed - 500))).toBe(true);
});

test('what is lifted stops nobody: a pause that ended, a hold, a withdrawal taken back, an address released', () => {
  const lifted: readonly ((world: World) => void)[] = [
    (world) => {
      world.run('r', { type: 'PauseRun', data: {} }, byAnn);
      world.run('r', { type: 'ResumeRun', data: {} }, byAnn);
    },
    (world) => {
      world.append('hold-all', { type: 'HoldPlaced', data: { scope: 'all' } }, byAnn);
      world.append('hold-all', { type: 'HoldLifted', data: { scope: 'all' } }, byAnn);
    },
    (world) => {
      consent('withdrawn')(world);
      consent('granted')(world);
    },
    (world) => {
      suppress('email')(world);
      world.append('suppression-hash', { type: 'AddressReleased', data: { addressHash: 'hash' } }, byAnn);
    },
  ];
  for (const stop of lifted) {
    expect(judged(claimedAfter(5_000, stop), { settings: suppressionHashes })).toMatchObject({
      holds: true,
      counts: { stops: 1, 'claims within the race': 0 },
    });
  }
});

test('what is about somebody or something else stops nobody', () => {
  const others: readonly ((world: World) => void)[] = [
    consent('withdrawn', 'http'),
    suppress('http'),
    (world) => world.append('hold-x', { type: 'HoldPlaced', data: { scope: 'sender:other' } }, byAnn),
    (world) => world.append('contact-k2', { type: 'ContactErased', data: { contactId: 'k2' } }, byAnn),
    (world) => {
      world.start('other', ['k2']);
      world.run('other', { type: 'CancelRun', data: {} }, byAnn);
    },
  ];
  for (const stop of others) {
    expect(judged(claimedAfter(5_000, stop), { settings: suppressionHashes }).holds).toBe(true);
  }
});

test('the first of two stops counts: repeating it gives no new race', () => {
  const twice = (world: World): void => {
    suppress('email')(world);
    world.pass(3_000);
    suppress('email')(world);
  };
  const verdict = judged(claimedAfter(500, twice), { settings: suppressionHashes });
  expect(verdict).toMatchObject({ holds: false, counts: { stops: 1 } });
});

test('a tester is sent to whatever the contact whose data it shows has said', () => {
  const world = new World();
  const tested = { channel: 'email', type: 'test' } as const;
  world.run('r', { type: 'RequestRun', data: { ...requestOf('r', tested), startAt: null } }, byAnn);
  world.prepare('r', ['k1']);
  consent('withdrawn')(world);
  world.pass(5_000);
  world.deliver('r', 0);
  expect(judged(world).holds).toBe(true);
  world.append('contact-k1', { type: 'ContactErased', data: { contactId: 'k1' } }, byAnn);
  world.start('s', ['k1']);
  world.pass(5_000);
  world.deliver('s', 0);
  expect(judged(world).holds).toBe(false);
});

test('a claim of a worker that had lost its lease, and knew it, sends nothing', () => {
  const world = new World();
  world.start('r', ['k1']);
  cancel(world);
  world.pass(5_000);
  world.claim('r', 0);
  const settled = (code: string) => {
    const after = structuredClone(world.events);
    const data = { communicationId: 'r.1.0', contactId: 'k1', attempt: 1, fence: 1 };
    const outcome = { kind: 'deferred', code, answer: 'not sent', until: world.instant };
    const [last] = after.slice(-1);
    if (last === undefined) throw new Error('a claim was told');
    const event = {
      ...last,
      id: 's',
      type: 'DispatchSettled',
      data: { ...data, outcome },
      revision: last.revision + 1,
    };
    return judged(world, { events: [...after, event] });
  };
  expect(settled('lease-ended')).toMatchObject({ holds: true, counts: { 'claims within the race': 0 } });
  expect(settled('4.5.0').holds).toBe(false);
});

test('as many claims as workers have places may have been on their way, for each stop anew', () => {
  const world = new World();
  for (const runId of ['a', 'b']) {
    world.start(runId, ['k1', 'k2', 'k3', 'k4']);
    world.run(runId, { type: 'CancelRun', data: {} }, byAnn);
    for (const index of [0, 1, 2, 3]) world.deliver(runId, index);
  }
  expect(judged(world)).toMatchObject({ holds: true, counts: { stops: 2, 'claims within the race': 8 } });
  const settings = { ...goodHistory().settings, workers: 1 };
  expect(judged(world, { settings })).toMatchObject({ holds: false, violations: 4 });
});

test('a withdrawal that is said again gives no new race, and one taken back and said again does', () => {
  const again = (between: (world: World) => void) => (world: World) => {
    consent('withdrawn')(world);
    world.pass(3_000);
    between(world);
    consent('withdrawn')(world);
  };
  expect(
    judged(
      claimedAfter(
        500,
        again(() => undefined),
      ),
    ),
  ).toMatchObject({ holds: false, counts: { stops: 1 } });
  expect(judged(claimedAfter(500, again(consent('granted'))))).toMatchObject({ holds: true, counts: { stops: 2 } });
});

test('a fault that ended within the race before the stop still counts, and one that was over by then does not', () => {
  const world = claimedAfter(1_500, cancel);
  const stopped = Date.parse(world.events.find(({ type }) => type === 'RunCancellationRequested')?.recordedAt ?? '');
  const { raceMs } = goodHistory().settings;
  const lag = (until: number) => judged(world, { injections: [injection(until - 500, until)] });
  expect(lag(stopped + 400).holds).toBe(false);
  expect(lag(stopped + 500).holds).toBe(true);
  expect(lag(stopped - raceMs).holds).toBe(false);
});

test('a claim after a stop of which nothing was recorded any more may have been sent', () => {
  const world = new World();
  world.start('r', ['k1']);
  cancel(world);
  world.pass(5_000);
  world.claim('r', 0);
  expect(judged(world)).toMatchObject({ holds: false, counts: { claims: 1, 'claims within the race': 0 } });
});
