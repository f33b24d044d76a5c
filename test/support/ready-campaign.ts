import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { newId } from '#platform/ids.js';
import { eventually } from './eventually.js';
import type { ServiceClient } from './service-client.js';

/** A campaign that can run: goal, contacts, segment, verified sender, activated. */
export interface ReadyCampaign {
  readonly id: string;
  readonly goalId: string;
  readonly senderId: string;
  readonly definition: CampaignDefinition;
  /** Of its contacts, one each; contact number i has the external id `<tag>-<i>`. */
  readonly addresses: readonly string[];
  readonly tag: string;
  /** Publishes another version. */
  revise(changes: Partial<CampaignDefinition>): Promise<void>;
}

export interface CampaignWanted {
  readonly contacts: number;
  /** Messages per second of its sender, over all workers. */
  readonly perSecond?: number;
  /** A sender that is verified already. */
  readonly senderId?: string;
  readonly changes?: Partial<CampaignDefinition>;
}

const template = {
  subject: '{{ instructions.greeting }} {{ contact.name }}',
  text: '{{ instructions.greeting }} {{ contact.name }},\n\n{{ instructions.ask }}\n\n{{ unsubscribe_url }}\n',
};

/** Defines everything that a run needs, over HTTP. Its contacts are its own: campaigns do not share recipients. */
export const aReadyCampaign = async (
  client: ServiceClient,
  { contacts, perSecond = 1000, senderId, changes = {} }: CampaignWanted,
): Promise<ReadyCampaign> => {
  const tag = `t${newId().slice(0, 10)}`;
  const [goal, segment, sender, addresses] = await Promise.all([
    client.post<{ id: string }>('/v1/goals', { name: `Answers ${tag}`, statement: 'to hear from people' }),
    client.post<{ id: string }>('/v1/segments', { name: `Those of ${tag}`, filter: { tag } }),
    senderId ?? aVerifiedSender(client, perSecond),
    someContacts(client, tag, contacts),
  ]);
  const definition: CampaignDefinition = {
    name: `Campaign ${tag}`,
    channel: 'email',
    goal: goal.id,
    segment: segment.id,
    sender,
    instructions: { prose: 'Be kind.', sections: { greeting: 'Dear', ask: 'How are you?' } },
    template,
    writer: 'template',
    reviewer: 'none',
    responseBehaviour: 'record',
    defaults: {},
    limits: {},
    onUnknown: 'never-resend',
    ...changes,
  };
  const { id } = await client.post<{ id: string }>('/v1/campaigns', definition);
  await client.post(`/v1/campaigns/${id}/activate`);
  return {
    id,
    goalId: goal.id,
    senderId: sender,
    definition,
    addresses,
    tag,
    revise: (revised) => client.revise(`/v1/campaigns/${id}`, { ...definition, ...revised }),
  };
};

/** Verified as people do it: by a test mail that the provider takes. */
export const aVerifiedSender = async (client: ServiceClient, perSecond: number): Promise<string> => {
  const { id } = await client.post<{ id: string }>('/v1/senders', {
    name: 'Care',
    channel: 'email',
    provider: 'smtp',
    from: { name: 'Care', address: 'care@sender.example' },
    limits: { perSecond },
  });
  await client.post(`/v1/senders/${id}/verify`, { to: `operator-${id}@sender.example` });
  await eventually(async () => {
    const { verified } = await client.get<{ verified: boolean }>(`/v1/senders/${id}`);
    return verified;
  });
  return id;
};

/** Imports contacts `<tag>-0`, `<tag>-1`, …; answers their addresses. */
export const someContacts = async (client: ServiceClient, tag: string, count: number): Promise<readonly string[]> => {
  const ids = Array.from({ length: count }, (_, i) => `${tag}-${i}`);
  const rows = ids.map((id, i) => `${id},${id}@people.example,Person ${i},${tag}`);
  const { refused } = await client.upload<{ refused: number }>(
    '/v1/contacts/imports?source=people.csv',
    'text/csv',
    ['externalId,email,name,tags', ...rows, ''].join('\n'),
  );
  if (refused > 0) throw new Error(`${refused} of ${count} contacts were refused`);
  return ids.map((id) => `${id}@people.example`);
};
