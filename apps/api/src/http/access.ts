import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type { Role } from '#platform/access/roles.js';

/** Who a route is for. Every route carries one, or the API does not start. */
export type Policy = { readonly kind: 'public' } | { readonly kind: 'roles'; readonly roles: readonly Role[] };

export const policyKey = Symbol('policy');

/**
 * Permits the least of these roles and everything above it on the ladder viewer < operator < manager < admin.
 * `service` stands beside the ladder: it must be named.
 */
export const Allow = (...roles: readonly [Role, ...Role[]]): CustomDecorator<symbol> =>
  SetMetadata(policyKey, { kind: 'roles', roles } satisfies Policy);

/** No key needed: health, metrics, documentation, unsubscribing. */
export const Public = (): CustomDecorator<symbol> => SetMetadata(policyKey, { kind: 'public' } satisfies Policy);

/** Position on the ladder; null stands beside it. */
const rungs = { viewer: 0, operator: 1, manager: 2, admin: 3, service: null } as const satisfies Record<
  Role,
  number | null
>;

export const permits = (policy: Policy, role: Role): boolean =>
  policy.kind === 'public' ||
  policy.roles.some((named) => {
    const least = rungs[named];
    const has = rungs[role];
    return named === role || (least !== null && has !== null && has >= least);
  });
