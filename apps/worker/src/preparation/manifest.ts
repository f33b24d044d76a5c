import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { quietPolicyOf } from '#domain/quiet-hours/policy.js';
import type { Manifest, RunRequest } from '#domain/run/messages.js';
import type { EventStore } from '#eventstore/port.js';
import { pinnedVersion } from '../runs/pinned-versions.js';
import type { FrozenAudience } from './frozen-audience.js';

export interface ManifestDeps {
  readonly store: EventStore;
  /** The installation's own: for contacts whose zone is not known, where the campaign names none. */
  readonly timeZone: string;
  /** Name and hash of the configuration of the provider that a sender names, without its secrets. */
  readonly providerOf: (name: string) => Manifest['provider'] | null;
}

/** The provider that the run's sender names; null when it is not set up. */
export const providerFor = async (deps: ManifestDeps, { pins }: RunRequest): Promise<Manifest['provider'] | null> => {
  if (pins.sender === null) return deps.providerOf('noop');
  const sender = await pinnedVersion(deps.store, 'sender', pins.sender);
  return sender === null ? null : deps.providerOf(sender.definition.provider);
};

/** Five attempts at a deferred message; 72 h for the decision on a draft. */
const maxAttempts = 5;
const draftHours = 72;

/** What a run is made of and held to, once and for all. */
export const manifestOf = (
  { timeZone }: ManifestDeps,
  { pins, channel, variables, type }: RunRequest,
  campaign: CampaignDefinition,
  { count, digest }: FrozenAudience,
  provider: Manifest['provider'],
): Manifest => ({
  ...pins,
  channel,
  variables,
  audience: { count, digest },
  policies: {
    onUnknown: campaign.onUnknown,
    // A test message goes to the person who would review it.
    reviewer: type === 'test' ? 'none' : (campaign.reviewer ?? 'none'),
    responseBehaviour: campaign.responseBehaviour,
    maxAttempts,
    draftHours,
    // A test message goes to somebody who waits for it.
    ...(type === 'test' || campaign.limits.quietHours === undefined
      ? {}
      : { quietHours: quietPolicyOf(campaign.limits.quietHours, timeZone) }),
  },
  provider,
});
