import type { Evidence } from '#domain/explain/facts.js';
import type { Definitions, Published, TextUses } from '#domain/explain/written.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { Pins } from '#domain/run/messages.js';
import type { DefinitionByKind, DefinitionKind } from '#eventstore/definitions.js';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import type { PublishedVersion } from '#domain/versioned/messages.js';
import { variablesOf } from '#vault/writer/template-facts.js';

/** The versions that these pins name. Throws when the log lacks the campaign's. */
export const pinnedDefinitions = async (store: EventStore, pins: Pins): Promise<Definitions> => {
  const [campaign, goal, segment, sender] = await Promise.all([
    publication(store, 'campaign', pins.campaign),
    publication(store, 'goal', pins.goal),
    publication(store, 'segment', pins.segment),
    publication(store, 'sender', pins.sender),
  ]);
  if (campaign === null) throw new Error(`the log lacks version ${pins.campaign.version} of ${pins.campaign.id}`);
  return { campaign, goal, segment, sender };
};

/** What the campaign is made of now. Throws when the log lacks the campaign. */
export const presentDefinitions = async (store: EventStore, campaignId: string): Promise<Definitions> => {
  const campaign = await publication(store, 'campaign', { id: campaignId });
  if (campaign === null) throw new Error(`the log lacks the campaign ${campaignId}`);
  const newest = (id: string | null) => (id === null ? null : { id });
  const { definition } = campaign;
  const [goal, segment, sender] = await Promise.all([
    publication(store, 'goal', newest(definition.goal)),
    publication(store, 'segment', newest(definition.segment)),
    publication(store, 'sender', newest(definition.sender)),
  ]);
  return { campaign, goal, segment, sender };
};

export const usesOf = (definition: CampaignDefinition): TextUses => {
  const { usedSections, variables } = variablesOf(definition);
  return { sections: usedSections, variables };
};

/** One version with the event that published it, or without a number the newest. */
const publication = async <Kind extends DefinitionKind>(
  store: EventStore,
  kind: Kind,
  pin: { readonly id: string; readonly version?: number } | null,
): Promise<Published<DefinitionByKind[Kind]> | null> => {
  if (pin === null) return null;
  for (const event of (await store.read(`${kind}-${pin.id}`)).toReversed()) {
    const { data } = event;
    if (!isPublication<Kind>(data) || (pin.version !== undefined && data.version !== pin.version)) continue;
    const { id, version, hash, definition } = data;
    return { pin: { id, version, hash }, definition, event: evidenceIn(event) };
  }
  return null;
};

const isPublication = <Kind extends DefinitionKind>(data: object): data is PublishedVersion<DefinitionByKind[Kind]> =>
  'definition' in data && 'version' in data;

const evidenceIn = ({ stream, revision, type, metadata }: RecordedEvent): Evidence => ({
  stream,
  revision,
  type,
  at: metadata.occurredAt,
  actor: metadata.actor,
  reason: metadata.reason ?? null,
});
