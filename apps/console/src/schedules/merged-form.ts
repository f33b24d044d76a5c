import { isSame } from '../parts/versions/three-way.js';
import { bodyOf, formOf, type ScheduleForm } from './schedule-form.js';
import type { Schedule, ScheduleBody } from './schedules-queries.js';

type Definition = Schedule['definition'];

/** A definition as the form would send it again: what was typed can be compared with it. */
export const sentAgain = (definition: Definition): ScheduleBody => bodyOf(formOf(definition));

const members = {
  name: 'name',
  campaignId: 'campaignId',
  campaignVersion: 'campaignVersion',
  timeZone: 'timeZone',
  rules: 'specs',
  exclusions: 'exclusions',
  startsAt: 'startsAt',
  endsAt: 'endsAt',
  jitterSeconds: 'jitterSeconds',
  gap: 'gap',
  repeated: 'repeated',
  overlap: 'overlap',
  mostOpenRuns: 'mostOpenRuns',
  catchUpSeconds: 'catchUpSeconds',
  startWithinSeconds: 'startWithinSeconds',
  pauseOnFailure: 'pauseOnFailure',
} as const satisfies Record<keyof ScheduleForm, keyof ScheduleBody>;

/** The form of what was chosen from two: each part as whoever said it has typed it. */
export const mergedForm = (merged: ScheduleBody, yours: ScheduleForm, theirs: ScheduleForm): ScheduleForm => {
  const said = bodyOf(yours);
  const names = Object.keys(members) as (keyof ScheduleForm)[];
  return names.reduce(
    (form, name) => (isSame(merged[members[name]], said[members[name]]) ? { ...form, [name]: yours[name] } : form),
    theirs,
  );
};

const words: Readonly<Record<string, string>> = {
  name: 'Name',
  campaignId: 'Campaign',
  campaignVersion: 'Version',
  timeZone: 'Time zone',
  specs: 'When',
  exclusions: 'Days left out',
  startsAt: 'Nothing before',
  endsAt: 'Nothing from',
  jitterSeconds: 'Spread starts over, seconds',
  gap: 'A time that the clocks leave out',
  repeated: 'A time that the clocks show twice',
  overlap: 'While a run of it goes on',
  mostOpenRuns: 'Runs at once, at most',
  catchUpSeconds: 'Late starts are caught up on for, seconds',
  startWithinSeconds: 'A run must start within, seconds',
  pauseOnFailure: 'Pause the schedule when a run of it fails',
} satisfies Record<Exclude<keyof ScheduleBody, 'reason'>, string>;

/** What the editor calls a member. */
export const memberWords = (pointer: string): string => words[pointer.slice(1)] ?? pointer;
