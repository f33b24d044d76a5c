import { canonicalJson } from '#domain/kernel/canonical-json.js';
import type { VersionedCommand } from '#domain/versioned/messages.js';
import { sha256 } from '#platform/ids.js';
import { requireMatch } from '../http/conditions.js';
import { asJson } from '../http/json.js';

type Command<Type extends string, Definition> = Extract<VersionedCommand<Definition>, { type: Type }>;

const publication = <Definition>(definition: Definition, summary: string | undefined) => ({
  definition,
  hash: sha256(canonicalJson(asJson(definition))),
  summary: summary ?? '',
});

export const define = <Definition>(
  id: string,
  definition: Definition,
  summary: string | undefined,
): Command<'Define', Definition> => ({ type: 'Define', data: { id, ...publication(definition, summary) } });

/** Throws 428 or 412 unless `ifMatch` names what is there; a later publication is then refused by its number. */
export const revise = <Definition>(
  ifMatch: string | undefined,
  present: { readonly revision: number; readonly body: { readonly version: number } },
  definition: Definition,
  summary: string | undefined,
): Command<'Revise', Definition> => {
  requireMatch(ifMatch, present.revision);
  return { type: 'Revise', data: { ...publication(definition, summary), expectedVersion: present.body.version } };
};
