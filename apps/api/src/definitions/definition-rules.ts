import type { VersionedRejectionCode } from '#domain/versioned/decide.js';
import { allowances } from '../http/actions.js';
import type { ActionAllowance, ProblemKind } from '../http/problem.js';

/** What the refusals that all definitions share mean in HTTP. */
export const definitionRefusals = {
  'no-such-definition': 'not-found',
  'exists-already': 'already-exists',
  archived: 'action-not-allowed',
  'stale-version': 'stale-version',
} as const satisfies Record<VersionedRejectionCode, ProblemKind>;

/** What can be done with a definition that is either in use or archived. */
export const archivable = (status: 'active' | 'archived'): readonly ActionAllowance[] => {
  const archived = status === 'archived' ? 'it is archived' : null;
  return allowances({ revise: archived, archive: archived });
};
