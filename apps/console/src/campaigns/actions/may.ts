import type { Schemas } from '#client/client.js';
import { viewersLook } from '../../api/viewer-refusal.js';
import type { Campaign } from '../campaign-queries.js';

type Role = Schemas['Role'] | undefined;

const ladder: readonly Role[] = ['viewer', 'operator', 'manager', 'admin'];

/** Why somebody of this role may not do what needs at least another one; undefined when they may. The API refuses them too. */
export const roleRefusal = (role: Role, least: 'operator' | 'manager'): string | undefined =>
  ladder.indexOf(role) >= ladder.indexOf(least)
    ? undefined
    : least === 'operator'
      ? viewersLook
      : 'Managers do this: ask one of them';

/** Why it cannot be done with the campaign as it is now; undefined when it can. */
export const stateRefusal = ({ allowedActions }: Campaign, action: string): string | undefined => {
  const allowance = allowedActions.find((each) => each.action === action);
  if (allowance === undefined) return 'The server does not know this action';
  return allowance.allowed ? undefined : allowance.because;
};
