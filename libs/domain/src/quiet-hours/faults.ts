import { channelKinds } from '../campaign/messages.js';
import { dayMs } from '../kernel/calendar.js';
import { type Fault, fault } from '../kernel/fault.js';
import type { ZoneRules } from '../schedule/zone.js';
import { longestHoldHours, type QuietHours, type QuietWindow, weekdays } from './messages.js';
import { readTimeOfDay, spellAt } from './times.js';

export type QuietFaultCode =
  | 'required'
  | 'too-many'
  | 'not-a-time'
  | 'unknown-word'
  | 'unknown-time-zone'
  | 'out-of-range'
  /** Nothing could ever leave. */
  | 'always-quiet';

type Faults = readonly Fault<QuietFaultCode>[];

const mostWindows = 20;
const mostZones = 20;

/** Everything that is wrong with quiet hours of the right shape; pointers go on from `/limits/quietHours`. */
export const faultsOfQuietHours = (quiet: QuietHours, rules: ZoneRules): Faults => {
  const { windows, zones, holdAtMostHours, policy } = quiet;
  const faults: Faults = [
    ...countFaults('/windows', windows.length, mostWindows),
    ...windows.flatMap((window, at) => windowFaults(`/windows/${at}`, window)),
    ...(policy === 'hold' || policy === 'skip' ? [] : [fault('/policy', 'unknown-word', 'must be hold or skip')]),
    ...(holdAtMostHours === undefined || (holdAtMostHours > 0 && holdAtMostHours <= longestHoldHours)
      ? []
      : [fault('/holdAtMostHours', 'out-of-range', `must be more than 0 and at most ${longestHoldHours}`)]),
    ...(holdAtMostHours !== undefined && policy === 'skip'
      ? [fault('/holdAtMostHours', 'out-of-range', 'has no meaning with the policy skip: nothing is held')]
      : []),
    ...(zones === undefined ? [] : zoneFaults(zones, rules)),
  ];
  return faults.length > 0 ? faults : openFaults(quiet, rules);
};

const zoneFaults = (zones: readonly string[], rules: ZoneRules): Faults => [
  ...countFaults('/zones', zones.length, mostZones),
  ...zones.flatMap((name, at) =>
    rules(name) === null
      ? [fault(`/zones/${at}`, 'unknown-time-zone', 'must be an IANA time zone such as Europe/Berlin')]
      : [],
  ),
];

const windowFaults = (pointer: string, { from, to, days, channels }: QuietWindow): Faults => [
  ...timeFaults(`${pointer}/from`, from),
  ...timeFaults(`${pointer}/to`, to),
  ...emptyFaults(pointer, readTimeOfDay(from), readTimeOfDay(to)),
  ...wordsFaults(`${pointer}/days`, days, weekdays),
  ...wordsFaults(`${pointer}/channels`, channels, channelKinds),
];

const emptyFaults = (pointer: string, from: number | null, to: number | null): Faults => {
  if (from === dayMs)
    return [fault(`${pointer}/from`, 'out-of-range', 'must be before 24:00, which is 00:00 of the next day')];
  return from !== null && from === to
    ? [fault(`${pointer}/to`, 'out-of-range', 'must not be the same as from; a whole day is 00:00 to 24:00')]
    : [];
};

const timeFaults = (pointer: string, text: string): Faults =>
  readTimeOfDay(text) === null ? [fault(pointer, 'not-a-time', 'must be a time of day such as 21:00')] : [];

const wordsFaults = (pointer: string, given: readonly string[] | undefined, words: readonly string[]): Faults => {
  if (given === undefined) return [];
  if (given.length === 0) return [fault(pointer, 'required', 'must not be empty; leave it out for all')];
  return given.flatMap((word, at) =>
    words.includes(word) ? [] : [fault(`${pointer}/${at}`, 'unknown-word', `must be one of ${words.join(', ')}`)],
  );
};

const countFaults = (pointer: string, count: number, most: number): Faults => {
  if (count === 0) return [fault(pointer, 'required', 'must not be empty')];
  return count <= most ? [] : [fault(pointer, 'too-many', `has ${count} items, the limit is ${most}`)];
};

/** Any moment: within two weeks every window comes along. */
const someMoment = 20_458 * dayMs;

/** Windows that leave no moment of a week on some channel they are about, by any one clock. */
const openFaults = ({ windows, zones = [] }: QuietHours, rules: ZoneRules): Faults => {
  const utc = rules('UTC');
  const known = zones.flatMap((name) => rules(name) ?? []);
  const clocks = [...(utc === null ? [] : [[utc]]), ...(known.length === 0 ? [] : [known])];
  const silenced = channelKinds.filter((channel) =>
    clocks.some((zones) => {
      const { quiet, until } = spellAt(windows, { channel, zones, moment: someMoment, horizonMs: 15 * dayMs });
      return quiet && until === null;
    }),
  );
  return silenced.length === 0
    ? []
    : [fault('/windows', 'always-quiet', `leave no time of the week for ${silenced.join(', ')}`)];
};
