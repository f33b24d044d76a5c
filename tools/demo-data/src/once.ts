import { answered, answeredWith, type Schemas } from '#client/client.js';
import { importCsv, listed, type Session } from '../../demo/src/commands.js';
import { until } from '../../demo/src/until.js';

/**
 * Everything here can be done again: it looks for what an interrupted load has left, and an Idempotency-Key made
 * of the name covers what the lists do not show yet.
 */
const keyed = (name: string) => ({
  ...listed,
  'Idempotency-Key': `demo-data-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
});

type Named = { readonly id: string; readonly name: string };

const idOf = (items: readonly Named[], name: string): string | undefined =>
  items.find((item) => item.name === name)?.id;

export const goalOnce = async ({ client }: Session, body: Schemas['GoalBody']): Promise<string> => {
  const { name } = body;
  const { items } = await answered(client.GET('/v1/goals', { params: { query: { name } } }));
  return idOf(items, name) ?? (await answered(client.POST('/v1/goals', { params: { header: keyed(name) }, body }))).id;
};

export const segmentOnce = async ({ client }: Session, body: Schemas['SegmentBody']): Promise<string> => {
  const { name } = body;
  const { items } = await answered(client.GET('/v1/segments', { params: { query: { name } } }));
  return (
    idOf(items, name) ?? (await answered(client.POST('/v1/segments', { params: { header: keyed(name) }, body }))).id
  );
};

/** Defined, and verified by a test mail. */
export const senderOnce = async ({ client, signal }: Session, body: Schemas['SenderBody']): Promise<string> => {
  const { name } = body;
  const { items } = await answered(client.GET('/v1/senders', { params: { query: { name } } }));
  const id =
    idOf(items, name) ?? (await answered(client.POST('/v1/senders', { params: { header: keyed(name) }, body }))).id;
  const params = { path: { id } };
  const isVerified = async (): Promise<true | null> =>
    (await answered(client.GET('/v1/senders/{id}', { params }))).verified ? true : null;
  if (await isVerified()) return id;
  const to = body.from?.address ?? '';
  await answered(client.POST('/v1/senders/{id}/verify', { params, body: { to } }));
  await until(`sender ${name} is verified`, isVerified, { timeoutMs: 20_000, everyMs: 100, signal });
  return id;
};

/** Defined and active. */
export const campaignOnce = async ({ client }: Session, body: Schemas['CampaignBody']): Promise<string> => {
  const { name } = body;
  const { items } = await answered(client.GET('/v1/campaigns', { params: { query: { name } } }));
  const id =
    idOf(items, name) ?? (await answered(client.POST('/v1/campaigns', { params: { header: keyed(name) }, body }))).id;
  const params = { path: { id }, header: listed };
  await answered(client.POST('/v1/campaigns/{id}/activate', { params, body: { reason: 'Ready to go' } }));
  return id;
};

/** Publishes the version unless it is there. */
export const reviseGoal = async (
  { client }: Session,
  id: string,
  version: number,
  body: Schemas['GoalBody'],
): Promise<void> => {
  const { body: goal, headers } = await answeredWith(client.GET('/v1/goals/{id}', { params: { path: { id } } }));
  if (goal.version >= version) return;
  const header = { ...listed, 'If-Match': headers.get('etag') ?? '' };
  await answered(client.PUT('/v1/goals/{id}', { params: { path: { id }, header }, body }));
};

/** Publishes the version unless it is there. */
export const reviseCampaign = async (
  { client }: Session,
  id: string,
  version: number,
  body: Schemas['CampaignBody'],
): Promise<void> => {
  const { body: campaign, headers } = await answeredWith(
    client.GET('/v1/campaigns/{id}', { params: { path: { id } } }),
  );
  if (campaign.version >= version) return;
  const header = { ...listed, 'If-Match': headers.get('etag') ?? '' };
  await answered(client.PUT('/v1/campaigns/{id}', { params: { path: { id }, header }, body }));
};

/** Imports what the run is to find, unless an earlier load has asked for the run: its contacts have moved on since. */
export const importBefore = async (session: Session, run: string, source: string, text: string): Promise<void> => {
  if ((await runCalled(session, run)) !== null) return;
  const { refused } = await importCsv(session, source, text);
  if (refused > 0) throw new Error(`${refused} rows of ${source} were refused`);
};

const runCalled = async ({ client }: Session, name: string): Promise<string | null> => {
  const query = { metadata: [`story:${name}`] };
  const { items } = await answered(client.GET('/v1/runs', { params: { query } }));
  return items[0]?.id ?? null;
};

/** The run that carries the label `story:<name>`, requested unless it is there. */
export const runOnce = async (
  session: Session,
  campaignId: string,
  name: string,
  body: Schemas['StartRunBody'],
): Promise<string> => {
  const found = await runCalled(session, name);
  if (found !== null) return found;
  const params = { path: { id: campaignId }, header: keyed(`run ${name}`) };
  const labelled = { ...body, metadata: { story: name } };
  return (await answered(session.client.POST('/v1/campaigns/{id}/runs', { params, body: labelled }))).id;
};
