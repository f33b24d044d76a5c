import { CircleCheck, CircleDot, CircleSlash, CircleX, Loader, Play, TriangleAlert } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import type { StatusLook } from '../parts/statuses.js';
import { formatDuration } from '../parts/time-format.js';
import type { JobStatus, RowResult } from './bulk-search.js';

export type BulkJob = Schemas['BulkJob'];

export const jobLooks = {
  running: { label: 'Running', tone: 'busy', icon: Play },
  aborting: { label: 'Aborting', tone: 'calm', icon: Loader },
  aborted: { label: 'Aborted', tone: 'warn', icon: CircleSlash },
  completed: { label: 'Completed', tone: 'good', icon: CircleCheck },
} satisfies Record<JobStatus, StatusLook>;

export const resultLooks = {
  done: { label: 'Done', tone: 'good', icon: CircleCheck },
  refused: { label: 'Refused', tone: 'warn', icon: TriangleAlert },
  failed: { label: 'Failed', tone: 'bad', icon: CircleX },
  open: { label: 'No turn yet', tone: 'plan', icon: CircleDot },
} satisfies Record<RowResult, StatusLook>;

/** A completed job of which runs refused is no success to pass over. */
export const lookOf = ({ status, progress: { refused, failed } }: BulkJob): StatusLook =>
  status === 'completed' && refused + failed > 0
    ? { ...jobLooks.completed, label: 'Completed, not all did', tone: 'warn' }
    : jobLooks[status];

const kinds = {
  cancel: 'Cancel',
  pause: 'Pause',
  resume: 'Resume',
  'start-now': 'Start now',
  'retry-failed': 'Retry failed',
  reschedule: 'Reschedule',
} as const;

/** What it does to each, on one line; a time in it is an instant. */
export const actionWords = (action: BulkJob['action']): string => {
  if (action.kind === 'shift') {
    const words = formatDuration(Math.abs(action.bySeconds) * 1_000);
    return `Shift ${words} ${action.bySeconds < 0 ? 'earlier' : 'later'}`;
  }
  return action.kind === 'reschedule' ? `Reschedule to ${action.startAt}` : kinds[action.kind];
};
