import type { Pin, Pins, RunRequest } from '#domain/run/messages.js';
import { latestVersionOf } from './definitions.js';
import type { EventStore } from './port.js';

/** What the campaign is made of right now; null when something it needs is missing. */
export const latestPins = async (
  store: EventStore,
  { campaignId }: Pick<RunRequest, 'campaignId'>,
): Promise<Pins | null> => {
  const campaign = await latestVersionOf(store, 'campaign', campaignId);
  if (campaign === null) return null;
  const { goal, segment, sender } = campaign.definition;
  const [goalPin, segmentPin, senderPin] = await Promise.all([
    pinOf(store, 'goal', goal),
    pinOf(store, 'segment', segment),
    pinOf(store, 'sender', sender),
  ]);
  if (goalPin === null) return null;
  const { id, version, hash } = campaign;
  return { campaign: { id, version, hash }, goal: goalPin, segment: segmentPin, sender: senderPin };
};

const pinOf = async (
  store: EventStore,
  kind: 'goal' | 'segment' | 'sender',
  id: string | null,
): Promise<Pin | null> => {
  const published = id === null ? null : await latestVersionOf(store, kind, id);
  return published === null ? null : { id: published.id, version: published.version, hash: published.hash };
};
