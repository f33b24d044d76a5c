import type { RunEvent } from './messages.js';

export const runStatuses = [
  'requested',
  'scheduled',
  'queued',
  'preparing',
  'running',
  'awaiting_approval',
  'pausing',
  'paused',
  'cancelling',
  'completed',
  'completed_with_failures',
  'failed',
  'cancelled',
  'missed',
] as const;
export type RunStatus = (typeof runStatuses)[number];

const beforeStart = ['requested', 'scheduled', 'queued'] as const;
const started = ['running', 'awaiting_approval', 'pausing', 'paused'] as const;

export const finalStatuses = [
  'completed',
  'completed_with_failures',
  'failed',
  'cancelled',
  'missed',
] as const satisfies readonly RunStatus[];
export type FinalStatus = (typeof finalStatuses)[number];

export const isFinal = (status: RunStatus | 'absent'): status is FinalStatus =>
  (finalStatuses as readonly string[]).includes(status);

interface Transition {
  readonly from: readonly (RunStatus | 'absent')[];
  /** `same`: the status stays. RunCompleted names its own. */
  readonly to: RunStatus | 'same' | 'outcome';
}

/** The one transition table: decider, read models, API and docs/lifecycles.md agree through it. */
export const runTransitions = {
  RunRequested: { from: ['absent'], to: 'requested' },
  RunScheduled: { from: ['requested'], to: 'scheduled' },
  RunRescheduled: { from: ['scheduled', 'queued'], to: 'scheduled' },
  RunRepinned: { from: [...beforeStart, 'preparing'], to: 'same' },
  RunQueued: { from: ['requested', 'scheduled'], to: 'queued' },
  RunPreparing: { from: ['queued'], to: 'preparing' },
  RunStarted: { from: ['preparing'], to: 'running' },
  RunApprovalRequested: { from: ['running'], to: 'awaiting_approval' },
  RunPauseRequested: { from: ['running', 'awaiting_approval'], to: 'pausing' },
  RunPaused: { from: ['pausing'], to: 'paused' },
  RunResumed: { from: ['pausing', 'paused', 'awaiting_approval'], to: 'running' },
  BatchesSettled: { from: [...started, 'preparing', 'cancelling'], to: 'same' },
  RunCancellationRequested: { from: [...beforeStart, 'preparing', ...started], to: 'cancelling' },
  RunCancelled: { from: ['cancelling'], to: 'cancelled' },
  RunCompleted: { from: [...started], to: 'outcome' },
  RunFailed: { from: [...beforeStart, 'preparing'], to: 'failed' },
  RunMissed: { from: ['scheduled', 'queued', 'preparing'], to: 'missed' },
} as const satisfies Record<RunEvent['type'], Transition>;

/** The status after an event, whatever the status before: what was recorded happened. */
export const statusAfter = (event: RunEvent, before: RunStatus): RunStatus => {
  const { to } = runTransitions[event.type];
  if (to === 'same') return before;
  if (to === 'outcome') return event.type === 'RunCompleted' ? event.data.outcome : before;
  return to;
};
