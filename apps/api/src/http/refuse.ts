import { type Fault, invalidRequest } from './problem.js';

/** Throws 400 with all of the faults, if there are any. */
export const refuse = (...faults: readonly (readonly Fault[])[]): void => {
  const all = faults.flat();
  if (all.length > 0) throw invalidRequest(all);
};
