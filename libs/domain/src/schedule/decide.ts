import { canonicalJson } from '../kernel/canonical-json.js';
import { assertNever, type Decider, reject } from '../kernel/decider.js';
import type { Instant, Json } from '../kernel/message.js';
import type { ScheduleCommand, ScheduleDefinition, ScheduleEvent } from './messages.js';
import { evolveSchedule, type ExistingSchedule, type ScheduleState } from './state.js';

export type ScheduleRejectionCode = 'no-such-schedule' | 'archived' | 'stale-version' | 'not-over';

export interface ScheduleRejection {
  readonly rejected: ScheduleRejectionCode;
  readonly detail: string;
}

type Decision = readonly ScheduleEvent[] | ScheduleRejection;

const decide = (command: ScheduleCommand, state: ScheduleState, now: Instant): Decision => {
  if (state.status === 'absent') {
    if (command.type !== 'SetSchedule') return reject('no-such-schedule', 'there is no such schedule');
    const { scheduleId, definition } = command.data;
    return [{ type: 'ScheduleSet', data: { scheduleId, version: 1, definition, from: now } }];
  }
  if (state.status === 'archived')
    return command.type === 'ArchiveSchedule' ? [] : reject('archived', 'it is archived and takes no further change');
  const { scheduleId } = state;
  switch (command.type) {
    case 'SetSchedule':
      return change(state, command.data, now);
    case 'PauseSchedule':
      return pause(state, command.data, now);
    case 'UnpauseSchedule':
      return state.status === 'active' ? [] : [{ type: 'ScheduleUnpaused', data: { scheduleId, at: now } }];
    case 'ArchiveSchedule':
      return [{ type: 'ScheduleArchived', data: { scheduleId, at: now } }];
    case 'TriggerSchedule':
      return [{ type: 'ScheduleTriggered', data: { scheduleId, at: now } }];
    case 'RequestBackfill': {
      if (command.data.to > now) return reject('not-over', `the range ends after ${now}: what is to come is planned`);
      return [{ type: 'BackfillRequested', data: { scheduleId, ...command.data } }];
    }
    default:
      return assertNever(command);
  }
};

const pause = (
  { scheduleId, status, editions, pauses }: ExistingSchedule,
  { overdueToo = false }: { overdueToo?: boolean },
  now: Instant,
): Decision => {
  if (status === 'paused' && !overdueToo) return [];
  const at = overdueToo ? (editions[0]?.from ?? now) : now;
  const isCovered = pauses.some(({ from, to }) => to === null && from <= at);
  return isCovered ? [] : [{ type: 'SchedulePaused', data: { scheduleId, at } }];
};

const change = (
  { scheduleId, version, definition: before }: ExistingSchedule,
  { definition, expectedVersion }: { definition: ScheduleDefinition; expectedVersion?: number },
  now: Instant,
): Decision => {
  if (canonicalJson(asJson(definition)) === canonicalJson(asJson(before))) return [];
  if (expectedVersion !== undefined && expectedVersion !== version)
    return reject('stale-version', `version ${version} is current, the change was made to ${expectedVersion}`);
  return [{ type: 'ScheduleSet', data: { scheduleId, version: version + 1, definition, from: now } }];
};

/** A definition is JSON: what it has no member for is not there. */
const asJson = ({ specs, exclusions, ...definition }: ScheduleDefinition): Json => ({
  ...definition,
  specs: specs.map((spec) => ({ ...spec })),
  exclusions: exclusions.map((exclusion) => ({ ...exclusion })),
});

export const scheduleDecider: Decider<ScheduleCommand, ScheduleEvent, ScheduleState, ScheduleRejection> = {
  initial: { status: 'absent' },
  decide,
  evolve: evolveSchedule,
};
