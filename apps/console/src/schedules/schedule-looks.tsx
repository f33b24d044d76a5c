import {
  Archive,
  CalendarX,
  CircleCheck,
  Clock,
  Hourglass,
  PauseCircle,
  Play,
  RotateCcw,
  SkipForward,
} from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { Pill } from '../parts/status-pill.js';
import type { StatusLook } from '../parts/statuses.js';
import type { Schedule } from './schedules-queries.js';

export const scheduleStatuses = {
  active: { label: 'Active', tone: 'good', icon: Play },
  paused: { label: 'Paused', tone: 'warn', icon: PauseCircle },
  archived: { label: 'Archived', tone: 'calm', icon: Archive },
} satisfies Record<Schedule['status'], StatusLook>;

export const ScheduleStatusPill = ({ status }: { readonly status: Schedule['status'] }) => (
  <Pill look={scheduleStatuses[status]} />
);

export type Outcome = Schemas['OccurrenceOutcome'];

export const outcomeLooks = {
  fired: { label: 'Started', tone: 'good', icon: CircleCheck },
  skipped: { label: 'Skipped', tone: 'calm', icon: SkipForward },
  missed: { label: 'Missed', tone: 'bad', icon: CalendarX },
  buffered: { label: 'Waiting', tone: 'plan', icon: Hourglass },
  backfilled: { label: 'Backfilled', tone: 'busy', icon: RotateCcw },
} satisfies Record<Outcome, StatusLook>;

const late: StatusLook = { label: 'Started late', tone: 'warn', icon: Clock };

/** What became of a planned start; one that came late is another thing than one on time. */
export const OutcomePill = ({ outcome, onTime }: { readonly outcome: Outcome; readonly onTime: boolean }) => (
  <Pill look={outcome === 'fired' && !onTime ? late : outcomeLooks[outcome]} />
);

const reasons = {
  paused: 'the schedule was paused',
  exclusion: 'the day is excluded',
  overlap: 'a run of it had not ended',
  limit: 'as many runs as are allowed had not ended',
  outage: 'nobody was there to start it',
  expired: 'its run came too late to start',
} as const satisfies Record<Schemas['OccurrenceReason'], string>;

export const reasonWords = (reason: Schemas['OccurrenceReason']): string => reasons[reason];
