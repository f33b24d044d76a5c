import { batchDecider } from '#domain/batch/decide.js';
import type { BatchCommand, BatchEvent, Outcome } from '#domain/batch/messages.js';
import { evolveBatch, noBatch } from '#domain/batch/state.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { runDecider } from '#domain/run/decide.js';
import { senderDecider } from '#domain/sender/decide.js';
import { threadDecider } from '#domain/thread/decide.js';
import type { ReplyClass } from '#domain/thread/messages.js';
import { execute } from '#eventstore/execute.js';
import { systemClock } from '#platform/clock.js';
import { newId } from '#platform/ids.js';
import { Leases } from '#platform/leases/leases.js';
import { contactsByExternalIds } from '#vault/contacts/contacts.js';
import { startTestApi, type TestApi } from '../../apps/api/test/api.js';
import { define } from '../../apps/api/test/fixtures.js';
import { caughtUp } from '../../apps/api/test/run-fixtures.js';
import type { ExplanationView } from '../../apps/api/src/explain/explanation-view.js';
import type { Channel, OutgoingMessage } from '../../apps/worker/src/channels/channel.js';
import type { DeliveryDeps } from '../../apps/worker/src/deliveries/deliver-batch.js';
import { Slots } from '../../apps/worker/src/deliveries/slots.js';
import type { PreparationDeps } from '../../apps/worker/src/preparation/prepare-run.js';
import { workerContext } from '../../apps/worker/src/worker-context.js';
import { type Alone, deliverAlone, prepareAlone } from '../support/work-alone.js';

/** A provider that the test answers for, address by address. */
class Provider implements Channel {
  readonly kind = 'email';
  readonly connections = 5;
  readonly refuses = new Set<string>();
  messageIdOf = (communicationId: string): string => `<${communicationId}@stage.example>`;
  send = ({ to }: OutgoingMessage): Promise<Outcome> =>
    Promise.resolve(
      this.refuses.has(to)
        ? { kind: 'refused', code: '550', answer: 'no such mailbox' }
        : { kind: 'accepted', answer: '250 ok' },
    );
  close = (): Promise<void> => Promise.resolve();
}

/** One campaign with what it is made of, its own three contacts, and what can happen to it. */
export interface Scene {
  readonly campaignId: string;
  readonly goalId: string;
  readonly segmentId: string;
  readonly senderId: string;
  readonly tag: string;
  /** External ids of the contacts. */
  readonly people: readonly [string, string, string];
  /** Publishes another version of the campaign. */
  revise(changes: Partial<CampaignDefinition>): Promise<void>;
  revisePart(kind: 'goals' | 'segments' | 'senders', id: string, definition: object): Promise<void>;
  putContact(externalId: string, changes: object): Promise<void>;
  /** Requests a run; nothing carries it out yet. */
  request(body?: object): Promise<string>;
  /** Prepares it and delivers its batch as far as it goes now. */
  carryOut(runId: string, options?: { now?: () => string }): Promise<void>;
  run(body?: object): Promise<string>;
  post(path: string, body?: object): Promise<void>;
  decide(runId: string, how: 'approve' | 'reject', which?: readonly number[]): Promise<void>;
  /** An answer to a communication of the run, as the inbound listener records it. */
  reply(runId: string, index: number, as: ReplyClass): Promise<void>;
  refuse(address: string): void;
  /** A worker that claims the first message and is never heard of again. */
  loseWorker(runId: string): Promise<void>;
}

export interface Stage {
  readonly api: TestApi;
  scene(changes?: Partial<CampaignDefinition>): Promise<Scene>;
  /** Its current version passes the test message. */
  verify(senderId: string): Promise<void>;
  /** Another name in the From line. */
  rename(senderId: string): Promise<void>;
  /** Rows of externalId, email, name, tags, plan. */
  importContacts(rows: readonly string[]): Promise<void>;
  explainRun(runId: string): Promise<ExplanationView>;
  explainCommunication(id: string): Promise<ExplanationView>;
  stop(): Promise<void>;
}

/** An API on a database of its own, and the parts of a worker that carry runs out, called by hand. */
export const openStage = async (): Promise<Stage> => {
  const api = await startTestApi({ readModels: true, env: { SMTP_URL: 'smtp://127.0.0.1:9' } });
  const { pool, store, config } = api.installation;
  const provider = new Provider();
  const carrier = { channel: provider, slots: new Slots(10) };
  const deps: DeliveryDeps & PreparationDeps & Alone = {
    store,
    sql: pool,
    pool,
    leases: new Leases(pool, 'stage'),
    channels: { email: carrier, http: carrier, noop: carrier },
    channelRuns: {},
    timeZone: 'UTC',
    worker: 'stage',
    now: systemClock,
    leaseMs: 30_000,
    suppressionKey: config.keys.suppressionKey,
    patienceMs: 20_000,
    unsubscribeUrl: (id) => `https://stage.example/u/${id}`,
    providerOf: (name) => ({ name, hash: 'h' }),
  };
  const never = new AbortController().signal;
  const contextFor = (about: string) => workerContext({ worker: 'stage', part: 'deliveries', about, now: systemClock });
  const must = async (line: string, body: unknown = {}, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await api.request(line, { body, headers: { 'idempotency-key': newId(), ...headers } });
    if (answer.status >= 300) throw new Error(`${line}: ${answer.status} ${answer.text}`);
    return answer;
  };
  const order = async (runId: string, command: BatchCommand): Promise<void> => {
    const done = await execute(store, batchDecider, `runbatch-${runId}.1`, command, contextFor(runId));
    if (!done.ok) throw new Error(done.rejection.detail);
  };

  const settle = async (runId: string): Promise<void> => {
    const events = (await store.read(`runbatch-${runId}.1`)).map(({ type, data }) => ({ type, data }) as BatchEvent);
    const state = events.reduce(evolveBatch, noBatch);
    if (state.status !== 'closed') return;
    const data = { batches: [{ batch: 1, totals: state.totals }] };
    await execute(store, runDecider, `run-${runId}`, { type: 'SettleBatches', data }, contextFor(runId));
  };

  const verify = async (id: string): Promise<void> => {
    const verificationId = newId();
    for (const command of [
      { type: 'RequestVerification', data: { verificationId } },
      { type: 'RecordVerification', data: { verificationId, accepted: true, detail: '250 ok' } },
    ] as const)
      await execute(store, senderDecider, `sender-${id}`, command, contextFor(id));
  };
  const verifiedSender = async (): Promise<string> => {
    const id = await define(api, 'senders', senderOf(1_000));
    await verify(id);
    return id;
  };

  const scene = async (changes: Partial<CampaignDefinition> = {}): Promise<Scene> => {
    const tag = `t${newId().slice(0, 12)}`;
    const people = [`${tag}-1`, `${tag}-2`, `${tag}-3`] as const;
    const putContact = async (externalId: string, said: object): Promise<void> => {
      await must(`PUT /v1/contacts/${externalId}`, { ...contactOf(externalId, tag), ...said });
    };
    const [goalId, segmentId, senderId] = await Promise.all([
      define(api, 'goals', goal),
      define(api, 'segments', { name: tag, filter: { tag } }),
      verifiedSender(),
      ...people.map((one) => putContact(one, {})),
    ]);
    const definition: CampaignDefinition = {
      name: tag,
      channel: 'email',
      goal: goalId,
      segment: segmentId,
      sender: senderId,
      instructions: { prose: 'Be kind.', sections: { greeting: 'Dear', aside: 'Nobody reads this.' } },
      template: {
        subject: 'Hello',
        text: '{{ instructions.greeting }} {{ contact.name }}, {{ plan }} {{ unsubscribe_url }}',
      },
      writer: 'template',
      reviewer: 'none',
      responseBehaviour: 'record',
      defaults: {},
      limits: {},
      onUnknown: 'never-resend',
      ...changes,
    };
    const campaignId = await define(api, 'campaigns', definition);
    await must(`POST /v1/campaigns/${campaignId}/activate`);
    let present = definition;
    const revisePart: Scene['revisePart'] = async (kind, id, revised) => {
      await must(`PUT /v1/${kind}/${id}`, revised, { 'if-match': '*' });
    };
    const carryOut: Scene['carryOut'] = async (runId, { now = systemClock } = {}) => {
      await prepareAlone({ ...deps, now }, runId, never);
      await deliverAlone({ ...deps, now }, { runId, batch: 1 }, never);
      await settle(runId);
    };
    const request: Scene['request'] = async (body = {}) => {
      const { body: accepted } = await must(`POST /v1/campaigns/${campaignId}/runs`, body);
      return accepted.id;
    };
    return {
      campaignId,
      goalId,
      segmentId,
      senderId,
      tag,
      people,
      putContact,
      revisePart,
      request,
      carryOut,
      revise: async (revised) => {
        present = { ...present, ...revised };
        await must(`PUT /v1/campaigns/${campaignId}`, present, { 'if-match': '*' });
      },
      run: async (body) => {
        const runId = await request(body);
        await carryOut(runId);
        return runId;
      },
      post: async (path, body = {}) => void (await must(`POST ${path}`, body)),
      decide: async (runId, how, which = [0, 1, 2]) => {
        await caughtUp(api);
        const drafts = await Promise.all(
          which.map(async (index) => {
            const { body } = await api.request(`GET /v1/communications/${runId}.1.${index}`);
            return { id: body.id, contentHash: body.contentHash };
          }),
        );
        await must(`POST /v1/drafts/${how}`, { drafts });
        await carryOut(runId);
      },
      reply: async (runId, index, as) => {
        const communicationId = `${runId}.1.${index}`;
        const { body } = await api.request(`GET /v1/communications/${communicationId}`);
        const [threadId, replyId] = [communicationId, newId()];
        const match = { method: 'token', confidence: 'sure', communicationId, runId, campaignId } as const;
        const data = { threadId, replyId, receivedAt: systemClock(), match: { ...match, contactId: body.contact.id } };
        const context = contextFor(runId);
        await execute(store, threadDecider, `thread-${threadId}`, { type: 'ReceiveReply', data }, context);
        await caughtUp(api, 'replies');
        await must(`POST /v1/replies/${replyId}/classify`, { class: as, reason: 'as it reads' });
      },
      refuse: (address) => void provider.refuses.add(address),
      loseWorker: async (runId) => {
        await prepareAlone(deps, runId, never);
        const lease = await deps.leases.acquire(`batch:${runId}.1`, deps.leaseMs);
        if (lease === null) throw new Error('somebody else has the batch');
        const communicationId = `${runId}.1.0`;
        const hashes = { contentHash: 'c', addressHash: 'a' };
        const data = { communicationId, fence: lease.fence, messageId: '<m>', ...hashes, resend: false };
        await order(runId, { type: 'Claim', data });
        await lease.release();
      },
    };
  };

  const explain = async (path: string): Promise<ExplanationView> => {
    await caughtUp(api);
    const { status, body, text } = await api.request(`GET ${path}`, { as: 'viewer' });
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
    return body;
  };
  return {
    api,
    scene,
    verify,
    rename: async (id) => {
      await must(`PUT /v1/senders/${id}`, senderOf(1_000, 'Sales'), { 'if-match': '*' });
      await verify(id);
    },
    importContacts: async (rows) => {
      const body = ['externalId,email,name,tags,plan', ...rows, ''].join('\n');
      await must('POST /v1/contacts/imports?source=people.csv', body, { 'content-type': 'text/csv' });
    },
    explainRun: (runId) => explain(`/v1/runs/${runId}/explain`),
    explainCommunication: (id) => explain(`/v1/communications/${id}/explain`),
    stop: () => api.stop(),
  };
};

export const goal = { name: 'Win back', statement: 'Bring people back' };

export const senderOf = (perSecond: number, name = 'Care') => ({
  name: 'Care',
  channel: 'email',
  provider: 'smtp',
  from: { name, address: 'care@stage.example' },
  limits: { perSecond },
});

export const addressOf = (externalId: string): string => `${externalId}@people.example`;

export const contactOf = (externalId: string, tag: string) => ({
  email: addressOf(externalId),
  name: 'Ada',
  tags: [tag],
  attributes: { plan: 'gold' },
});

/** The contacts' order in a batch is that of their ids, which nobody chooses. */
export const indexOf = async ({ api }: Stage, runId: string, externalId: string): Promise<number> => {
  const { pool, store } = api.installation;
  const contact = (await contactsByExternalIds(pool, [externalId])).get(externalId);
  const [planned] = await store.read(`runbatch-${runId}.1`, { limit: 1 });
  const ids = planned !== undefined && 'contactIds' in planned.data ? planned.data.contactIds : [];
  return Array.isArray(ids) ? ids.indexOf(contact?.id) : -1;
};
