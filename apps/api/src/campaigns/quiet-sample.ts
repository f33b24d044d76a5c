import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { PreflightFacts } from '#domain/campaign/preflight.js';
import { judgeQuiet } from '#domain/quiet-hours/judge.js';
import { quietPolicyOf } from '#domain/quiet-hours/policy.js';
import { intlZones } from '#platform/zones/zones.js';
import type { Sight } from '../installation.js';
import type { Recipient } from './rendering.js';

export const nobodyQuiet: PreflightFacts['quiet'] = { checked: 0, held: 0, skipped: 0, until: null };

/** What a run that started now would do with these recipients because of its quiet hours. */
export const quietFor = (
  { config, clock }: Sight,
  { channel, limits: { quietHours } }: CampaignDefinition,
  recipients: readonly Recipient[],
): PreflightFacts['quiet'] => {
  if (quietHours === undefined) return nobodyQuiet;
  const policy = quietPolicyOf(quietHours, config.timeZone);
  const now = clock();
  const verdicts = recipients.map(({ timeZone }) => judgeQuiet(policy, { channel, timeZone, now }, intlZones));
  const ends = verdicts.flatMap((verdict) => (verdict.kind === 'hold' ? [verdict.until] : [])).toSorted();
  return {
    checked: recipients.length,
    held: ends.length,
    skipped: verdicts.filter(({ kind }) => kind === 'skip').length,
    until: ends[0] ?? null,
  };
};
