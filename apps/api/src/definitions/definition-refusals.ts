import type { VersionedRejectionCode } from '#domain/versioned/decide.js';
import type { ProblemKind } from '../http/problem.js';

/** What the refusals that all definitions share mean in HTTP. */
export const definitionRefusals = {
  'no-such-definition': 'not-found',
  'exists-already': 'already-exists',
  archived: 'action-not-allowed',
  'stale-version': 'stale-version',
} as const satisfies Record<VersionedRejectionCode, ProblemKind>;
