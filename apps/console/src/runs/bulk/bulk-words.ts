import { CalendarClock, FastForward, type LucideIcon, PauseCircle, PlayCircle, RotateCcw, XCircle } from 'lucide-react';

/** Those that are always seen, and those behind a menu. */
export const mainActions = ['cancel', 'reschedule', 'retry-failed'] as const;
export const moreActions = ['pause', 'resume', 'start-now'] as const;
export type BulkAction = (typeof mainActions)[number] | (typeof moreActions)[number];

interface BulkWords {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly danger: boolean;
  readonly about: string;
  /** On the button, before the number of runs. */
  readonly verb: string;
}

export const bulkWords: Readonly<Record<BulkAction, BulkWords>> = {
  cancel: {
    label: 'Cancel',
    icon: XCircle,
    danger: true,
    about:
      'Whoever waits in them gets nothing. A run that ends before its turn stays as it is. This cannot be taken back.',
    verb: 'Cancel',
  },
  reschedule: {
    label: 'Reschedule',
    icon: CalendarClock,
    danger: false,
    about: 'A run that has started before its turn stays as it is.',
    verb: 'Reschedule',
  },
  'retry-failed': {
    label: 'Retry failed',
    icon: RotateCcw,
    danger: false,
    about: 'A new run for each, for the recipients who were refused.',
    verb: 'Retry',
  },
  pause: {
    label: 'Pause',
    icon: PauseCircle,
    danger: false,
    about:
      'What is in flight comes to its end, nothing further leaves. A run that ends before its turn stays as it is.',
    verb: 'Pause',
  },
  resume: {
    label: 'Resume',
    icon: PlayCircle,
    danger: false,
    about: 'They go on from where they were.',
    verb: 'Resume',
  },
  'start-now': {
    label: 'Start now',
    icon: FastForward,
    danger: true,
    about: 'They start at once, whatever time they were planned for.',
    verb: 'Start',
  },
};

export const runsInWords = (count: number): string => `${count.toLocaleString()} ${count === 1 ? 'run' : 'runs'}`;

/** A reason of the service, whose names of statuses are those of programs. */
export const inWords = (reason: string): string =>
  reason.replaceAll(/\b[a-z]+(?:_[a-z]+)+\b/g, (name) => name.replaceAll('_', ' '));
