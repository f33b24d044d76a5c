import type { TimeRange } from '#readmodel/conditions.js';
import { instantOf } from './instant.js';

/** From two query parameters that `IsInstant` has let through; undefined when neither is given. */
export const rangeOf = (from: string | undefined, to: string | undefined): TimeRange | undefined =>
  from === undefined && to === undefined
    ? undefined
    : {
        ...(from === undefined ? {} : { from: instantOf(from) }),
        ...(to === undefined ? {} : { to: instantOf(to) }),
      };
