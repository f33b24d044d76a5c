import { createTransport } from 'nodemailer';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type pg from 'pg';
import type { BatchEvent } from '#domain/batch/messages.js';
import type { RunEvent } from '#domain/run/messages.js';
import { requestOf } from '#domain/testing/run-fixtures.js';
import { toNewEvents } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import type { KeyRing } from '#platform/config/keys.js';
import { openPool } from '#platform/database/pool.js';
import { hmac, newId } from '#platform/ids.js';
import { signReplyToken, signUnsubscribeToken } from '#platform/tokens/communication-token.js';
import { replyAddress, unsubscribeAddress } from '#platform/tokens/token-address.js';
import { contactsByExternalIds } from '#vault/contacts/contacts.js';
import { putContact } from '#vault/contacts/put.js';
import { inboundMessages, rawInboundMessage } from '#vault/messages/inbound.js';
import { saveRunInputs } from '#vault/run-inputs/run-inputs.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { messageIdOf } from '../channels/email/message-id.js';
import { workerContext } from '../worker-context.js';
import { maxMailBytes } from './listener.js';
import { type RunningInbound, startInbound } from './start-inbound.js';

const ring = (byte: number): KeyRing => ({ current: 'k', keys: { k: Buffer.alloc(32, byte) } });
const keys = {
  databasePassword: 'x',
  localApiKey: 'x',
  suppressionKey: Buffer.alloc(32, 3),
  reply: ring(1),
  unsubscribe: ring(2),
};
const domain = 'replies.localhost';
const now = () => '2026-11-22T10:00:00.000Z';

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;
let inbound: RunningInbound;
let troubles: number;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
  store = await openPostgresEventStore({ pool, url: database.url });
});

afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

const start = (port = 0, over: EventStore = store): RunningInbound =>
  startInbound({
    store: over,
    pool,
    config: { inbound: { host: '127.0.0.1', port, domain }, keys },
    worker: 'w',
    log: { info: () => undefined, warn: () => (troubles += 1) },
    now,
  });

beforeEach(() => {
  troubles = 0;
  inbound = start();
});

afterEach(() => inbound.close());

const append = async (stream: string, events: readonly (RunEvent | BatchEvent)[]): Promise<void> => {
  const context = workerContext({ worker: 'w', part: 'deliveries', about: 'test', now });
  const at = (await store.readBackwards(stream, 1))[0]?.revision ?? 'none';
  expect(await store.append(stream, at, toNewEvents(events, context))).toMatchObject({ ok: true });
};

interface Sent {
  readonly communicationId: string;
  readonly runId: string;
  readonly contactId: string;
  readonly email: string;
}

/** A run that has sent one mail to a new contact; its fate as given. */
const sent = async ({
  fate = 'accepted',
  test,
}: { fate?: 'accepted' | 'unknown' | 'abandoned'; test?: string } = {}): Promise<Sent> => {
  const runId = newId();
  const communicationId = `${runId}.1.0`;
  const email = `Ann.${runId}@shop.test`;
  await putContact(pool, runId, { email, consent: { email: 'granted' } }, 'test');
  const contact = (await contactsByExternalIds(pool, [runId])).get(runId);
  if (!contact) throw new Error('the contact was not stored');
  const who = { communicationId, contactId: contact.id };
  if (test !== undefined) await saveRunInputs(pool, { runId, variables: {}, addresses: [test] });
  await append(`run-${runId}`, [
    { type: 'RunRequested', data: requestOf(runId, { channel: 'email', type: test === undefined ? 'api' : 'test' }) },
  ]);
  const attempt = { ...who, attempt: 1, fence: 1 };
  const claimed = { ...attempt, messageId: 'm', contentHash: 'c', addressHash: hmac(contact.key, email) };
  const outcome =
    fate === 'unknown' ? ({ kind: 'unknown', detail: 'x' } as const) : ({ kind: 'accepted', answer: '250' } as const);
  await append(`runbatch-${runId}.1`, [
    { type: 'BatchPlanned', data: { runId, batch: 1, contactIds: [contact.id], digest: 'd' } },
    { type: 'DispatchClaimed', data: claimed },
    fate === 'abandoned'
      ? { type: 'BatchTakenOver', data: { runId, batch: 1, fence: 2, worker: 'other' } }
      : { type: 'DispatchSettled', data: { ...attempt, outcome } },
  ]);
  return { communicationId, runId, contactId: contact.id, email };
};

const replyTo = ({ communicationId }: Sent): string =>
  replyAddress(signReplyToken(keys.reply, communicationId), domain);

/** Delivers over SMTP as another server would. */
const deliver = async (
  to: string,
  raw: string | Buffer,
  { from = 'ann@shop.test', via = inbound } = {},
): Promise<string> => {
  const transport = createTransport({ host: '127.0.0.1', port: await via.port(), ignoreTLS: true });
  try {
    return (await transport.sendMail({ envelope: { from, to: [to] }, raw })).response;
  } finally {
    transport.close();
  }
};

const mail = (body: string, headers: readonly string[] = []): string =>
  ['From: Ann <ann@shop.test>', 'Subject: Re: Garden', ...headers, '', body].join('\r\n');

const eventsOf = async (stream: string) => (await store.read(stream)).map(({ type, data }) => ({ type, data }));

const suppressed = async (address: string) => {
  const hash = hmac(keys.suppressionKey, address.toLowerCase());
  return (await eventsOf(`suppression-${hash}`)).map(({ data }) => data);
};

const bounceOf = (to: string, status: string, headers: readonly string[] = []): string =>
  [
    'From: MAILER-DAEMON@mx.shop.test',
    ...headers,
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.shop.test',
    '',
    `Final-Recipient: rfc822; ${to}`,
    'Action: failed',
    `Status: ${status}`,
    '',
    '--b--',
  ].join('\r\n');

describe('an answer', () => {
  it('is in the vault and on its thread when the sender hears 250, and says nothing personal in the log', async () => {
    const message = await sent();
    expect(await deliver(replyTo(message), mail('Yes, gladly.'))).toMatch(/^250 /);
    const thread = await eventsOf(`thread-${message.communicationId}`);
    expect(thread).toMatchObject([
      {
        type: 'ReplyReceived',
        data: {
          receivedAt: now(),
          match: { ...identified(message), campaignId: 'c1', method: 'token', confidence: 'sure' },
        },
      },
      {
        type: 'ReplyClassified',
        data: { ...identified(message, 'log'), class: 'human', rule: 'no sign of automation' },
      },
    ]);
    expect(JSON.stringify(thread)).not.toMatch(/ann|gladly|Garden/i);
    const replyId = replyIdIn(thread);
    expect((await inboundMessages(pool, [replyId])).get(replyId)).toMatchObject({
      communicationId: message.communicationId,
      contactId: message.contactId,
      from: 'ann@shop.test',
      subject: 'Re: Garden',
      text: 'Yes, gladly.\n',
    });
    expect((await rawInboundMessage(pool, replyId))?.toString()).toContain('Yes, gladly.');
  });

  it('is one reply however often it is delivered, and to whichever of our addresses', async () => {
    const [message, other] = [await sent(), await sent()];
    const raw = mail('The same bytes.', [`Message-ID: <${newId()}@shop.test>`]);
    for (const to of [replyTo(message), replyTo(message), replyTo(other), `zoe@${domain}`]) await deliver(to, raw);
    expect((await eventsOf(`thread-${message.communicationId}`)).map(({ type }) => type)).toEqual([
      'ReplyReceived',
      'ReplyClassified',
    ]);
    expect(await eventsOf(`thread-${other.communicationId}`)).toEqual([]);
  });

  it('is found by the headers when the address lost its token', async () => {
    const message = await sent();
    const id = messageIdOf(message.communicationId, {
      name: 's',
      channel: 'email',
      provider: 'smtp',
      limits: { perSecond: 1 },
    });
    await deliver(`zoe@${domain}`, mail('Yes.', [`In-Reply-To: ${id}`]));
    expect(await eventsOf(`thread-${message.communicationId}`)).toMatchObject([
      { data: { match: { method: 'in-reply-to', confidence: 'likely' } } },
      {},
    ]);
  });

  it('is quarantined, not dropped, when it answers nothing this log knows', async () => {
    const stranger = replyAddress(signReplyToken(keys.reply, `${newId()}.1.0`), domain);
    const raw = mail(`Hello ${newId()}`);
    for (const to of [stranger, `zoe@${domain}`]) expect(await deliver(to, raw)).toMatch(/^250 /);
    const { rows } = await pool.query<{ id: string; communication_id: string | null }>(
      `select id, communication_id from vault.inbound_messages where text = $1`,
      [`${raw.split('\r\n').at(-1)}\n`],
    );
    expect(rows).toMatchObject([{ communication_id: null }]);
    expect((await eventsOf(`thread-quarantine.${rows[0]?.id}`)).map(({ type }) => type)).toEqual([
      'ReplyQuarantined',
      'ReplyClassified',
    ]);
  });

  it('proves that a message of unknown fate was sent', async () => {
    for (const fate of ['unknown', 'abandoned'] as const) {
      const message = await sent({ fate });
      await deliver(replyTo(message), mail(`Yes. ${message.runId}`));
      expect(await eventsOf(`report-${message.runId}.1`)).toMatchObject([
        { type: 'DispatchResolved', data: { ...who(message), resolution: 'was-sent', by: 'evidence' } },
      ]);
    }
  });
});

describe('what an answer changes', () => {
  it('an opt-out suppresses every address of the contact and withdraws consent, in log and vault', async () => {
    const message = await sent();
    const address = unsubscribeAddress(signUnsubscribeToken(keys.unsubscribe, message.communicationId), domain);
    await deliver(address, mail('', ['Auto-Submitted: auto-generated']));
    expect(await suppressed(message.email)).toMatchObject([{ channel: 'email', reason: 'opt-out' }]);
    expect(await eventsOf(`contact-${message.contactId}`)).toMatchObject([
      { type: 'ConsentChanged', data: { channel: 'email', state: 'withdrawn' } },
    ]);
    const contact = (await contactsByExternalIds(pool, [message.runId])).get(message.runId);
    expect(contact?.consent).toEqual({ email: 'withdrawn' });
  });

  it('a hard bounce suppresses the address it was sent to, and is reported of the communication', async () => {
    const message = await sent();
    await putContact(pool, message.runId, { email: `new.${message.email}` }, 'test');
    await deliver(replyTo(message), bounceOf(message.email, '5.1.1'), { from: '' });
    expect(await suppressed(message.email)).toMatchObject([{ reason: 'bounce' }]);
    expect(await suppressed(`new.${message.email}`)).toEqual([]);
    expect(await eventsOf(`report-${message.runId}.1`)).toMatchObject([
      { type: 'DeliveryReported', data: { ...who(message), report: 'bounced', status: '5.1.1' } },
    ]);
    expect(await eventsOf(`contact-${message.contactId}`)).toEqual([]);
  });

  it('nothing, when only a Message-ID that others can guess names the message and its recipient is not named', async () => {
    const message = await sent({ fate: 'unknown' });
    const header = `In-Reply-To: <${message.communicationId}@${domain}>`;
    await deliver(`zoe@${domain}`, mail('STOP', [header]));
    await deliver(`zoe@${domain}`, bounceOf('other@shop.test', '5.1.1', [header]), { from: '' });
    expect(await eventsOf(`thread-${message.communicationId}`)).toMatchObject([
      { data: { match: { confidence: 'likely' } } },
      { data: { class: 'opt-out' } },
      { data: { match: { confidence: 'likely' } } },
      { data: { class: 'bounce' } },
    ]);
    expect(await suppressed(message.email)).toEqual([]);
    expect(await eventsOf(`contact-${message.contactId}`)).toEqual([]);
    expect(await eventsOf(`report-${message.runId}.1`)).toEqual([]);
    await deliver(`zoe@${domain}`, mail('STOP', [header]), { from: message.email.toLowerCase() });
    expect(await suppressed(message.email)).toMatchObject([{ reason: 'opt-out' }]);
  });

  it('a soft bounce is reported and suppresses nothing', async () => {
    const message = await sent();
    await deliver(replyTo(message), bounceOf(message.email, '4.2.2'), { from: '' });
    expect(await suppressed(message.email)).toEqual([]);
    expect(await eventsOf(`report-${message.runId}.1`)).toMatchObject([{ data: { status: '4.2.2' } }]);
  });

  it('a tester’s opt-out says nothing about the contact whose message was tried', async () => {
    const tester = `tester.${newId()}@acme.test`;
    const message = await sent({ test: tester });
    await deliver(replyTo(message), mail(`STOP\r\n-- \r\n${tester}`));
    expect(await suppressed(tester)).toMatchObject([{ reason: 'opt-out' }]);
    expect(await suppressed(message.email)).toEqual([]);
    expect(await eventsOf(`contact-${message.contactId}`)).toEqual([]);
  });
});

describe('the listener', () => {
  it('takes no mail for other domains, but for senders’ own reply domains wherever the token is ours', async () => {
    await expect(deliver('ann@elsewhere.test', mail('x'))).rejects.toMatchObject({ responseCode: 550 });
    const message = await sent();
    const own = replyTo(message).replace(domain, 'answers.acme.test');
    expect(await deliver(own, mail(`Own domain ${message.runId}`))).toMatch(/^250 /);
    await expect(deliver(own.replace('reply+', 'reply+0'), mail('x'))).rejects.toMatchObject({ responseCode: 550 });
  });

  it('refuses what is too large', async () => {
    const large = Buffer.concat([Buffer.from(mail('')), Buffer.alloc(maxMailBytes + 1, 'a')]);
    await expect(deliver(`zoe@${domain}`, large)).rejects.toMatchObject({ responseCode: 552 });
  });

  it('asks to come again while the log is away, and then takes the mail once', async () => {
    const message = await sent();
    let away = true;
    const flickering: EventStore = {
      ...store,
      append: (...args) => (away ? Promise.reject(new Error('away')) : store.append(...args)),
    };
    const second = start(0, flickering);
    const raw = mail(`Yes. ${message.runId}`);
    await expect(deliver(replyTo(message), raw, { via: second })).rejects.toMatchObject({ responseCode: 451 });
    expect(troubles).toBe(1);
    away = false;
    expect(await deliver(replyTo(message), raw, { via: second })).toMatch(/^250 /);
    expect((await eventsOf(`thread-${message.communicationId}`)).map(({ type }) => type)).toEqual([
      'ReplyReceived',
      'ReplyClassified',
    ]);
    await second.close();
  });

  it('waits for a port that is taken and takes over', async () => {
    const first = createServer().listen(0, '127.0.0.1');
    await once(first, 'listening');
    const address = first.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const waiting = start(port);
    await new Promise((done) => {
      first.close(done);
    });
    expect(await eventually(() => waiting.port())).toBe(port);
    expect(await deliver(`zoe@${domain}`, mail(`late ${newId()}`), { via: waiting })).toMatch(/^250 /);
    await waiting.close();
  });

  it('can be stopped while it waits', async () => {
    const waiting = start(await inbound.port());
    await waiting.close();
    expect(troubles).toBe(0);
  });
});

const who = ({ communicationId, contactId }: Sent) => ({ communicationId, contactId });

const identified = ({ communicationId, runId, contactId }: Sent, where: 'match' | 'log' = 'match') =>
  where === 'match' ? { communicationId, runId, contactId } : { communicationId, runId };

const replyIdIn = (events: readonly { data: object }[]): string => {
  const data = events[0]?.data;
  return data && 'replyId' in data ? String(data.replyId) : '';
};
