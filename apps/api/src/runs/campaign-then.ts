import type { Instant } from '#domain/kernel/message.js';
import type { CampaignEvent } from '#domain/campaign/messages.js';
import type { EventStore } from '#eventstore/port.js';
import { type EventIn, known } from '#readmodel/vocabulary.js';

/** A publication of a campaign. */
export type CampaignPublication = Extract<EventIn<'campaign'>, { type: 'CampaignDefined' | 'CampaignRevised' }>;

/** A campaign's publications until a moment (absent: now), oldest first. */
export const publicationsOf = async (
  store: EventStore,
  campaignId: string,
  until?: Instant,
): Promise<readonly CampaignPublication[]> =>
  known(['campaign'], await store.read(`campaign-${campaignId}`))
    .filter(isPublication)
    .filter(({ metadata }) => until === undefined || metadata.occurredAt <= until);

const isPublication = (event: EventIn<'campaign'>): event is CampaignPublication =>
  (['CampaignDefined', 'CampaignRevised'] satisfies CampaignEvent['type'][]).some((type) => type === event.type);

/** Names and versions of the campaign, which a run's own history does not say. */
export interface CampaignThen {
  /** Of the pinned version. */
  readonly name: string | null;
  /** The newest version then. */
  readonly headVersion: number | null;
}

export const campaignThen = (publications: readonly CampaignPublication[], version: number): CampaignThen => ({
  name: publications.find(({ data }) => data.version === version)?.data.definition.name ?? null,
  headVersion: publications.at(-1)?.data.version ?? null,
});
