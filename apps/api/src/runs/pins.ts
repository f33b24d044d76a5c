import type { Pins } from '#domain/run/messages.js';
import { type ExistingRun, startedOf } from '#domain/run/state.js';

/** What the run used; before its start, what it would use now. */
export const pinsOf = (run: ExistingRun): Pins => {
  const { campaign, goal, segment, sender } = startedOf(run)?.manifest ?? run.request.pins;
  return { campaign, goal, segment, sender };
};
