import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { aReadyCampaign, aVerifiedSender, type ReadyCampaign } from '../../support/ready-campaign.js';
import { startRun, untilRun } from '../../support/runs.js';
import type { ServiceClient } from '../../support/service-client.js';
import type { SmtpSink } from '../../support/smtp-sink.js';

/** Runs in every kind of state, made by really running them. */
export interface SampleRuns {
  readonly invitation: ReadyCampaign;
  readonly newsletter: ReadyCampaign;
  readonly survey: ReadyCampaign;
  readonly reminder: ReadyCampaign;
  readonly scheduled: string;
  readonly running: string;
  readonly withFailures: string;
}

const campaigns = {
  invitation: { name: 'Tasting evening: invitation', contacts: 36 },
  newsletter: { name: 'Roastery newsletter, November', contacts: 60 },
  survey: { name: 'After the visit: three questions', contacts: 14 },
  reminder: { name: 'Subscription renewal reminder', contacts: 24 },
} as const;

const hoursFromNow = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

/** `plenty`: so many short runs more, for pages and sorts. */
export const makeSampleRuns = async (
  client: ServiceClient,
  sink: SmtpSink,
  { plenty = 24 }: { readonly plenty?: number } = {},
): Promise<SampleRuns> => {
  const [senderId, slowSender] = await Promise.all([aVerifiedSender(client, 1_000), aVerifiedSender(client, 1)]);
  const define = (name: keyof typeof campaigns, changes: Partial<CampaignDefinition> = {}, sender = senderId) =>
    aReadyCampaign(client, {
      contacts: campaigns[name].contacts,
      senderId: sender,
      changes: { name: campaigns[name].name, ...changes },
    });
  const [invitation, newsletter, survey, reminder] = await Promise.all([
    define('invitation'),
    define('newsletter', { channel: 'noop', sender: null }),
    define('survey', { reviewer: 'human' }),
    define('reminder', {}, slowSender),
  ]);

  for (const address of invitation.addresses.slice(3, 7)) sink.script(address, { answer: 550, at: 'rcpt' });
  const withFailures = await startRun(client, invitation.id, { metadata: { season: 'autumn' } });
  await untilRun(client, withFailures, 'completed_with_failures');
  await invitation.revise({
    instructions: { prose: 'Warmer.', sections: { greeting: 'Hello', ask: 'Coming along?' } },
  });

  const short = await Promise.all(Array.from({ length: plenty }, () => startRun(client, newsletter.id)));

  const scheduled = await startRun(client, newsletter.id, { startAt: hoursFromNow(26) });
  await startRun(client, invitation.id, { startAt: hoursFromNow(3) });
  const cancelled = await startRun(client, invitation.id, { startAt: hoursFromNow(50) });
  await client.post(`/v1/runs/${cancelled}/cancel`, { reason: 'The date has moved' });
  await client.post(`/v1/runs/${withFailures}/retry-failed`, {});
  const waiting = await startRun(client, survey.id);
  await untilRun(client, waiting, 'running', 'awaiting_approval');
  const running = await startRun(client, reminder.id);
  await untilRun(client, running, 'running');
  await Promise.all(short.map((id) => untilRun(client, id, 'completed')));
  return {
    invitation,
    newsletter,
    survey,
    reminder,
    scheduled,
    running,
    withFailures,
  };
};
