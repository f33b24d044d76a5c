import { channelNeeds } from '#domain/campaign/channel-needs.js';
import { campaignDecider } from '#domain/campaign/decide.js';
import { goalDecider } from '#domain/goal/decide.js';
import type { ScheduleDefinition } from '#domain/schedule/messages.js';
import { segmentDecider } from '#domain/segment/decide.js';
import { isVerified, senderDecider } from '#domain/sender/decide.js';
import { loadAggregate } from '#eventstore/aggregate.js';
import { versionOf } from '#eventstore/definitions.js';
import type { EventStore } from '#eventstore/port.js';

/** Why a campaign cannot be run just now, in words; null when nothing is known against it. */
export const standingOf = async (
  store: Pick<EventStore, 'read'>,
  { campaignId, campaignVersion }: Pick<ScheduleDefinition, 'campaignId' | 'campaignVersion'>,
): Promise<string | null> => {
  const { state: campaign } = await loadAggregate(store, campaignDecider, `campaign-${campaignId}`);
  if (campaign.status !== 'active') return `the campaign is ${campaign.status}`;
  const pinned =
    campaignVersion === 'latest'
      ? null
      : await versionOf(store, 'campaign', { id: campaignId, version: campaignVersion });
  const { channel, goal, segment, sender } = pinned?.definition ?? campaign.definition;
  const [goalStands, segmentStands, senderStands] = await Promise.all([
    goal === null ? null : loadAggregate(store, goalDecider, `goal-${goal}`),
    segment === null ? null : loadAggregate(store, segmentDecider, `segment-${segment}`),
    sender === null ? null : loadAggregate(store, senderDecider, `sender-${sender}`),
  ]);
  if (goalStands?.state.status !== 'active') return 'the campaign has no goal that is in use';
  if (segmentStands !== null && segmentStands.state.status !== 'active') return 'the segment is archived';
  if (senderStands === null) return null;
  if (senderStands.state.status !== 'active') return 'the sender is archived';
  return !channelNeeds[channel].verification || isVerified(senderStands.state) ? null : 'the sender is not verified';
};
