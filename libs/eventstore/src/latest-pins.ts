import type { Pin, Pins, RunRequest } from '#domain/run/messages.js';
import { latestVersionOf, versionOf } from './definitions.js';
import type { EventStore } from './port.js';

/** What the campaign, or one version of it, is made of right now; null when something it needs is missing. */
export const latestPins = async (
  store: Pick<EventStore, 'read'>,
  { campaignId, version }: Pick<RunRequest, 'campaignId'> & { readonly version?: number },
): Promise<Pins | null> => {
  const campaign =
    version === undefined
      ? await latestVersionOf(store, 'campaign', campaignId)
      : await versionOf(store, 'campaign', { id: campaignId, version });
  if (campaign === null) return null;
  const { goal, segment, sender } = campaign.definition;
  const [goalPin, segmentPin, senderPin] = await Promise.all([
    pinOf(store, 'goal', goal),
    pinOf(store, 'segment', segment),
    pinOf(store, 'sender', sender),
  ]);
  if (goalPin === null) return null;
  const { id, hash } = campaign;
  return { campaign: { id, version: campaign.version, hash }, goal: goalPin, segment: segmentPin, sender: senderPin };
};

const pinOf = async (
  store: Pick<EventStore, 'read'>,
  kind: 'goal' | 'segment' | 'sender',
  id: string | null,
): Promise<Pin | null> => {
  const published = id === null ? null : await latestVersionOf(store, kind, id);
  return published === null ? null : { id: published.id, version: published.version, hash: published.hash };
};
