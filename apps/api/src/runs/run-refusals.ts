import type { RunRejectionCode } from '#domain/run/decide.js';
import type { ProblemKind } from '../http/problem.js';

/** What the refusals of a run mean in HTTP. */
export const runRefusals = {
  'no-such-run': 'not-found',
  'exists-already': 'already-exists',
  'not-allowed-now': 'action-not-allowed',
  'in-the-past': 'invalid-request',
  'not-due': 'action-not-allowed',
  'too-late': 'action-not-allowed',
  'nothing-to-shift': 'action-not-allowed',
  pinned: 'action-not-allowed',
} as const satisfies Record<RunRejectionCode, ProblemKind>;
