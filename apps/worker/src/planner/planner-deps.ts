import type { ReactorDeps } from '../reactors/reactor.js';

export interface PlannerDeps extends ReactorDeps {
  readonly worker: string;
}

/** Longest sleep between two looks, ms: what was scheduled meanwhile for an earlier time is seen by then. */
export const pollMs = 250;
