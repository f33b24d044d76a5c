import { instantOf, millisOf, secondMs } from '../kernel/calendar.js';
import { assertNever } from '../kernel/decider.js';
import type { Instant } from '../kernel/message.js';
import { allowedActions, type RunAction } from '../run/actions.js';
import { emptyLedger } from '../run/ledger.js';
import type { RunStatus } from '../run/lifecycle.js';
import type { RunCommand } from '../run/messages.js';
import type { BulkAction } from './messages.js';

/** What is asked of each run; null for a retry, which is a run of its own. */
export const runCommandOf = (action: BulkAction): RunCommand | null => {
  switch (action.kind) {
    case 'cancel':
      return { type: 'CancelRun', data: {} };
    case 'pause':
      return { type: 'PauseRun', data: {} };
    case 'resume':
      return { type: 'ResumeRun', data: {} };
    case 'start-now':
      return { type: 'QueueRun', data: { early: true } };
    case 'reschedule':
      return { type: 'RescheduleRun', data: { startAt: action.startAt } };
    case 'shift':
      return { type: 'ShiftRun', data: { bySeconds: action.bySeconds } };
    case 'retry-failed':
      return null;
    default:
      return assertNever(action);
  }
};

/** What decides whether a run would be refused. */
export interface RowFacts {
  readonly status: RunStatus;
  readonly refused: number;
  readonly startAt: Instant | null;
}

/** Why it would be refused as it stands now, in words; null when it would be done. The run itself has the last word. */
export const objectionTo = (
  action: BulkAction,
  { status, refused, startAt }: RowFacts,
  now: Instant,
): string | null => {
  const ledger = { ...emptyLedger, refused };
  const found = allowedActions({ status, ledger, drafts: 0 }).find((one) => one.action === actionOf(action));
  if (found?.allowed === false) return found.because;
  if (action.kind === 'reschedule') return action.startAt > now ? null : 'the new start lies in the past';
  if (action.kind !== 'shift') return null;
  if (startAt === null) return 'the run was to start at once: there is no time to shift';
  return instantOf(millisOf(startAt) + action.bySeconds * secondMs) > now ? null : 'the new start lies in the past';
};

const actionOf = ({ kind }: BulkAction): RunAction => (kind === 'shift' ? 'reschedule' : kind);
