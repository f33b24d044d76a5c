import { isFinal } from '#domain/run/lifecycle.js';
import type { RunState } from '#domain/run/state.js';

/** Whether a batch of the run may claim: go on, leave the rest for later, or give the rest up. */
export type Phase = 'go' | 'wait' | 'abandon';

export const phaseOf = ({ status }: RunState): Phase => {
  if (status === 'running' || status === 'awaiting_approval') return 'go';
  return status === 'cancelling' || (status !== 'absent' && isFinal(status)) ? 'abandon' : 'wait';
};
