import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { EventStore } from '#eventstore/port.js';

/** Campaigns remembered at most. */
const most = 2_000;

/**
 * What a campaign was made of when it was looked at last, so that its goal, segment and sender can be asked for together
 * with itself. That only saves a round trip: whoever needs another one by now asks for it.
 */
export class ReadAhead {
  private readonly streamsOf = new Map<string, readonly string[]>();

  /** `store` keeps what is read here for whoever reads it next (`eachOnce`). */
  begin(store: Pick<EventStore, 'read'>, campaignId: string): void {
    for (const stream of this.streamsOf.get(campaignId) ?? [])
      // Whoever needs it hears of its failure.
      store.read(stream).catch(() => undefined);
  }

  remember(campaignId: string, { goal, segment, sender }: CampaignDefinition): void {
    if (this.streamsOf.size >= most && !this.streamsOf.has(campaignId)) this.streamsOf.clear();
    const ids = { goal, segment, sender };
    this.streamsOf.set(
      campaignId,
      Object.entries(ids).flatMap(([kind, id]) => (id === null ? [] : [`${kind}-${id}`])),
    );
  }
}
