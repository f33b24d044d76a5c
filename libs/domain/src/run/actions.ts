import { isFinal, type RunStatus } from './lifecycle.js';
import type { Ledger } from './messages.js';

export const runActions = [
  'refresh',
  'start-now',
  'reschedule',
  'pause',
  'resume',
  'cancel',
  'run-again',
  'retry-failed',
  'decide-drafts',
  'resolve-unknowns',
] as const;
export type RunAction = (typeof runActions)[number];

/** Whether a person may do it now; if not, why, in words fit for a tooltip. */
export type Allowance =
  | { readonly action: RunAction; readonly allowed: true }
  | { readonly action: RunAction; readonly allowed: false; readonly because: string };

export interface ActionFacts {
  readonly status: RunStatus;
  readonly ledger: Ledger;
  readonly drafts: number;
}

type Rule = (facts: ActionFacts) => string | null;

const onlyIn =
  (...statuses: readonly RunStatus[]): Rule =>
  ({ status }) =>
    statuses.includes(status) ? null : `not while the run is ${status}`;

/** One rule per action: null allows it, a text says why not. Legality agrees with `runTransitions` (tested). */
const rules = {
  refresh: () => null,
  'start-now': onlyIn('scheduled'),
  reschedule: onlyIn('scheduled', 'queued'),
  pause: onlyIn('running', 'awaiting_approval'),
  resume: onlyIn('pausing', 'paused'),
  cancel: onlyIn('requested', 'scheduled', 'queued', 'preparing', 'running', 'awaiting_approval', 'pausing', 'paused'),
  'run-again': () => null,
  'retry-failed': ({ status, ledger }) => {
    if (!isFinal(status)) return 'the run has not ended';
    return ledger.refused > 0 ? null : 'no recipient was refused';
  },
  'decide-drafts': ({ drafts }) => (drafts > 0 ? null : 'no draft waits for a decision'),
  'resolve-unknowns': ({ ledger }) => (ledger.unknown > 0 ? null : 'no message is of unknown fate'),
} as const satisfies Record<RunAction, Rule>;

export const allowedActions = (facts: ActionFacts): readonly Allowance[] =>
  runActions.map((action) => {
    const because = rules[action](facts);
    return because === null ? { action, allowed: true } : { action, allowed: false, because };
  });
