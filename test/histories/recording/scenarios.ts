import type { DecisionView } from '../../../apps/api/src/drafts/decide-drafts.js';
import type { RenderedAgainView } from '../../../apps/api/src/drafts/render-again.js';
import { answer } from '../../support/answering.js';
import { eventually } from '../../support/eventually.js';
import { aReadyCampaign, type CampaignWanted, type ReadyCampaign } from '../../support/ready-campaign.js';
import { communicationsOf, startRun, untilEnded, untilRun, untilRunSo } from '../../support/runs.js';
import type { Service } from '../../support/service.js';
import type { SmtpSink } from '../../support/smtp-sink.js';

export interface Stage {
  readonly service: Service;
  readonly sink: SmtpSink;
}

/** Something people do with the service, told once so that its events can be kept. Everything is at rest at its end. */
export type Scenario = (stage: Stage) => Promise<void>;

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

const campaignOf = ({ service }: Stage, wanted: CampaignWanted): Promise<ReadyCampaign> =>
  aReadyCampaign(service.client, wanted);

const act = (stage: Stage, runId: string, action: string, body: object = {}): Promise<{ id: string }> =>
  stage.service.client.post(`/v1/runs/${runId}/${action}`, body);

const started = async (stage: Stage, wanted: CampaignWanted): Promise<{ campaign: ReadyCampaign; runId: string }> => {
  const campaign = await campaignOf(stage, wanted);
  return { campaign, runId: await startRun(stage.service.client, campaign.id, { reason: 'told by the recording' }) };
};

const mailTo = ({ sink }: Stage, { addresses }: ReadyCampaign, index: number) => {
  const [mail] = sink.mailsTo(addresses[index] ?? '');
  if (mail === undefined) throw new Error(`nothing was received by contact ${index}`);
  return mail;
};

const untilReplies = async ({ service }: Stage, runId: string, count: number): Promise<void> => {
  await eventually(async () => {
    const { items } = await service.client.get<{ items: readonly { class: string | null }[] }>(
      `/v1/runs/${runId}/replies`,
    );
    return items.length === count && items.every((reply) => reply.class !== null);
  });
};

/** The messages of a run are at the mail server, which has not answered yet. */
const onTheWire = async (stage: Stage, wanted: CampaignWanted): Promise<{ campaign: ReadyCampaign; runId: string }> => {
  const campaign = await campaignOf(stage, wanted);
  stage.sink.everyone = 'store-then-wait';
  const before = stage.sink.stored.length;
  const runId = await startRun(stage.service.client, campaign.id);
  await stage.sink.untilStored(before + Math.min(wanted.contacts, 5));
  return { campaign, runId };
};

const answerAll = ({ sink }: Stage): void => {
  sink.everyone = 'accept';
  sink.release();
};

/** The worker dies with messages on the wire, and another one comes. */
const crash = async ({ service, sink }: Stage): Promise<void> => {
  await service.worker.kill();
  sink.everyone = 'accept';
  sink.dropAll();
  await service.startWorker();
};

export const scenarios = {
  /** One refused, one put off, replies of three kinds; the campaign is revised, the refused are tried again. */
  'campaign-run': async (stage) => {
    const { client } = stage.service;
    const campaign = await campaignOf(stage, { contacts: 5 });
    const [, , , refused = '', putOff = ''] = campaign.addresses;
    stage.sink.script(refused, { answer: 452, at: 'rcpt', text: '4.2.2 full' });
    stage.sink.script(putOff, { answer: 550, at: 'data', text: '5.7.1 not like this' });
    const runId = await startRun(client, campaign.id, { metadata: { wave: 'first' }, reason: 'spring' });
    await untilRunSo(client, runId, ({ ledger }) => ledger.accepted === 3 && ledger.refused === 1, 'sent but for one');
    stage.sink.script(refused, { answer: 250, at: 'data', text: 'never said' });
    for (const [index, text] of ['Thank you!', 'unsubscribe', 'I am away'].entries()) {
      const headers = index === 2 ? { 'Auto-Submitted': 'auto-replied' } : {};
      await answer({ inbound: stage.service.inbound, mail: mailTo(stage, campaign, index), text, headers });
    }
    await untilReplies(stage, runId, 3);
    await act(stage, runId, 'cancel', { reason: 'it is late' });
    await untilEnded(client, runId);
    await campaign.revise({ instructions: { prose: 'Be brief.', sections: { greeting: 'Hello', ask: 'Well?' } } });
    stage.sink.script(putOff, { answer: 250, at: 'data', text: 'never said' });
    await untilEnded(client, (await act(stage, runId, 'retry-failed')).id);
    await client.post(`/v1/campaigns/${campaign.id}/archive`);
  },

  scheduled: async (stage) => {
    const { client } = stage.service;
    const campaign = await campaignOf(stage, { contacts: 1 });
    const later = inMs(3_600_000);
    const [runId, cancelled, early] = await Promise.all([
      startRun(client, campaign.id, { startAt: later }),
      startRun(client, campaign.id, { startAt: later }),
      startRun(client, campaign.id, { startAt: later }),
    ]);
    await act(stage, runId, 'reschedule', { startAt: inMs(1_500) });
    await act(stage, cancelled, 'cancel');
    await act(stage, early, 'start-now');
    for (const each of [runId, cancelled, early]) await untilEnded(client, each);
  },

  cancelled: async (stage) => {
    const { runId } = await onTheWire(stage, { contacts: 12 });
    await act(stage, runId, 'cancel', { reason: 'wrong season' });
    answerAll(stage);
    await untilEnded(stage.service.client, runId);
  },

  paused: async (stage) => {
    const { client } = stage.service;
    const { runId } = await onTheWire(stage, { contacts: 12 });
    await act(stage, runId, 'pause');
    answerAll(stage);
    await untilRun(client, runId, 'paused');
    await act(stage, runId, 'resume');
    await untilEnded(client, runId);
  },

  reviewed: async (stage) => {
    const { client } = stage.service;
    const { runId } = await started(stage, { contacts: 3, changes: { reviewer: 'human' } });
    await untilRun(client, runId, 'awaiting_approval');
    const [first, ...rest] = await communicationsOf(client, runId, 'draft');
    if (first === undefined) throw new Error('there is no draft');
    const { after } = await client.post<RenderedAgainView>(`/v1/drafts/${first.id}/render-again`);
    const others = rest.map(({ id, contentHash }) => ({ id, contentHash }));
    const seen = [{ id: first.id, contentHash: after.contentHash }, ...others];
    const rejected = { drafts: seen.slice(0, 1), note: 'too loud' };
    await client.post<DecisionView>('/v1/drafts/reject', rejected);
    await client.post<DecisionView>('/v1/drafts/approve', { drafts: seen.slice(1) });
    await untilEnded(client, runId);
  },

  /** Never resent: two of unknown fate are settled, by late evidence and by a person; a third is sent again by choice. */
  'crash-never-resend': async (stage) => {
    const { client, inbound } = stage.service;
    const { campaign, runId } = await onTheWire(stage, { contacts: 4 });
    await crash(stage);
    await untilEnded(client, runId);
    await answer({ inbound, mail: mailTo(stage, campaign, 0), text: 'It came.' });
    await untilReplies(stage, runId, 1);
    const [known, chosen] = (await communicationsOf(client, runId, 'unknown')).map(({ id }) => id);
    await client.post(`/v1/communications/${known}/resolve`, { resolution: 'was-sent', reason: 'they said so' });
    const body = { communications: [chosen], reason: 'they asked for it' };
    await untilEnded(client, (await act(stage, runId, 'resend', body)).id);
  },

  'crash-resend': async (stage) => {
    const { runId } = await onTheWire(stage, { contacts: 3, changes: { onUnknown: 'resend' } });
    await crash(stage);
    await untilEnded(stage.service.client, runId);
  },

  /** Consent given and withdrawn, an address suppressed and released, somebody forgotten; the next run leaves them out. */
  erased: async (stage) => {
    const { client } = stage.service;
    const { campaign, runId } = await started(stage, { contacts: 4 });
    await untilEnded(client, runId);
    const { tag, addresses } = campaign;
    const person = { name: 'Person', tags: [tag] };
    for (const state of ['granted', 'withdrawn'] as const)
      await client.put(`/v1/contacts/${tag}-0`, { ...person, email: addresses[0], consent: { email: state } });
    const event = { id: `${tag}-event`, contact: `${tag}-1`, type: 'purchase', occurredAt: inMs(-1_000), run: runId };
    await client.post('/v1/contact-events', event);
    await client.post('/v1/suppressions', { address: addresses[1], channel: 'email', reason: 'they called' });
    await client.post('/v1/suppressions', { address: addresses[2], channel: 'email', reason: 'they called' });
    await client.post('/v1/suppressions/release', { address: addresses[2], reason: 'a mistake' });
    await client.post(`/v1/contacts/${tag}-3/erase`, { reason: 'asked to be forgotten' });
    await untilEnded(client, (await act(stage, runId, 'run-again', { version: 'same' })).id);
  },

  held: async (stage) => {
    const { client } = stage.service;
    const campaign = await campaignOf(stage, { contacts: 2 });
    const scope = `campaign:${campaign.id}`;
    await client.post('/v1/holds', { scope, reason: 'the shop is down' });
    const runId = await startRun(client, campaign.id);
    await untilRun(client, runId, 'running');
    await client.post('/v1/holds/lift', { scope, reason: 'it is back' });
    await untilEnded(client, runId);
  },

  'test-run': async (stage) => {
    const { client } = stage.service;
    const campaign = await campaignOf(stage, { contacts: 2 });
    const body = { test: true, contacts: [`${campaign.tag}-0`], addresses: ['tester@sender.example'] };
    await untilEnded(client, await startRun(client, campaign.id, body));
  },
} as const satisfies Record<string, Scenario>;
