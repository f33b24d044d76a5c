import { campaignDecider } from '#domain/campaign/decide.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { PreflightFacts } from '#domain/campaign/preflight.js';
import { goalDecider } from '#domain/goal/decide.js';
import type { RunVariables } from '#domain/run/messages.js';
import { segmentDecider } from '#domain/segment/decide.js';
import { isVerified, senderDecider } from '#domain/sender/decide.js';
import type { PublishedVersion } from '#domain/versioned/messages.js';
import { loadAggregate } from '#eventstore/aggregate.js';
import { surveySegment } from '#vault/segments/segments.js';
import { parseTemplate, variablesOf } from '#vault/writer/template-facts.js';
import type { MessageInput } from '#vault/writer/values.js';
import { notFound } from '../http/problem.js';
import type { Sight } from '../installation.js';
import { nobodyQuiet, quietFor } from './quiet-sample.js';
import { providerReady } from './providers.js';
import { type Recipient, tryRendering } from './rendering.js';

/** Recipients that preflight renders for, at most: enough to find what is missing, quick enough to wait for. */
const sampleSize = 500;

export interface PreflightSubject {
  readonly campaignId: string;
  /** The version to look at; absent: the newest. */
  readonly pinned?: Pick<PublishedVersion<CampaignDefinition>, 'version' | 'hash' | 'definition'>;
  readonly test: boolean;
  /** The campaign's segment, or those the request names: how many, and some to render for. */
  readonly recipients: 'segment' | { readonly count: number; readonly sample: readonly Recipient[] };
  /** Passed with the request of the run. */
  readonly variables: RunVariables;
}

/**
 * Gathers all that `preflight` looks at, as it stands at this moment: `preflight(await preflightFacts(…))`.
 * Throws 404 for an unknown campaign.
 */
export const preflightFacts = async (
  installation: Sight,
  { campaignId, pinned, test, recipients, variables }: PreflightSubject,
): Promise<PreflightFacts & { readonly version: number; readonly hash: string }> => {
  const { store, pool, config } = installation;
  const { state: campaign } = await loadAggregate(store, campaignDecider, `campaign-${campaignId}`);
  if (campaign.status === 'absent') throw notFound('campaign');
  const { definition, version, hash } = pinned ?? campaign;
  const [goal, segment, sender] = await Promise.all([
    definition.goal === null ? null : loadAggregate(store, goalDecider, `goal-${definition.goal}`),
    definition.segment === null ? null : loadAggregate(store, segmentDecider, `segment-${definition.segment}`),
    definition.sender === null ? null : loadAggregate(store, senderDecider, `sender-${definition.sender}`),
  ]);
  const present = {
    goal: goal === null || goal.state.status === 'absent' ? null : goal.state,
    segment: segment === null || segment.state.status === 'absent' ? null : segment.state,
    sender: sender === null || sender.state.status === 'absent' ? null : sender.state,
  };
  const filter = present.segment?.definition.filter;
  const audience =
    recipients !== 'segment'
      ? recipients
      : present.segment === null
        ? { count: null, sample: [] }
        : await surveySegment(pool, filter, sampleSize);
  const faults = parseTemplate(definition);
  const input: Omit<MessageInput, 'contact'> = {
    campaign: { hash, definition },
    goal: present.goal?.definition ?? null,
    variables,
  };
  return {
    version,
    hash,
    test,
    status: campaign.status,
    definition,
    goal: present.goal === null ? null : { archived: present.goal.status === 'archived' },
    segment: present.segment === null ? null : { archived: present.segment.status === 'archived' },
    sender:
      present.sender === null
        ? null
        : {
            archived: present.sender.status === 'archived',
            channel: present.sender.definition.channel,
            verified: isVerified(present.sender),
          },
    providerReady: present.sender === null || providerReady(config, present.sender.definition),
    recipients: { from: recipients === 'segment' ? 'segment' : 'chosen', count: audience.count },
    template: { faults, unusedSections: variablesOf(definition).unusedSections },
    // A template with faults renders for nobody; its faults say more than a count would.
    rendering:
      faults.length > 0
        ? { checked: 0, missing: [], failures: [] }
        : await tryRendering(input, audience.sample.slice(0, sampleSize)),
    quiet: test ? nobodyQuiet : quietFor(installation, definition, audience.sample.slice(0, sampleSize)),
  };
};
