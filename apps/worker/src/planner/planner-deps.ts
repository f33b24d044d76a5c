import type { ReactorDeps } from '../reactors/reactor.js';
import type { RightOfWay } from './right-of-way.js';

export interface PlannerDeps extends ReactorDeps {
  readonly worker: string;
  readonly rightOfWay: RightOfWay;
}

/** Longest sleep between two looks, ms: what was scheduled meanwhile for an earlier time is seen by then. */
export const pollMs = 250;
