import { instantOf, millisOf } from '../kernel/calendar.js';
import { fold } from '../kernel/decider.js';
import { scheduleDefinition } from '../testing/schedule-fixtures.js';
import { testZones } from '../testing/zone-fixtures.js';
import { scheduleDecider } from './decide.js';
import type { ScheduleDefinition, ScheduleEvent } from './messages.js';
import { plan, type PlanFacts } from './plan.js';
import { occurrenceTimes } from './times.js';

const begin = millisOf('2026-11-22T09:00:00.000Z');
/** So many seconds after nine. */
const at = (seconds: number): string => instantOf(begin + seconds * 1_000);

const scheduleId = 's1';
const set = (change: Partial<ScheduleDefinition> = {}, seconds = 0): ScheduleEvent => {
  const specs = [{ kind: 'interval', everySeconds: 10 }] as const;
  const definition = { ...scheduleDefinition, timeZone: 'UTC', specs, catchUpSeconds: 60, ...change };
  return { type: 'ScheduleSet', data: { scheduleId, version: 1, definition, from: at(seconds) } };
};
const paused = (seconds: number): ScheduleEvent => ({ type: 'SchedulePaused', data: { scheduleId, at: at(seconds) } });
const unpaused = (seconds: number): ScheduleEvent => ({
  type: 'ScheduleUnpaused',
  data: { scheduleId, at: at(seconds) },
});

const planAt = (seconds: number, events: readonly ScheduleEvent[], change: Partial<PlanFacts> = {}) => {
  const schedule = fold(scheduleDecider, events);
  if (schedule.status === 'absent') throw new Error('the events set no schedule');
  return plan({
    schedule,
    timesOf: (definition) => occurrenceTimes(definition, testZones),
    through: at(0),
    waiting: null,
    openRuns: 0,
    campaignStands: null,
    now: at(seconds),
    unknownBefore: null,
    most: 500,
    ...change,
  });
};
const verdictsAt = (...given: Parameters<typeof planAt>) => planAt(...given).verdicts;
const skip = (seconds: number, reason: string, detail: string) => ({
  kind: 'skip',
  dueAt: at(seconds),
  reason,
  detail,
});
const fire = (seconds: number, latenessMs: number) => ({ kind: 'fire', dueAt: at(seconds), latenessMs });

describe('why an occurrence is skipped, in words', () => {
  it.each<[string, Parameters<typeof planAt>, object]>([
    [
      'on an excluded day',
      [10, [set({ exclusions: [{ from: '2026-11-22' }] })]],
      skip(10, 'exclusion', 'the day is excluded'),
    ],
    ['in a pause', [10, [set(), paused(5)]], skip(10, 'paused', 'the schedule was paused')],
    [
      'of a campaign that cannot be run',
      [10, [set()], { campaignStands: 'the campaign is paused' }],
      skip(10, 'paused', 'the campaign is paused'),
    ],
    ['while a run is open', [10, [set()], { openRuns: 1 }], skip(10, 'overlap', 'the run before had not ended')],
    [
      'while another waits',
      [20, [set({ overlap: 'buffer-one' })], { openRuns: 1, waiting: at(10), through: at(10) }],
      skip(20, 'overlap', 'another occurrence was waiting'),
    ],
    [
      'when as many runs are open as may be',
      [10, [set({ overlap: 'allow', mostOpenRuns: 3 })], { openRuns: 3 }],
      skip(10, 'limit', '3 runs of the schedule had not ended'),
    ],
  ])('%s', (_, given, expected) => {
    expect(verdictsAt(...given)).toEqual([expected]);
  });

  it('or missed, and how late it was seen', () => {
    const miss = (seconds: number, detail: string) => ({ kind: 'miss', dueAt: at(seconds), detail });
    expect(verdictsAt(75, [set({ overlap: 'allow' })], { most: 1 })).toEqual([
      miss(10, `first looked at ${at(75)}, 65 s late`),
    ]);
    const hours = (seconds: number) =>
      verdictsAt(seconds, [set({ overlap: 'allow', specs: [{ kind: 'once', at: at(10) }] })]);
    expect(hours(10 + 3_599)).toEqual([miss(10, `first looked at ${at(3_609)}, 3599 s late`)]);
    expect(hours(10 + 3_600)).toEqual([miss(10, `first looked at ${at(3_610)}, 1 h late`)]);
    expect(hours(10 + 5_500)).toEqual([miss(10, `first looked at ${at(5_510)}, 1.5 h late`)]);
    const restored = 'the log was restored, and whether it ran before is not known';
    expect(verdictsAt(10, [set()], { unknownBefore: at(11) })).toEqual([miss(10, restored)]);
    expect(verdictsAt(10, [set()], { unknownBefore: at(10) })).toEqual([fire(10, 0)]);
  });
});

describe('the catch-up window', () => {
  it('lets an occurrence start to its very end', () => {
    const once = set({ specs: [{ kind: 'once', at: at(10) }] });
    expect(verdictsAt(70, [once])).toEqual([fire(10, 60_000)]);
    expect(verdictsAt(70.001, [once])).toMatchObject([{ kind: 'miss' }]);
  });

  it('ends the wait for a run, and says how long it was', () => {
    const events = [set({ overlap: 'buffer-one', specs: [{ kind: 'once', at: at(10) }] })];
    const waiting = { waiting: at(10), through: at(10) };
    expect(verdictsAt(70, events, waiting)).toEqual([fire(10, 60_000)]);
    expect(verdictsAt(71, events, { ...waiting, openRuns: 1 })).toEqual([
      skip(10, 'overlap', 'it waited 61 s for the run before to end'),
    ]);
  });
});

describe('what waited', () => {
  const events = [set({ overlap: 'buffer-one' })];
  const waiting = { waiting: at(10), through: at(10) };

  it('starts first, and is then a run that the next one waits for', () => {
    expect(verdictsAt(20, events, waiting)).toEqual([fire(10, 10_000), { kind: 'buffer', dueAt: at(20) }]);
  });

  it('leaves the place to the next one when it is given up, and no run stands in the way', () => {
    expect(verdictsAt(75, events, { ...waiting, through: at(60) })).toEqual([
      skip(10, 'overlap', 'it waited 65 s for the run before to end'),
      fire(70, 5_000),
    ]);
  });

  it('goes on waiting while a run is open, whatever else is due', () => {
    expect(verdictsAt(15, events, { ...waiting, openRuns: 1 })).toEqual([]);
  });

  it('is skipped in a pause, and where the campaign cannot be run', () => {
    expect(verdictsAt(15, [...events, paused(12)], waiting)).toEqual([
      skip(10, 'paused', 'the schedule was paused while it waited'),
    ]);
    expect(verdictsAt(15, events, { ...waiting, campaignStands: 'the campaign is archived' })).toEqual([
      skip(10, 'paused', 'the campaign is archived'),
    ]);
  });
});

describe('runs that the plan itself starts', () => {
  it('count as open for what follows', () => {
    expect(verdictsAt(30, [set({ overlap: 'skip' })])).toEqual([
      fire(10, 20_000),
      skip(20, 'overlap', 'the run before had not ended'),
      skip(30, 'overlap', 'the run before had not ended'),
    ]);
  });

  it('are the only ones that count: what is skipped or missed is no run', () => {
    const events = [set({ overlap: 'skip' }), paused(5), unpaused(15)];
    expect(verdictsAt(30, events).map(({ kind }) => kind)).toEqual(['skip', 'fire', 'skip']);
    expect(verdictsAt(85, [set({ overlap: 'skip' })]).map(({ kind }) => kind)).toEqual([
      'miss',
      'miss',
      'fire',
      ...Array(5).fill('skip'),
    ]);
  });
});

describe('a look at the plan', () => {
  it('decides on as many as asked for, and says which is next', () => {
    const { verdicts, nextAt } = planAt(50, [set({ overlap: 'allow' })], { most: 2 });
    expect(verdicts.map(({ dueAt }) => dueAt)).toEqual([at(10), at(20)]);
    expect(nextAt).toBe(at(30));
  });

  it('has no next one when the schedule has ended', () => {
    expect(planAt(50, [set({ endsAt: at(20), overlap: 'allow' })])).toEqual({
      verdicts: [fire(10, 40_000)],
      nextAt: null,
    });
  });

  it('judges by what was set when an occurrence was due: to the moment of a change by the old, from it on by the new', () => {
    const daily: Partial<ScheduleDefinition> = { overlap: 'allow', specs: [{ kind: 'interval', everySeconds: 15 }] };
    const dues = (events: readonly ScheduleEvent[], through: string | null = at(0)) =>
      verdictsAt(45, events, { through }).map(({ dueAt }) => dueAt);
    expect(dues([set({ overlap: 'allow' }), set(daily, 20)])).toEqual([at(10), at(30), at(45)]);
    expect(dues([set({ overlap: 'allow' }), set(daily, 15)])).toEqual([at(10), at(15), at(30), at(45)]);
    expect(dues([set({ overlap: 'allow' }), set(daily, 20)], at(20))).toEqual([at(30), at(45)]);
    expect(dues([set({ overlap: 'allow' }), set(daily, 20)], at(30))).toEqual([at(45)]);
    expect(dues([set({ overlap: 'allow' }, -5), set(daily, 40)], null)).toEqual([
      at(0),
      at(10),
      at(20),
      at(30),
      at(45),
    ]);
  });

  it('takes a pause from its first moment on to the last before it ends', () => {
    const kinds = (...events: readonly ScheduleEvent[]) =>
      verdictsAt(40, [set({ overlap: 'allow' }), ...events]).map(({ kind }) => kind);
    expect(kinds(paused(20), unpaused(30))).toEqual(['fire', 'skip', 'fire', 'fire']);
    expect(kinds(paused(20.001), unpaused(30.001))).toEqual(['fire', 'fire', 'skip', 'fire']);
    expect(kinds(paused(10), unpaused(20), paused(30), unpaused(40))).toEqual(['skip', 'fire', 'skip', 'fire']);
  });
});
