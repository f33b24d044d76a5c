import { useSession } from '../api/session.js';

/** Why one may not share a view; undefined: one may. */
export const useShareRefusal = (): string | undefined => {
  const role = useSession()?.role;
  return role === 'viewer' || role === 'service' ? 'Views are shared by operators and above' : undefined;
};
