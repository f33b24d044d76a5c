import { CalendarClock, type LucideIcon, RotateCcw, XCircle } from 'lucide-react';

export const bulkActions = ['cancel', 'reschedule', 'retry-failed'] as const;
export type BulkAction = (typeof bulkActions)[number];

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
    about: 'All of them start at the new time. A run that has started before its turn stays as it is.',
    verb: 'Reschedule',
  },
  'retry-failed': {
    label: 'Retry failed',
    icon: RotateCcw,
    danger: false,
    about: 'A new run for each, for the recipients who were refused.',
    verb: 'Retry',
  },
};

export const runsInWords = (count: number): string => `${count.toLocaleString()} ${count === 1 ? 'run' : 'runs'}`;
