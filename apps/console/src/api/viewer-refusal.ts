import type { Schemas } from '#client/client.js';

export const viewersLook = 'Viewers may look, not act: ask an operator';

/** Why a viewer may not do what operators do; undefined for everybody else. The API refuses them too. */
export const viewerRefusal = (role: Schemas['Role'] | undefined): string | undefined =>
  role === 'viewer' ? viewersLook : undefined;
