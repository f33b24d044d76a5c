import type { Position } from '../port.js';

/** What the position tokens of an adapter stand for, and their order. */
export interface Places<P> {
  /** Negative when `a` comes before `b` in the feed. */
  compare(a: P, b: P): number;
  tokenOf(place: P): Position;
}

/** What a reader finds behind its place. */
export interface Slice<P, E> {
  readonly events: readonly E[];
  /** Nothing that passes the filter will ever appear at or before this place any more. */
  readonly to: P;
  readonly caughtUp: boolean;
}
