import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { latestVersionOf } from '#eventstore/definitions.js';
import { breathing } from '#platform/breathing.js';
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
  const previews: MessagePreview[] = [];
  const breathe = breathing();
  for (const externalId of wanted) {
    const contact = contacts.get(externalId);
    if (contact === undefined) continue;
    await breathe();
    const result = renderFor(input, contact);
    if (result.ok) {
      previews.push({ externalId, rendered: true, content: result.content, variables: result.variables });
      continue;
    }
    const { ok: _ok, ...failure } = result;
    previews.push({ externalId, rendered: false, ...failure });
  }
  return previews;
};
