import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { newId } from '#platform/ids.js';
import type { Answered, RecordingClient } from './recording-client.js';

/** One of the campaigns that runs are started of. Campaigns do not share recipients. */
export interface PlannedCampaign {
  readonly id: string;
  readonly definition: CampaignDefinition;
  readonly contacts: readonly string[];
}

/** What clients find before anything goes wrong. */
export interface Plan {
  readonly goal: string;
  readonly sender: string;
  readonly campaigns: readonly PlannedCampaign[];
  /** Every address that a message may go to. */
  readonly addresses: readonly string[];
}

export interface Wanted {
  readonly contacts: number;
  /** Of each sender, over all workers. */
  readonly perSecond: number;
  readonly kinds: readonly Partial<CampaignDefinition>[];
}

/** The kinds of campaign that a workload mixes: each policy, drafts to be approved. */
export const mixedKinds: readonly Partial<CampaignDefinition>[] = [
  { onUnknown: 'never-resend' },
  { onUnknown: 'resend' },
  { onUnknown: 'never-resend', reviewer: 'human', responseBehaviour: 'stop' },
];

const template = {
  subject: '{{ instructions.greeting }} {{ contact.name }}',
  text: '{{ instructions.greeting }} {{ contact.name }},\n\n{{ instructions.ask }}\n\n{{ unsubscribe_url }}\n',
};

/** Defines all of it over HTTP, while nothing is wrong yet. */
export const layOut = async (client: RecordingClient, { contacts, perSecond, kinds }: Wanted): Promise<Plan> => {
  const goal = await define(client, 'goals', { name: 'Answers', statement: 'to hear from people' });
  const sender = await define(client, 'senders', {
    name: 'Care',
    channel: 'email',
    provider: 'smtp',
    from: { name: 'Care', address: 'care@sender.example' },
    limits: { perSecond },
  });
  const verifier = `operator-${sender}@sender.example`;
  await good(client, 'verify-sender', `/v1/senders/${sender}/verify`, { to: verifier });
  const campaigns: PlannedCampaign[] = [];
  for (const kind of kinds) campaigns.push(await aCampaign(client, { goal, sender }, contacts, kind));
  await until(async () => flagOf(await client.read(`/v1/senders/${sender}`), 'verified'));
  const addresses = [verifier, ...campaigns.flatMap((one) => one.contacts.map(addressOf))];
  return { goal, sender, campaigns, addresses };
};

const aCampaign = async (
  client: RecordingClient,
  { goal, sender }: { readonly goal: string; readonly sender: string },
  count: number,
  kind: Partial<CampaignDefinition>,
): Promise<PlannedCampaign> => {
  const tag = `t${newId().slice(0, 10)}`;
  const contacts = Array.from({ length: count }, (_, i) => `${tag}-${i}`);
  await importContacts(client, tag, contacts);
  const segment = await define(client, 'segments', { name: `Those of ${tag}`, filter: { tag } });
  const definition: CampaignDefinition = {
    name: `Campaign ${tag}`,
    channel: 'email',
    goal,
    segment,
    sender,
    instructions: { prose: 'Be kind.', sections: { greeting: 'Dear', ask: 'How are you?' } },
    template,
    writer: 'template',
    reviewer: 'none',
    responseBehaviour: 'record',
    defaults: {},
    limits: {},
    onUnknown: 'never-resend',
    ...kind,
  };
  const id = await define(client, 'campaigns', definition);
  await good(client, 'activate-campaign', `/v1/campaigns/${id}/activate`, {});
  return { id, definition, contacts };
};

export const addressOf = (externalId: string): string => `${externalId}@people.example`;

/** Rows of one request. */
const rowsAtOnce = 1_000;

const importContacts = async (client: RecordingClient, tag: string, ids: readonly string[]): Promise<void> => {
  for (let from = 0; from < ids.length; from += rowsAtOnce)
    await importRows(client, tag, ids.slice(from, from + rowsAtOnce));
};

const importRows = async (client: RecordingClient, tag: string, ids: readonly string[]): Promise<void> => {
  const rows = ids.map((id, i) => `${id},${addressOf(id)},Person ${i},${tag}`);
  const answered = await client.carryThrough({
    name: 'import-contacts',
    method: 'POST',
    path: '/v1/contacts/imports?source=people.csv',
    body: ['externalId,email,name,tags', ...rows, ''].join('\n'),
    headers: { 'content-type': 'text/csv' },
    changes: 'perhaps',
  });
  if (answered?.status !== 201) throw new Error(`contacts were not taken: ${JSON.stringify(answered)}`);
};

const define = async (client: RecordingClient, kind: string, body: object): Promise<string> => {
  const { body: answer } = await good(client, `define-${kind.slice(0, -1)}`, `/v1/${kind}`, body);
  return idOf(answer);
};

const good = async (client: RecordingClient, name: string, path: string, body: object): Promise<Answered> => {
  const answered = await client.carryThrough({ name, method: 'POST', path, body, changes: 'always' });
  if (answered === null || answered.status >= 300)
    throw new Error(`${name} was answered ${JSON.stringify(answered)} before any fault`);
  return answered;
};

export const idOf = (body: unknown): string => {
  if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string') return body.id;
  throw new Error(`an answer without an id: ${JSON.stringify(body)}`);
};

const flagOf = (body: unknown, name: string): boolean =>
  typeof body === 'object' &&
  body !== null &&
  Object.entries(body).some(([key, value]) => key === name && value === true);

const until = async (so: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + 30_000;
  while (!(await so())) {
    if (performance.now() > deadline) throw new Error('the plan did not get ready');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
