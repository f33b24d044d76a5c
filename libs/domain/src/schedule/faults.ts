import { daysInMonth, millisOf, readDay, readInstant, secondMs } from '../kernel/calendar.js';
import { type Fault, fault } from '../kernel/fault.js';
import type { Instant } from '../kernel/message.js';
import { lineFaults, type TextFaultCode } from '../kernel/text.js';
import { readCron } from './cron.js';
import {
  type Exclusion,
  gapPolicies,
  overlapPolicies,
  repeatedPolicies,
  type ScheduleDefinition,
  type ScheduleSpec,
} from './messages.js';
import { occurrenceTimes } from './times.js';
import type { ZoneRules } from './zone.js';

/**
 * - `unknown-time-zone`: no IANA zone of this name.
 * - `not-a-cron`, `not-a-day`, `not-a-time`: it cannot be read, or no calendar has it.
 * - `too-frequent`: more than one start a second.
 * - `never-fires`: no occurrence follows.
 */
export type ScheduleFaultCode =
  | TextFaultCode
  | 'unknown-word'
  | 'unknown-time-zone'
  | 'not-a-cron'
  | 'not-a-day'
  | 'not-a-time'
  | 'too-frequent'
  | 'too-many'
  | 'out-of-range'
  | 'never-fires';

type Faults = readonly Fault<ScheduleFaultCode>[];

const mostSpecs = 50;
const mostExclusions = 500;
const yearSeconds = 366 * 86_400;
/** A planner that takes over may come so late: occurrences of the meantime must not be missed. */
const leastCatchUpSeconds = 10;

/** Everything that is wrong with a schedule of the right shape, and with when it would come after `now`. */
export const faultsOfSchedule = (schedule: ScheduleDefinition, zones: ZoneRules, now: Instant): Faults => {
  const { campaignVersion, jitterSeconds, catchUpSeconds, mostOpenRuns, startWithinSeconds } = schedule;
  const faults = [
    ...lineFaults('/name', schedule.name, 200),
    ...(campaignVersion === 'latest' ? [] : wholeFaults('/campaignVersion', campaignVersion, 1, 1_000_000)),
    ...wordFaults('/gap', schedule.gap, gapPolicies),
    ...wordFaults('/repeated', schedule.repeated, repeatedPolicies),
    ...wordFaults('/overlap', schedule.overlap, overlapPolicies),
    ...wholeFaults('/jitterSeconds', jitterSeconds, 0, 86_400),
    ...wholeFaults('/catchUpSeconds', catchUpSeconds, leastCatchUpSeconds, yearSeconds),
    ...(startWithinSeconds === undefined ? [] : wholeFaults('/startWithinSeconds', startWithinSeconds, 1, yearSeconds)),
    ...wholeFaults('/mostOpenRuns', mostOpenRuns, 1, 100),
    ...faultsOfTimes(schedule, zones),
  ];
  if (faults.length > 0) return faults;
  return occurrenceTimes(schedule, zones).next(millisOf(now)) === null
    ? [fault('/specs', 'never-fires', `has no occurrence after ${now}`)]
    : [];
};

/** The part of it that says when. */
const faultsOfTimes = (
  { timeZone, specs, exclusions, startsAt, endsAt }: ScheduleDefinition,
  zones: ZoneRules,
): Faults => [
  ...(zones(timeZone) === null
    ? [fault('/timeZone', 'unknown-time-zone', 'must be an IANA time zone such as Europe/Berlin')]
    : []),
  ...countFaults('/specs', specs.length, 1, mostSpecs),
  ...specs.flatMap((spec, at) => specFaults(`/specs/${at}`, spec)),
  ...countFaults('/exclusions', exclusions.length, 0, mostExclusions),
  ...exclusions.flatMap((exclusion, at) => exclusionFaults(`/exclusions/${at}`, exclusion)),
  ...(startsAt === undefined ? [] : timeFaults('/startsAt', startsAt)),
  ...(endsAt === undefined ? [] : timeFaults('/endsAt', endsAt)),
  ...(startsAt !== undefined && endsAt !== undefined && endsAt <= startsAt
    ? [fault('/endsAt', 'out-of-range', `must be after startsAt, which is ${startsAt}`)]
    : []),
];

const specFaults = (pointer: string, spec: ScheduleSpec): Faults => {
  switch (spec.kind) {
    case 'once': {
      const faults = timeFaults(`${pointer}/at`, spec.at);
      const at = readInstant(spec.at);
      return at !== null && at % secondMs !== 0
        ? [fault(`${pointer}/at`, 'out-of-range', 'must be a whole second')]
        : faults;
    }
    case 'interval': {
      const { everySeconds, phaseSeconds = 0 } = spec;
      if (everySeconds < 1)
        return [fault(`${pointer}/everySeconds`, 'too-frequent', 'is more than one start a second: 1 is the least')];
      return [
        ...wholeFaults(`${pointer}/everySeconds`, everySeconds, 1, yearSeconds),
        ...(Number.isInteger(phaseSeconds) && phaseSeconds >= 0 && phaseSeconds < everySeconds
          ? []
          : [
              fault(`${pointer}/phaseSeconds`, 'out-of-range', 'must be a whole number, 0 or more, below everySeconds'),
            ]),
      ];
    }
    case 'cron': {
      const read = readCron(spec.expression);
      if (read.ok) return [];
      return read.faults.map((detail) =>
        fault(`${pointer}/expression`, detail.startsWith('never') ? 'never-fires' : 'not-a-cron', detail),
      );
    }
  }
};

const exclusionFaults = (pointer: string, { from, to = from }: Exclusion): Faults => {
  const faults = [...dayFaults(`${pointer}/from`, from), ...(to === from ? [] : dayFaults(`${pointer}/to`, to))];
  if (faults.length > 0 || to >= from) return faults;
  return [fault(`${pointer}/to`, 'out-of-range', `must not be before ${from}`)];
};

const dayFaults = (pointer: string, text: string): Faults => {
  if (readDay(text) !== null) return [];
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])-\d{2}$/.exec(text) ?? [];
  const why =
    year === undefined
      ? 'must be a day such as 2026-12-24'
      : `is no day: ${year}-${month} has ${daysInMonth(Number(year), Number(month))} days`;
  return [fault(pointer, 'not-a-day', why)];
};

const timeFaults = (pointer: string, text: string): Faults =>
  readInstant(text) === null
    ? [fault(pointer, 'not-a-time', 'must be a time in UTC such as 2026-11-23T09:00:00.000Z')]
    : [];

const wholeFaults = (pointer: string, value: number, least: number, most: number): Faults =>
  Number.isInteger(value) && value >= least && value <= most
    ? []
    : [fault(pointer, 'out-of-range', `must be a whole number from ${least} to ${most}`)];

const countFaults = (pointer: string, count: number, least: number, most: number): Faults => {
  if (count < least) return [fault(pointer, 'required', 'must not be empty')];
  return count <= most ? [] : [fault(pointer, 'too-many', `has ${count} items, the limit is ${most}`)];
};

const wordFaults = (pointer: string, word: string, words: readonly string[]): Faults =>
  words.includes(word) ? [] : [fault(pointer, 'unknown-word', `must be one of ${words.join(', ')}`)];
