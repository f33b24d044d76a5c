import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answered, type Schemas } from '#client/client.js';
import { listed, type Session } from './commands.js';
import { until } from './until.js';

/** The requests of the README, from the folder `examples`; the campaign lacks the ids that the others get. */
export interface Examples {
  readonly contacts: string;
  readonly goal: Schemas['GoalBody'];
  readonly segment: Schemas['SegmentBody'];
  readonly sender: Schemas['SenderBody'];
  readonly campaign: Schemas['CampaignBody'];
}

export const readExamples = (folder: string): Examples => {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    contacts: text('contacts.csv'),
    goal: JSON.parse(text('goal.json')) as Examples['goal'],
    segment: JSON.parse(text('segment.json')) as Examples['segment'],
    sender: JSON.parse(text('sender.json')) as Examples['sender'],
    campaign: JSON.parse(text('campaign.json')) as Examples['campaign'],
  };
};

export interface CampaignInUse {
  readonly campaignId: string;
  /** Id of the test mail that verified the sender: it stands in the mail's Message-ID. */
  readonly verificationId: string;
}

/** Defines everything a run needs and brings the campaign to where it can run. */
export const setUpCampaign = async (
  session: Session,
  { goal, segment, sender, campaign }: Examples,
): Promise<CampaignInUse> => {
  const { client } = session;
  const header = listed;
  const [goalId, segmentId, senderId] = await Promise.all([
    answered(client.POST('/v1/goals', { params: { header }, body: goal })).then(({ id }) => id),
    answered(client.POST('/v1/segments', { params: { header }, body: segment })).then(({ id }) => id),
    answered(client.POST('/v1/senders', { params: { header }, body: sender })).then(({ id }) => id),
  ]);
  const verificationId = await verifySender(session, senderId, sender.from?.address ?? '');
  const body = { ...campaign, goal: goalId, segment: segmentId, sender: senderId };
  const { id: campaignId } = await answered(client.POST('/v1/campaigns', { params: { header }, body }));
  const params = { path: { id: campaignId }, header };
  await answered(client.POST('/v1/campaigns/{id}/activate', { params, body: { reason: 'Ready to go' } }));
  return { campaignId, verificationId };
};

/** Asks for a test mail and waits until the mail server has taken it. */
const verifySender = async ({ client, signal }: Session, id: string, to: string): Promise<string> => {
  const path = { id };
  await answered(client.POST('/v1/senders/{id}/verify', { params: { path }, body: { to } }));
  const verification = await until(
    'the sender is verified',
    async () => {
      const sender = await answered(client.GET('/v1/senders/{id}', { params: { path } }));
      if (sender.verification?.result === 'refused') throw new Error('the mail server refused the test mail');
      return sender.verified ? sender.verification : null;
    },
    { timeoutMs: 20_000, signal },
  );
  return verification.verificationId;
};
