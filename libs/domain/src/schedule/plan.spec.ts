import fc from 'fast-check';
import { instantOf, millisOf } from '../kernel/calendar.js';
import { fold } from '../kernel/decider.js';
import { scheduleDefinition } from '../testing/schedule-fixtures.js';
import { scheduleDecider } from './decide.js';
import type { ScheduleDefinition, ScheduleEvent } from './messages.js';
import { plan, type Plan, type PlanFacts } from './plan.js';
import type { ExistingSchedule } from './state.js';
import { occurrenceTimes } from './times.js';
import type { Zone } from './zone.js';

const utc: Zone = {
  name: 'UTC',
  periodAt: () => ({ from: -Infinity, to: Infinity, offset: 0, offsetBefore: 0, offsetAfter: 0 }),
};

const begin = millisOf('2026-11-22T09:00:00.000Z');
/** So many seconds later. */
const at = (seconds: number): string => instantOf(begin + seconds * 1000);

const definition: ScheduleDefinition = {
  ...scheduleDefinition,
  timeZone: 'UTC',
  specs: [{ kind: 'interval', everySeconds: 10 }],
  catchUpSeconds: 60,
};
const scheduleId = 's1';
const set = (change: Partial<ScheduleDefinition> = {}, seconds = 0): ScheduleEvent => ({
  type: 'ScheduleSet',
  data: { scheduleId, version: 1, definition: { ...definition, ...change }, from: at(seconds) },
});
const paused = (seconds: number): ScheduleEvent => ({ type: 'SchedulePaused', data: { scheduleId, at: at(seconds) } });
const unpaused = (seconds: number): ScheduleEvent => ({
  type: 'ScheduleUnpaused',
  data: { scheduleId, at: at(seconds) },
});
const archived = (seconds: number): ScheduleEvent => ({
  type: 'ScheduleArchived',
  data: { scheduleId, at: at(seconds) },
});

const scheduleOf = (events: readonly ScheduleEvent[]): ExistingSchedule => {
  const state = fold(scheduleDecider, events);
  if (state.status === 'absent') throw new Error('the events set no schedule');
  return state;
};

const planAt = (seconds: number, events: readonly ScheduleEvent[], change: Partial<PlanFacts> = {}) =>
  plan({
    schedule: scheduleOf(events),
    timesOf: (given) => occurrenceTimes(given, () => utc),
    through: null,
    waiting: null,
    openRuns: 0,
    campaignStands: null,
    now: at(seconds),
    unknownBefore: null,
    most: 500,
    ...change,
  });

/** The verdicts as `fire 10`, `skip 20 paused`: how many seconds after nine. */
const told = (seconds: number, events: readonly ScheduleEvent[], change: Partial<PlanFacts> = {}): readonly string[] =>
  planAt(seconds, events, change).verdicts.map((verdict) =>
    [verdict.kind, (millisOf(verdict.dueAt) - begin) / 1000, ...('reason' in verdict ? [verdict.reason] : [])].join(
      ' ',
    ),
  );

describe('a plan', () => {
  it('begins with the schedule and goes on after what is accounted for', () => {
    expect(planAt(5, [set({}, 1)])).toEqual({ verdicts: [], nextAt: at(10) });
    expect(planAt(11, [set()], { through: at(0) })).toEqual({
      verdicts: [{ kind: 'fire', dueAt: at(10), latenessMs: 1_000 }],
      nextAt: at(20),
    });
    expect(planAt(11, [set()], { through: at(10) })).toEqual({ verdicts: [], nextAt: at(20) });
  });

  it('plans nothing twice when the clock goes back', () => {
    expect(planAt(-3_600, [set()], { through: at(10) })).toEqual({ verdicts: [], nextAt: at(20) });
  });

  it('misses what nobody could start within the catch-up window', () => {
    const allow = set({ overlap: 'allow' });
    expect(told(85, [allow], { through: at(0) })).toEqual([
      'miss 10',
      'miss 20',
      ...[30, 40, 50, 60, 70, 80].map((second) => `fire ${second}`),
    ]);
  });

  it('starts nothing again that may have run before the log was restored', () => {
    const restored = { through: at(0), unknownBefore: at(25) };
    expect(told(35, [set({ overlap: 'allow' })], restored)).toEqual(['miss 10', 'miss 20', 'fire 30']);
    const waited = { through: at(10), waiting: at(10), unknownBefore: at(15) };
    expect(told(15, [set({ overlap: 'buffer-one' })], waited)).toEqual(['miss 10']);
  });

  it('skips, lets one wait, or starts while a run is open', () => {
    const running = { through: at(0), openRuns: 1 };
    expect(told(20, [set({ overlap: 'skip' })], running)).toEqual(['skip 10 overlap', 'skip 20 overlap']);
    expect(told(20, [set({ overlap: 'buffer-one' })], running)).toEqual(['buffer 10', 'skip 20 overlap']);
    expect(told(20, [set({ overlap: 'allow' })], running)).toEqual(['fire 10', 'fire 20']);
    expect(told(20, [set({ overlap: 'allow', mostOpenRuns: 2 })], running)).toEqual(['fire 10', 'skip 20 limit']);
  });

  it('starts what waited as soon as the run has ended, unless it has waited too long', () => {
    const buffering = [set({ overlap: 'buffer-one' })];
    expect(told(15, buffering, { through: at(10), waiting: at(10), openRuns: 1 })).toEqual([]);
    expect(told(15, buffering, { through: at(10), waiting: at(10) })).toEqual(['fire 10']);
    expect(told(75, buffering, { through: at(70), waiting: at(10), openRuns: 1 })).toEqual(['skip 10 overlap']);
    expect(told(15, [...buffering, paused(12)], { through: at(10), waiting: at(10) })).toEqual(['skip 10 paused']);
  });

  it('judges what is due by the pauses of its time, not of the moment it is looked at', () => {
    const events = [set({ overlap: 'allow' }), paused(15), unpaused(35)];
    expect(told(45, events, { through: at(0) })).toEqual(['fire 10', 'skip 20 paused', 'skip 30 paused', 'fire 40']);
  });

  it('judges what is due by the definition of its time', () => {
    const events = [
      set({ overlap: 'allow' }),
      set({ overlap: 'allow', specs: [{ kind: 'interval', everySeconds: 15 }] }, 25),
    ];
    expect(told(50, events, { through: at(0) })).toEqual(['fire 10', 'fire 20', 'fire 30', 'fire 45']);
  });

  it('plans nothing after the archive', () => {
    expect(planAt(60, [set({ overlap: 'allow' }), archived(25)], { through: at(10) })).toEqual({
      verdicts: [expect.objectContaining({ kind: 'fire', dueAt: at(20) })],
      nextAt: null,
    });
  });

  it('skips excluded days and a campaign that cannot be run', () => {
    expect(told(10, [set({ exclusions: [{ from: '2026-11-22' }] })], { through: at(0) })).toEqual([
      'skip 10 exclusion',
    ]);
    expect(told(10, [set()], { through: at(0), campaignStands: 'the campaign is paused' })).toEqual(['skip 10 paused']);
  });

  it('accounts for every occurrence exactly once, however it is cut into looks', () => {
    const looks = fc.array(fc.record({ wait: fc.integer({ min: -30, max: 120 }), openRuns: fc.nat({ max: 1 }) }));
    const most = fc.integer({ min: 1, max: 5 });
    const overlap = fc.constantFrom<ScheduleDefinition['overlap'][]>('skip', 'buffer-one', 'allow');
    fc.assert(
      fc.property(looks, most, overlap, fc.nat({ max: 9 }), (looks, most, overlap, jitterSeconds) => {
        const events = [set({ overlap, jitterSeconds }), paused(100), unpaused(200)];
        let [seconds, through, waiting]: [number, string | null, string | null] = [0, null, null];
        const accounted: string[] = [];
        const ran: string[] = [];
        for (const { wait, openRuns } of looks) {
          seconds += wait;
          const looked: Plan = planAt(seconds, events, { through, waiting, openRuns, most });
          for (const { kind, dueAt } of looked.verdicts) {
            if (dueAt === waiting) waiting = null;
            else accounted.push(dueAt);
            if (through === null || dueAt > through) through = dueAt;
            if (kind === 'buffer') waiting = dueAt;
            if (kind === 'fire') ran.push(dueAt);
          }
        }
        expect(accounted).toEqual(accounted.map((_, index) => at(index * 10)));
        expect(new Set(ran).size).toBe(ran.length);
      }),
    );
  });
});
