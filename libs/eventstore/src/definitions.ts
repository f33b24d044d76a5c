import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { GoalDefinition } from '#domain/goal/messages.js';
import type { SegmentDefinition } from '#domain/segment/messages.js';
import type { SenderDefinition } from '#domain/sender/messages.js';
import type { PublishedVersion } from '#domain/versioned/messages.js';
import type { EventStore } from './port.js';

export interface DefinitionByKind {
  goal: GoalDefinition;
  segment: SegmentDefinition;
  sender: SenderDefinition;
  campaign: CampaignDefinition;
}
export type DefinitionKind = keyof DefinitionByKind;

/** A published version, or null when there is none of that number. */
export const versionOf = async <Kind extends DefinitionKind>(
  store: Pick<EventStore, 'read'>,
  kind: Kind,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<PublishedVersion<DefinitionByKind[Kind]> | null> => {
  for (const { data } of await store.read(`${kind}-${id}`)) {
    if (isPublication<Kind>(data) && data.version === version) return data;
  }
  return null;
};

/** Only publications carry a definition. */
const isPublication = <Kind extends DefinitionKind>(data: object): data is PublishedVersion<DefinitionByKind[Kind]> =>
  'definition' in data && 'version' in data;

/** The newest published version, or null when nothing was published under the id. */
export const latestVersionOf = async <Kind extends DefinitionKind>(
  store: Pick<EventStore, 'read'>,
  kind: Kind,
  id: string,
): Promise<PublishedVersion<DefinitionByKind[Kind]> | null> => {
  for (const { data } of (await store.read(`${kind}-${id}`)).toReversed()) {
    if (isPublication<Kind>(data)) return data;
  }
  return null;
};
