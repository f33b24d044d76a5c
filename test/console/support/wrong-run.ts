import { answer } from '../../support/answering.js';
import { eventually } from '../../support/eventually.js';
import { aReadyCampaign, type ReadyCampaign } from '../../support/ready-campaign.js';
import { startRun, untilEnded } from '../../support/runs.js';
import type { Service } from '../../support/service.js';
import type { SmtpSink } from '../../support/smtp-sink.js';

/** A campaign of which one run looks wrong: somebody had published other terms before it, and has taken them back. */
export interface WrongRun {
  readonly campaign: ReadyCampaign;
  /** The run before, with the right terms. */
  readonly right: string;
  readonly wrong: string;
  /** Runs that wait for their time. */
  readonly toReschedule: string;
  readonly toCancel: string;
}

export const terms = { right: 'The evening is free.', wrong: 'The evening costs 25 euros.' };
export const complaint = '25 euros? The first mail said that it was free.';

const hoursFromNow = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

/** Made by really running it, and by really answering one of its mails. */
export const makeWrongRun = async (service: Service, sink: SmtpSink): Promise<WrongRun> => {
  const { client } = service;
  const instructions = (ask: string) => ({ prose: 'Short and warm.', sections: { greeting: 'Dear', ask } });
  const campaign = await aReadyCampaign(client, {
    contacts: 3,
    changes: { name: 'Tasting evening', instructions: instructions(terms.right) },
  });
  const right = await startRun(client, campaign.id);
  await untilEnded(client, right);
  await campaign.revise({ instructions: instructions(terms.wrong) });
  const wrong = await startRun(client, campaign.id);
  await untilEnded(client, wrong);
  const [address = ''] = campaign.addresses;
  const mail = sink.mailsTo(address).at(-1);
  if (mail === undefined) throw new Error('the run has mailed nobody');
  await answer({ inbound: service.inbound, mail, text: complaint });
  await eventually(async () => {
    const { items } = await client.get<{ items: readonly unknown[] }>(`/v1/runs/${wrong}/replies`);
    return items.length === 1;
  });
  await campaign.revise({ instructions: instructions(terms.right) });
  const [toReschedule, toCancel] = await Promise.all([
    startRun(client, campaign.id, { startAt: hoursFromNow(5) }),
    startRun(client, campaign.id, { startAt: hoursFromNow(30) }),
  ]);
  return { campaign, right, wrong, toReschedule, toCancel };
};
