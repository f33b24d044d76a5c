import { mergedOf } from '../parts/versions/three-way.js';
import { mergedForm, sentAgain } from './merged-form.js';
import { bodyOf, formOf, newRule, type ScheduleForm } from './schedule-form.js';
import type { Schedule, ScheduleBody } from './schedules-queries.js';

const definition: Schedule['definition'] = {
  name: 'Weekly',
  campaignId: 'c1',
  campaignVersion: 'latest',
  timeZone: 'Europe/Berlin',
  specs: [
    { kind: 'cron', expression: '0 9 * * 1' },
    { kind: 'once', at: '2026-12-24T08:00:00.000Z' },
  ],
  exclusions: [{ from: '2026-12-25' }],
  startsAt: '2026-11-01T00:00:00.000Z',
  jitterSeconds: 0,
  gap: 'shift',
  repeated: 'first',
  overlap: 'skip',
  mostOpenRuns: 10,
  catchUpSeconds: 3_600,
  pauseOnFailure: false,
};

const base = formOf(definition);

const merged = (yours: Partial<ScheduleForm>, theirs: Partial<Schedule['definition']>): ScheduleForm => {
  const [mine, other] = [
    { ...base, ...yours },
    { ...definition, ...theirs },
  ];
  const three = { base: sentAgain(definition), yours: bodyOf(mine), theirs: sentAgain(other) };
  return mergedForm(mergedOf(three, { '/overlap': 'theirs' }) as ScheduleBody, mine, formOf(other));
};

test('what nobody changed says the same as it was read', () => {
  expect(merged({}, {})).toEqual(base);
  expect(bodyOf(base)).toEqual(sentAgain(definition));
});

test('a single start keeps its seconds, and which of two equal times it is, until another time or zone is typed', () => {
  // The second half past two of that night.
  const at = '2026-10-25T01:30:20.000Z';
  const form = formOf({ ...definition, specs: [{ kind: 'once', at }] });
  expect(bodyOf({ ...form, name: 'Renamed' }).specs).toEqual([{ kind: 'once', at }]);
  const local = '2026-10-25T02:30';
  expect(bodyOf({ ...form, timeZone: 'Asia/Tokyo' }).specs).toEqual([
    { kind: 'once', at: { local, timeZone: 'Asia/Tokyo' } },
  ]);
  expect(bodyOf({ ...form, timeZone: 'Europe/Ber' }).specs).toEqual([
    { kind: 'once', at: { local, timeZone: 'Europe/Ber' } },
  ]);
  const typed = { ...form, rules: form.rules.map((rule) => ({ ...rule, at: '2026-10-25T03:30' })) };
  expect(bodyOf(typed).specs).toEqual([{ kind: 'once', at: { local: '2026-10-25T03:30', timeZone: 'Europe/Berlin' } }]);
});

test('each keeps what they alone changed, rules and days as whoever typed them', () => {
  const rules = [...base.rules.slice(1), { ...newRule(7), time: '10:30', days: [5] }];
  const form = merged({ rules, name: 'Fridays' }, { exclusions: [], pauseOnFailure: true, campaignVersion: 3 });
  expect(form).toEqual({
    ...base,
    rules,
    name: 'Fridays',
    exclusions: [],
    pauseOnFailure: true,
    campaignVersion: '3',
  });
});

test('what they take away is gone, and where both changed the same the choice counts', () => {
  const { startsAt: _gone, ...rest } = definition;
  const mine = { ...base, overlap: 'allow' as const };
  const other = { ...rest, overlap: 'buffer-one' as const };
  const three = { base: sentAgain(definition), yours: bodyOf(mine), theirs: sentAgain(other) };
  const chosen = (side: 'yours' | 'theirs') =>
    mergedForm(mergedOf(three, { '/overlap': side }) as ScheduleBody, mine, formOf(other));
  expect(chosen('yours')).toEqual({ ...mine, startsAt: '' });
  expect(chosen('theirs')).toEqual(formOf(other));
});
