import type { OccurrenceEvent } from '#domain/occurrence/messages.js';
import type { Verdict } from './history.js';
import { readLog } from './log.js';
import { startsHappenOnce } from './starts.js';
import { goodHistory } from './testing/good-history.js';
import { emailRequest, planner, World, worker } from './testing/world.js';

const byAnn = { operation: 'ann' };

const judged = (story: (world: World) => void, laterMs = 0): Verdict => {
  const world = new World();
  story(world);
  const good = goodHistory();
  const finish = good.finish && { ...good.finish, at: world.now + laterMs };
  const history = { ...good, events: world.events, finish };
  return startsHappenOnce(history, readLog(history));
};

const schedule = (world: World, inMs: number): void => {
  const startAt = new Date(world.now + inMs).toISOString();
  world.run('r', { type: 'RequestRun', data: { ...emailRequest('r'), type: 'once', startAt } }, byAnn);
};

test('a start to come is counted, and missed when its time has passed', () => {
  expect(judged((world) => schedule(world, 60_000))).toMatchObject({
    holds: true,
    counts: { planned: 1, 'still to come': 1 },
  });
  expect(judged((world) => schedule(world, 60_000), 120_000).holds).toBe(false);
});

test('a person may start early, the planner may not, and its lateness is told', () => {
  const queued = (early: boolean, afterMs: number) =>
    judged((world) => {
      schedule(world, 1_000);
      world.pass(afterMs);
      const by = early ? byAnn : planner;
      world.append('run-r', { type: 'RunQueued', data: { runId: 'r' } }, by);
    });
  expect(queued(true, 0).holds).toBe(true);
  expect(queued(false, 0).holds).toBe(false);
  expect(queued(false, 5_000)).toMatchObject({ holds: true, counts: { 'latest start, ms': 4_020 } });
});

test('a start that is moved counts once, from its new time on, also when it had been queued', () => {
  const moved = judged((world) => {
    schedule(world, 1_000);
    world.pass(2_000);
    world.run('r', { type: 'QueueRun', data: { early: false } }, planner);
    const startAt = new Date(world.now + 5_000).toISOString();
    world.run('r', { type: 'RescheduleRun', data: { startAt } }, byAnn);
    world.pass(5_000);
    world.run('r', { type: 'QueueRun', data: { early: false } }, planner);
    world.run('r', { type: 'PrepareRun', data: {} }, worker);
  });
  expect(moved).toMatchObject({ holds: true, counts: { planned: 1, started: 0 } });
});

test('a cancelled start is dropped, and a start at once is not a planned one', () => {
  const cancelled = judged((world) => {
    schedule(world, 1_000);
    world.run('r', { type: 'CancelRun', data: {} }, byAnn);
  }, 60_000);
  expect(cancelled).toMatchObject({ holds: true, counts: { planned: 1, dropped: 1, started: 0 } });
  expect(judged((world) => void world.start('r', ['k1']))).toMatchObject({ holds: true, counts: { planned: 0 } });
});

test('a run that was dropped does not start', () => {
  const verdict = judged((world) => {
    schedule(world, 1_000);
    world.run('r', { type: 'MissRun', data: { detail: 'nobody was there' } }, planner);
    const started = goodHistory().events.find(({ type }) => type === 'RunStarted');
    world.events.push({ ...(started ?? world.events[0] ?? never()), id: 'late', stream: 'run-r', revision: 3 });
  });
  expect(verdict.counterExample).toMatch(/^dropped, and started all the same\n.*RunMissed.*\n.*RunStarted/);
});

test('a history without a planned start needs no rest to be judged', () => {
  const good = goodHistory();
  const world = new World();
  world.start('r', ['k1']);
  const history = { ...good, events: world.events, finish: null };
  expect(startsHappenOnce(history, readLog(history)).holds).toBe(true);
});

describe('occurrences of a schedule', () => {
  const facts = (dueAt: string) => ({ scheduleId: 's1', dueAt, through: dueAt, waiting: null, planner: null });
  const events = {
    fired: (dueAt) => ({ type: 'OccurrenceFired', data: { ...facts(dueAt), latenessMs: 5, by: 'plan' } }),
    skipped: (dueAt) => ({ type: 'OccurrenceSkipped', data: { ...facts(dueAt), reason: 'overlap', detail: 'x' } }),
    missed: (dueAt) => ({ type: 'OccurrenceMissed', data: { ...facts(dueAt), detail: 'nobody was there' } }),
    buffered: (dueAt) => ({ type: 'OccurrenceBuffered', data: facts(dueAt) }),
    backfilled: (dueAt) => ({ type: 'OccurrenceBackfilled', data: { ...facts(dueAt), requestedAs: 'e1' } }),
  } satisfies Record<string, (dueAt: string) => OccurrenceEvent>;
  const nine = '2026-11-22T09:00:00.000Z';
  const ten = '2026-11-22T10:00:00.000Z';
  const of = (...told: readonly OccurrenceEvent[]): Verdict =>
    judged((world) => told.forEach((event) => world.append('occurrence-s1.2026-11-22', event, planner)));

  test('each has one start or one reason', () => {
    expect(of(events.fired(nine), events.missed(ten))).toMatchObject({
      holds: true,
      counts: { planned: 2, started: 1, dropped: 1 },
    });
    expect(of(events.buffered(nine), events.fired(nine))).toMatchObject({
      holds: true,
      counts: { planned: 1, started: 1 },
    });
    expect(of(events.fired(nine), events.fired(nine)).counterExample).toMatch(/^started twice\n/);
    expect(of(events.skipped(nine), events.missed(nine)).counterExample).toMatch(/^dropped twice\n/);
  });

  test('one that waited and never started is noticed', () => {
    expect(of(events.buffered(nine)).counterExample).toMatch(/its time has passed and nothing happened\n.*Buffered/);
  });

  test('one that was missed may be caught up by a person, and by nobody else', () => {
    expect(of(events.missed(nine), events.backfilled(nine))).toMatchObject({ holds: true });
    expect(of(events.skipped(nine), events.fired(nine)).counterExample).toMatch(/^dropped, and started all the same\n/);
    expect(of(events.fired(nine), events.backfilled(nine)).counterExample).toMatch(/^started twice\n/);
  });
});

const never = (): never => {
  throw new Error('a run was started');
};
