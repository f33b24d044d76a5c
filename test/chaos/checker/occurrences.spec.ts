import type { AnyEvent } from '#domain/events.js';
import type { OccurrenceFacts } from '#domain/occurrence/messages.js';
import { emptyLedger } from '#domain/run/ledger.js';
import { scheduleDefinition } from '#domain/testing/schedule-fixtures.js';
import { everythingHasACause } from './causes.js';
import { readLog } from './log.js';
import { startsHappenOnce } from './starts.js';
import { quietHistory } from './testing/quiet-history.js';
import { planner, World, worker } from './testing/world.js';

const byAnn = { operation: 'ann' };
const dueAt = '2026-11-22T10:00:00.000Z';
const facts: OccurrenceFacts = { scheduleId: 's1', dueAt, through: null, waiting: null, planner: null };
const scheduled: AnyEvent = {
  type: 'ScheduleSet',
  data: { scheduleId: 's1', version: 1, definition: scheduleDefinition, from: '2026-11-22T09:00:00.000Z' },
};
const names = ['fired', 'skipped', 'missed', 'buffered', 'backfilled'] as const;
type Told = (typeof names)[number];
const told: Record<Told, AnyEvent> = {
  fired: { type: 'OccurrenceFired', data: { ...facts, latenessMs: 0, by: 'plan' } },
  skipped: { type: 'OccurrenceSkipped', data: { ...facts, reason: 'overlap', detail: 'the run before had not ended' } },
  missed: { type: 'OccurrenceMissed', data: { ...facts, detail: 'too late' } },
  buffered: { type: 'OccurrenceBuffered', data: facts },
  backfilled: { type: 'OccurrenceBackfilled', data: { ...facts, requestedAs: 'e1' } },
};

const worldOf = (...events: readonly Told[]): World => {
  const world = new World();
  world.append('schedule-s1', scheduled, byAnn);
  for (const name of events) world.append('occurrence-s1.2026-11-22', told[name], planner);
  return world;
};
const starts = (...events: readonly Told[]) => {
  const history = quietHistory({ events: worldOf(...events).events });
  return startsHappenOnce(history, readLog(history));
};
const settings = { ...quietHistory().settings, otherClients: true };
const causes = (world: World) => {
  const history = quietHistory({ events: world.events, settings });
  return everythingHasACause(history, readLog(history));
};

describe('what becomes of an occurrence', () => {
  it.each(names)('is called for by its schedule (%s)', (name) => {
    expect(causes(worldOf(name))).toMatchObject({ holds: true });
    const world = new World();
    world.append('occurrence-s1.2026-11-22', told[name], planner);
    expect(causes(world).counterExample).toMatch(/^nothing before it calls for it: there is no schedule s1\n/);
  });

  it.each<[readonly Told[], object]>([
    [['fired'], { planned: 1, started: 1, dropped: 0 }],
    [['skipped'], { planned: 1, started: 0, dropped: 1 }],
    [['missed'], { planned: 1, started: 0, dropped: 1 }],
    [['buffered', 'fired'], { planned: 1, started: 1, dropped: 0 }],
    [['buffered', 'skipped'], { planned: 1, started: 0, dropped: 1 }],
    [['missed', 'backfilled'], { planned: 1, started: 0, dropped: 1 }],
    [['backfilled'], { planned: 0, started: 0, dropped: 0 }],
    [[], { planned: 0, started: 0, dropped: 0 }],
  ])('happens once: %j', (events, counts) => {
    expect(starts(...events)).toMatchObject({ holds: true, counts });
  });

  it.each<[readonly Told[], RegExp]>([
    [['fired', 'fired'], /^started twice\n.*OccurrenceFired.*\n.*OccurrenceFired/],
    [['fired', 'backfilled'], /^started twice\n.*OccurrenceFired.*\n.*OccurrenceBackfilled/],
    [['missed', 'missed'], /^dropped twice\n.*\n/],
    [['skipped', 'missed'], /^dropped twice\n.*OccurrenceSkipped.*\n.*OccurrenceMissed/],
    [['skipped', 'fired'], /^dropped, and started all the same\n.*OccurrenceSkipped.*\n.*OccurrenceFired/],
    [['buffered'], /^its time has passed and nothing happened\n.*OccurrenceBuffered/],
  ])('does not happen twice, nor not at all: %j', (events, counterExample) => {
    expect(starts(...events)).toMatchObject({ violations: 1, counterExample: expect.stringMatching(counterExample) });
  });

  it('is one thing for each moment', () => {
    const world = worldOf('fired');
    const other: AnyEvent = {
      type: 'OccurrenceFired',
      data: { ...facts, dueAt: '2026-11-22T11:00:00.000Z', latenessMs: 0, by: 'plan' },
    };
    world.append('occurrence-s1.2026-11-22', other, planner);
    const history = quietHistory({ events: world.events });
    expect(startsHappenOnce(history, readLog(history))).toMatchObject({
      holds: true,
      counts: { planned: 2, started: 2 },
    });
  });
});

describe('a planned start of a run', () => {
  const startAt = '2026-11-22T10:00:00.000Z';
  const at = Date.parse(startAt);
  const judge = (events: readonly AnyEvent[], restedAt: number | null) => {
    const world = new World();
    for (const event of events) world.append('run-r', event, worker);
    const finish = restedAt === null ? null : { at: restedAt, runs: [], communications: [], verified: [] };
    const history = quietHistory({ events: world.events, finish });
    return startsHappenOnce(history, readLog(history));
  };
  const planned: AnyEvent = { type: 'RunScheduled', data: { runId: 'r', startAt } };
  const queued: AnyEvent = { type: 'RunQueued', data: { runId: 'r' } };

  it('is still to come until its time, and not accounted for from then on', () => {
    expect(judge([planned], at - 1)).toMatchObject({ holds: true, counts: { planned: 1, 'still to come': 1 } });
    expect(judge([planned], at)).toMatchObject({ violations: 1, counts: { 'still to come': 0 } });
  });

  it('that has been queued is neither to come nor forgotten: what becomes of it is told elsewhere', () => {
    for (const rested of [at - 1, at, at + 60_000]) {
      expect(judge([planned, queued], rested)).toMatchObject({
        holds: true,
        counts: { planned: 1, started: 0, dropped: 0, 'still to come': 0 },
      });
    }
  });

  it('cannot be judged by a clock that was never read at rest', () => {
    expect(judge([planned], null)).toMatchObject({
      violations: 1,
      counts: { planned: 1, 'still to come': 0 },
      counterExample: expect.stringMatching(/never came to rest/),
    });
  });

  it('may be dropped because preparing failed', () => {
    const failed: AnyEvent = {
      type: 'RunFailed',
      data: { runId: 'r', failure: 'internal', detail: 'nobody is there', ledger: emptyLedger },
    };
    expect(judge([planned, queued, failed], at + 1)).toMatchObject({ holds: true, counts: { dropped: 1, started: 0 } });
  });
});

describe('a start that the planner brings about', () => {
  const due = new World().now + 20;
  const queuedAt = (late: number) => {
    const world = new World();
    const startAt = new Date(due).toISOString();
    world.append('run-r', { type: 'RunScheduled', data: { runId: 'r', startAt } }, byAnn);
    world.now = due + late;
    world.append('run-r', { type: 'RunQueued', data: { runId: 'r' } }, planner);
    const history = quietHistory({ events: world.events });
    return startsHappenOnce(history, readLog(history));
  };

  it('comes on time or later, and how late is told', () => {
    expect(queuedAt(0)).toMatchObject({ holds: true, counts: { 'latest start, ms': 0 } });
    expect(queuedAt(250)).toMatchObject({ holds: true, counts: { 'latest start, ms': 250 } });
  });

  it('never comes before its time', () => {
    expect(queuedAt(-7).counterExample).toMatch(/^7 ms before its time\n.*RunScheduled.*\n.*RunQueued by planner/);
  });

  it('needs no time where there was none', () => {
    const world = new World();
    world.append('run-r', { type: 'RunQueued', data: { runId: 'r' } }, planner);
    const history = quietHistory({ events: world.events });
    expect(startsHappenOnce(history, readLog(history))).toMatchObject({ holds: true, counts: { planned: 0 } });
  });
});
