import type { ActionAllowance } from './problem.js';

/** Allowances from a table: each action with the reason why it is not allowed now, or null. */
export const allowances = (rules: Readonly<Record<string, string | null>>): readonly ActionAllowance[] =>
  Object.entries(rules).map(([action, because]) =>
    because === null ? { action, allowed: true } : { action, allowed: false, because },
  );
