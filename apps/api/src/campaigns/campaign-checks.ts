import { faultsOfCampaign } from '#domain/campaign/faults.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { EventStore } from '#eventstore/port.js';
import { intlZones } from '#platform/zones/zones.js';
import { parseTemplate } from '#vault/writer/template-facts.js';
import { Problem } from '../http/problem.js';
import { refuse } from '../http/refuse.js';

const references = ['goal', 'segment', 'sender'] as const;

/**
 * Throws 400 with every fault of the definition and its templates, then 404 with every reference to something
 * that was never defined. What the campaign still lacks before it can run is for preflight.
 */
export const checkCampaign = async (store: EventStore, campaign: CampaignDefinition): Promise<CampaignDefinition> => {
  refuse(faultsOfCampaign(campaign, intlZones), parseTemplate(campaign));
  const found = await Promise.all(
    references.map(async (kind) => {
      const id = campaign[kind];
      return id === null || (await store.read(`${kind}-${id}`, { limit: 1 })).length > 0;
    }),
  );
  const unknown = references.filter((_, index) => found[index] === false);
  if (unknown.length > 0) {
    throw new Problem('not-found', `there is no such ${unknown.join(', no such ')}`, {
      errors: unknown.map((kind) => ({ pointer: `/${kind}`, detail: `there is no ${kind} with this id` })),
    });
  }
  return campaign;
};
