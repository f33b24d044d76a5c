import type { Instant } from '#domain/kernel/message.js';
import type { CampaignEvent } from '#domain/campaign/messages.js';
import type { EventStore } from '#eventstore/port.js';
import { type EventIn, known } from '#readmodel/vocabulary.js';

/** A publication of a campaign. */
export type CampaignPublication = Extract<EventIn<'campaign'>, { type: 'CampaignDefined' | 'CampaignRevised' }>;

/** All publications of a campaign, oldest first. */
export const publicationsOf = async (store: EventStore, campaignId: string): Promise<readonly CampaignPublication[]> =>
  known(['campaign'], await store.read(`campaign-${campaignId}`)).filter(isPublication);

/** Those that were there at a moment. The pinned one was, whatever the clocks of two processes say. */
export const publishedBy = (
  publications: readonly CampaignPublication[],
  moment: Instant,
  pinned: number,
): readonly CampaignPublication[] =>
  publications.filter(({ data, metadata }) => data.version <= pinned || metadata.occurredAt <= moment);

const isPublication = (event: EventIn<'campaign'>): event is CampaignPublication =>
  (['CampaignDefined', 'CampaignRevised'] satisfies CampaignEvent['type'][]).some((type) => type === event.type);

/** Names and versions of the campaign, which a run's own history does not say. */
interface CampaignThen {
  /** Of the pinned version. */
  readonly name: string | null;
  /** The newest version then. */
  readonly headVersion: number | null;
}

export const campaignThen = (publications: readonly CampaignPublication[], version: number): CampaignThen => ({
  name: publications.find(({ data }) => data.version === version)?.data.definition.name ?? null,
  headVersion: publications.at(-1)?.data.version ?? null,
});
