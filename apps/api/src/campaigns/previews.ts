import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { latestVersionOf } from '#eventstore/definitions.js';
import { contactsByExternalIds } from '#vault/contacts/contacts.js';
import { Problem } from '../http/problem.js';
import type { Installation } from '../installation.js';
import type { MessagePreview } from './campaign-views.js';
import { renderFor } from './rendering.js';

/** What these contacts would get. Throws 404 with the place of each that is not there. */
export const previewsFor = async (
  { store, pool }: Installation,
  campaign: { readonly hash: string; readonly definition: CampaignDefinition },
  wanted: readonly string[],
): Promise<readonly MessagePreview[]> => {
  const contacts = await contactsByExternalIds(pool, [...wanted]);
  const unknown = [...wanted.entries()].filter(([, externalId]) => !contacts.has(externalId));
  if (unknown.length > 0) {
    throw new Problem('not-found', 'there are no such contacts', {
      errors: unknown.map(([at]) => ({ pointer: `/contacts/${at}`, detail: 'there is no contact with this id' })),
    });
  }
  const { goal: goalId } = campaign.definition;
  const goal = goalId === null ? null : await latestVersionOf(store, 'goal', goalId);
  const input = { campaign, goal: goal?.definition ?? null, variables: {} };
  return wanted.flatMap((externalId): readonly MessagePreview[] => {
    const contact = contacts.get(externalId);
    if (contact === undefined) return [];
    const result = renderFor(input, contact);
    if (result.ok) return [{ externalId, rendered: true, content: result.content, variables: result.variables }];
    const { ok: _ok, ...failure } = result;
    return [{ externalId, rendered: false, ...failure }];
  });
};
