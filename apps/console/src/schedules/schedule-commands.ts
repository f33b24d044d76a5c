import { Archive, CalendarSync, type LucideIcon, Pause, Play, SkipForward } from 'lucide-react';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';

export type ScheduleCommand = 'pause' | 'unpause' | 'trigger' | 'backfill' | 'archive';

export interface CommandWords {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly key?: string;
  readonly danger?: boolean;
  /** What happens, and what does not. */
  readonly about: string;
  readonly send: string;
  readonly done: string;
  /** Managers only. */
  readonly plans?: boolean;
}

export const commandWords = {
  trigger: {
    label: 'Trigger now',
    icon: SkipForward,
    key: 't',
    about: 'One run now, beside the plan. The plan stays as it is.',
    send: 'Trigger one run',
    done: 'One run is triggered',
  },
  pause: {
    label: 'Pause',
    icon: Pause,
    key: 'p',
    about: 'What comes due is skipped, and the log of starts says so. Runs that have started go on.',
    send: 'Pause the schedule',
    done: 'The schedule is paused',
  },
  unpause: {
    label: 'Unpause',
    icon: Play,
    key: 'p',
    about: 'Starts come again from now on. What was skipped meanwhile can be backfilled.',
    send: 'Let it go on',
    done: 'The schedule goes on',
  },
  backfill: {
    label: 'Backfill',
    icon: CalendarSync,
    key: 'b',
    about: 'Starts at once what has no run in a time that is over. What ran already is left alone.',
    send: 'Backfill',
    done: 'The backfill is asked for',
  },
  archive: {
    label: 'Archive',
    icon: Archive,
    danger: true,
    about: 'It starts nothing any more, for good. Runs that have started go on.',
    send: 'Archive for good',
    done: 'The schedule is archived',
    plans: true,
  },
} as const satisfies Record<ScheduleCommand, CommandWords>;

export interface Asked {
  readonly reason?: string;
  /** For a backfill. */
  readonly range?: { readonly from: string; readonly to: string };
}

/** Answered once the lists show it, or after so many seconds. */
const wait = 'wait=5';

/** Sends a command. Throws `ProblemAnswer` when the API refuses. */
export const sendCommand = (id: string, command: ScheduleCommand, asked: Asked, key: string) => {
  const params = { path: { id }, header: { Prefer: wait, 'Idempotency-Key': key } };
  const body = asked.reason === undefined ? {} : { reason: asked.reason };
  switch (command) {
    case 'pause':
      return answered(api.POST('/v1/schedules/{id}/pause', { params, body }));
    case 'unpause':
      return answered(api.POST('/v1/schedules/{id}/unpause', { params, body }));
    case 'trigger':
      return answered(api.POST('/v1/schedules/{id}/trigger', { params, body }));
    case 'archive':
      return answered(api.POST('/v1/schedules/{id}/archive', { params, body }));
    case 'backfill': {
      const { from = '', to = '' } = asked.range ?? {};
      return answered(api.POST('/v1/schedules/{id}/backfill', { params, body: { ...body, from, to } }));
    }
  }
};
