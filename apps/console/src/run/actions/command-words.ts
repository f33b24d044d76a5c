import { CalendarClock, type LucideIcon, Pause, Play, Repeat2, RotateCcw, SkipForward, XCircle } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import type { CommandAction } from './run-commands.js';

export interface CommandWords {
  /** On its button. */
  readonly label: string;
  readonly icon: LucideIcon;
  readonly key?: string;
  readonly danger?: boolean;
  /** What happens, and what does not. */
  readonly about: (run: Schemas['Run']) => string;
  /** On the button that sends it, and while it is sent. */
  readonly send: string;
  readonly sending: string;
  /** Once the lists show it; while they do not yet. */
  readonly done: string;
  readonly accepted: string;
}

const left = ({ ledger }: Schemas['Run']): string =>
  ledger.waiting === 1 ? '1 recipient' : `${ledger.waiting} recipients`;

export const commandWords: Readonly<Record<CommandAction, CommandWords>> = {
  'start-now': {
    label: 'Start now',
    icon: SkipForward,
    about: () => 'The run is queued at once, without waiting for its time.',
    send: 'Start now',
    sending: 'Starting…',
    done: 'The run is queued',
    accepted: 'The start is accepted; the lists follow',
  },
  reschedule: {
    label: 'Reschedule',
    icon: CalendarClock,
    key: 'r',
    about: () => 'Another start, with everything else as it is pinned.',
    send: 'Reschedule',
    sending: 'Rescheduling…',
    done: 'The run is rescheduled',
    accepted: 'The new time is accepted; the lists follow',
  },
  pause: {
    label: 'Pause',
    icon: Pause,
    about: () => 'No further message is claimed. What is in flight is accounted for first.',
    send: 'Pause',
    sending: 'Pausing…',
    done: 'The run pauses',
    accepted: 'The pause is accepted; the lists follow',
  },
  resume: {
    label: 'Resume',
    icon: Play,
    about: (run) => `Sending goes on: ${left(run)} wait.`,
    send: 'Resume',
    sending: 'Resuming…',
    done: 'The run goes on',
    accepted: 'Going on is accepted; the lists follow',
  },
  cancel: {
    label: 'Cancel run',
    icon: XCircle,
    key: 'c',
    danger: true,
    about: (run) =>
      run.ledger.audience === 0
        ? 'It will never start. This cannot be taken back; “Run again” makes a new run.'
        : `${left(run)} will get nothing. Messages that are claimed already may still leave. This cannot be taken back.`,
    send: 'Cancel the run',
    sending: 'Cancelling…',
    done: 'The run is being cancelled',
    accepted: 'The cancellation is accepted; the lists follow',
  },
  'retry-failed': {
    label: 'Retry failed',
    icon: RotateCcw,
    about: ({ ledger }) =>
      `A new run of the same versions for the ${ledger.refused === 1 ? 'one recipient who was' : `${ledger.refused} recipients who were`} refused.`,
    send: 'Start the retry',
    sending: 'Starting…',
    done: 'The retry is requested',
    accepted: 'The retry is accepted; the lists follow',
  },
  'run-again': {
    label: 'Run again',
    icon: Repeat2,
    about: () => 'A new run like this one, at once, with the same variables.',
    send: 'Run again',
    sending: 'Starting…',
    done: 'The new run is requested',
    accepted: 'The new run is accepted; the lists follow',
  },
};
