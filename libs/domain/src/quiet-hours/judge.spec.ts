import { testZones } from '../testing/zone-fixtures.js';
import { judgeQuiet } from './judge.js';
import type { QuietPolicy, QuietWindow } from './messages.js';
import { quietPolicyOf } from './policy.js';

const night: QuietWindow = { from: '21:00', to: '08:00' };
const weekend: QuietWindow = { from: '00:00', to: '24:00', days: ['sat', 'sun'] };

const said = (now: string, timeZone: string | null, changes: Partial<QuietPolicy> = {}) =>
  judgeQuiet(
    { ...quietPolicyOf({ windows: [night], policy: 'hold' }, 'UTC'), ...changes },
    { channel: 'email', timeZone, now },
    testZones,
  );
const open = (until: string | null) => ({ kind: 'open', until });
const hold = (until: string) => ({ kind: 'hold', until });

it('is quiet from the first moment on and not at the last', () => {
  expect(said('2026-11-23T20:59:59.999Z', 'UTC')).toEqual(open('2026-11-23T21:00:00.000Z'));
  expect(said('2026-11-23T21:00:00.000Z', 'UTC')).toEqual(hold('2026-11-24T08:00:00.000Z'));
  expect(said('2026-11-24T07:59:59.999Z', 'UTC')).toEqual(hold('2026-11-24T08:00:00.000Z'));
  expect(said('2026-11-24T08:00:00.000Z', 'UTC')).toEqual(open('2026-11-24T21:00:00.000Z'));
});

it('goes by the recipient`s clock, through its changes', () => {
  expect(said('2026-11-23T20:30:00.000Z', 'Test/Town')).toEqual(hold('2026-11-24T07:00:00.000Z'));
  expect(said('2026-11-23T20:30:00.000Z', 'Test/West')).toEqual(open('2026-11-24T00:30:00.000Z'));
  expect(said('2027-03-27T20:00:00.000Z', 'Test/Town')).toEqual(hold('2027-03-28T06:00:00.000Z'));
  expect(said('2027-10-30T19:00:00.000Z', 'Test/Town')).toEqual(hold('2027-10-31T07:00:00.000Z'));
});

it('ends in a skipped hour with the jump, and comes again in a repeated one', () => {
  const early = { windows: [{ from: '01:00', to: '02:30:30' }] };
  expect(said('2027-03-28T00:30:00.000Z', 'Test/Town', early)).toEqual(hold('2027-03-28T01:00:00.000Z'));
  expect(said('2027-10-31T00:15:00.000Z', 'Test/Town', early)).toEqual(hold('2027-10-31T00:30:30.000Z'));
  expect(said('2027-10-31T00:45:00.000Z', 'Test/Town', early)).toEqual(open('2027-10-31T01:00:00.000Z'));
  expect(said('2027-10-31T01:00:00.000Z', 'Test/Town', early)).toEqual(hold('2027-10-31T01:30:30.000Z'));
});

it('has no quiet Thursday where a Thursday was left out', () => {
  const thursdays = { windows: [{ from: '00:00', to: '24:00', days: ['thu' as const] }] };
  // The island went from Wednesday the 29th to Friday the 31st of December 2027.
  expect(said('2027-12-30T09:59:00.000Z', 'Test/Island', thursdays)).toEqual(open('2028-01-05T10:00:00.000Z'));
});

it('takes windows together, and those of other channels not at all', () => {
  // Friday evening.
  expect(said('2026-11-27T22:00:00.000Z', 'UTC', { windows: [night, weekend] })).toEqual(
    hold('2026-11-30T08:00:00.000Z'),
  );
  expect(said('2026-11-27T22:00:00.000Z', 'UTC', { windows: [{ ...night, channels: ['http'] }] })).toEqual(open(null));
  expect(said('2026-11-27T22:00:00.000Z', 'UTC', { windows: [{ ...night, channels: ['email'] }] }).kind).toBe('hold');
});

it('names a window after the day on which it begins', () => {
  const friday = { windows: [{ ...night, days: ['fri' as const] }] };
  expect(said('2026-11-28T07:00:00.000Z', 'UTC', friday)).toEqual(hold('2026-11-28T08:00:00.000Z'));
  expect(said('2026-11-27T07:00:00.000Z', 'UTC', friday)).toEqual(open('2026-11-27T21:00:00.000Z'));
  expect(said('2026-11-28T21:30:00.000Z', 'UTC', friday)).toEqual(open('2026-12-04T21:00:00.000Z'));
});

it('asks every zone of the policy for whoever has none that is known', () => {
  const zones = { zones: ['Test/Town', 'Mars/Olympus', 'Test/West'] };
  // 08:30 in the town, 04:00 in the west.
  expect(said('2026-11-24T07:30:00.000Z', null, zones)).toEqual(hold('2026-11-24T11:30:00.000Z'));
  expect(said('2026-11-24T07:30:00.000Z', 'Mars/Olympus', zones)).toEqual(hold('2026-11-24T11:30:00.000Z'));
  expect(said('2026-11-24T07:30:00.000Z', 'Test/Town', zones)).toEqual(open('2026-11-24T20:00:00.000Z'));
  expect(said('2026-11-24T11:30:00.000Z', null, zones)).toEqual(open('2026-11-24T20:00:00.000Z'));
  expect(() => said('2026-11-24T11:30:00.000Z', null, { zones: ['Mars/Olympus'] })).toThrow('Mars/Olympus');
});

it('skips by policy, and whoever would be held for longer than allowed', () => {
  const until = '2026-11-24T08:00:00.000Z';
  const midnight = '2026-11-24T00:00:00.000Z';
  expect(said(midnight, 'UTC', { policy: 'skip' })).toEqual({ kind: 'skip', because: 'policy', until });
  expect(said(midnight, 'UTC', { holdAtMostHours: 8 })).toEqual(hold(until));
  expect(said(midnight, 'UTC', { holdAtMostHours: 7.99 })).toEqual({ kind: 'skip', because: 'too-long', until });
  const always = { windows: [night, { from: '08:00', to: '21:00' }] };
  expect(said(midnight, 'UTC', always)).toEqual({ kind: 'skip', because: 'too-long', until: null });
});

it('has a campaign`s own choices, and the installation`s zone for what it leaves open', () => {
  const quiet = { windows: [night], policy: 'hold' } as const;
  expect(quietPolicyOf(quiet, 'Test/Town')).toEqual({ ...quiet, holdAtMostHours: 336, zones: ['Test/Town'] });
  const chosen = { ...quiet, holdAtMostHours: 12, zones: ['UTC'] };
  expect(quietPolicyOf(chosen, 'Test/Town')).toEqual(chosen);
});
