import type { Schemas } from '#client/client.js';

const publishers: readonly Schemas['Role'][] = ['manager', 'admin'];

/** Why somebody of this role cannot publish; undefined when they can. The API refuses them too. */
export const mayPublish = (role: Schemas['Role'] | undefined): string | undefined =>
  role !== undefined && publishers.includes(role) ? undefined : 'Managers publish: ask one of them';
