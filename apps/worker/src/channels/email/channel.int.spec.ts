import { createServer } from 'node:net';
import { once } from 'node:events';
import { simpleParser } from 'mailparser';
import type { KeyRing } from '#platform/config/keys.js';
import { newId } from '#platform/ids.js';
import { openReplyToken, openUnsubscribeToken } from '#platform/tokens/communication-token.js';
import { tokenAddressOf } from '#platform/tokens/token-address.js';
import { SmtpSink } from '../../../../../test/support/smtp-sink.js';
import { defaultBackOff } from '../back-off.js';
import type { OutgoingMessage, Sender } from '../channel.js';
import { openEmailChannel, type EmailChannel, type EmailChannelOptions } from './channel.js';
import { messageIdOf } from './message-id.js';

const keys: KeyRing = { current: 'k1', keys: { k1: Buffer.alloc(32, 7) } };
const now = '2026-11-22T10:00:00.000Z';
const running = new AbortController().signal;

const sender: Sender = {
  id: newId(),
  name: 'Acme',
  channel: 'email',
  from: { name: 'Zoë of Acme', address: 'zoe@acme.test' },
  replyDomain: 'replies.acme.test',
  provider: 'smtp',
  limits: { perSecond: 100 },
};

const communicationId = `${newId()}.3.17`;

const messageTo = (to: string, change: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  communicationId,
  messageId: messageIdOf(communicationId, sender),
  campaignId: newId(),
  attempt: 1,
  to,
  sender,
  content: { subject: 'Grüße', text: 'Hällo\n', html: '<p>Hällo</p>' },
  idempotencyKey: communicationId,
  ...change,
});

let sink: SmtpSink;
const channels: EmailChannel[] = [];

const open = (change: Partial<EmailChannelOptions> = {}): EmailChannel => {
  const channel = openEmailChannel({
    server: { host: '127.0.0.1', port: sink.port, secure: false, requireTLS: false },
    connections: 2,
    replyKeys: keys,
    unsubscribeKeys: keys,
    publicUrl: 'http://127.0.0.1:3000',
    inboundDomain: 'replies.localhost',
    clock: () => now,
    backOff: defaultBackOff,
    timeouts: { connect: 5_000, silence: 5_000, total: 10_000 },
    ...change,
  });
  channels.push(channel);
  return channel;
};

const rawHeader = (raw: string, name: string): string =>
  new RegExp(`^${name}:(.*(?:\r\n[ \t].*)*)`, 'im').exec(raw)?.[1]?.replaceAll(/\s+/g, ' ').trim() ?? '';

beforeEach(async () => {
  sink = await SmtpSink.start();
});

afterEach(async () => {
  for (const channel of channels.splice(0)) await channel.close();
  await sink.stop();
});

describe('a mail as it arrives', () => {
  it('has the signed reply address in the envelope and in Reply-To, and one recipient', async () => {
    expect(await open().send(messageTo('ann@shop.test'), running)).toEqual({
      kind: 'accepted',
      providerId: 'SINK1',
      answer: '250 2.0.0 Ok: queued as SINK1',
    });
    const [mail] = sink.stored;
    expect(mail?.to).toEqual(['ann@shop.test']);
    const bounceTo = tokenAddressOf(mail?.from ?? '');
    expect(bounceTo).toMatchObject({ kind: 'reply', domain: 'replies.acme.test' });
    expect(openReplyToken(keys, bounceTo?.token ?? '')).toBe(communicationId);
    expect(rawHeader(mail?.raw ?? '', 'Reply-To')).toBe(mail?.from);
  });

  it('has text and html, its names encoded, one Date, and the Message-ID that the claim recorded', async () => {
    await open().send(messageTo('ann@shop.test'), running);
    const raw = sink.stored[0]?.raw ?? '';
    const mail = await simpleParser(raw);
    expect(mail.text).toBe('Hällo\n');
    expect(mail.html).toContain('<p>Hällo</p>');
    expect(mail.subject).toBe('Grüße');
    expect(mail.from?.value).toEqual([{ name: 'Zoë of Acme', address: 'zoe@acme.test' }]);
    expect(mail.messageId).toBe(`<${communicationId}@replies.acme.test>`);
    expect(mail.date?.toISOString()).toBe(now);
    expect(rawHeader(raw, 'Content-Type')).toContain('multipart/alternative');
    expect(raw).not.toMatch(/^(Auto-Submitted|X-Mailer):/im);
    for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
  });

  it('names its campaign in List-Id, and one address to unsubscribe at', async () => {
    const message = messageTo('ann@shop.test');
    await open().send(message, running);
    const raw = sink.stored[0]?.raw ?? '';
    expect(rawHeader(raw, 'List-Id')).toBe(`<${message.campaignId}.replies.acme.test>`);
    const [, address = ''] = /^<mailto:([^?]+)\?subject=unsubscribe>$/.exec(rawHeader(raw, 'List-Unsubscribe')) ?? [];
    expect(openUnsubscribeToken(keys, tokenAddressOf(address)?.token ?? '')).toBe(communicationId);
    expect(rawHeader(raw, 'List-Unsubscribe-Post')).toBe('');
  });

  it('offers RFC 8058 one-click unsubscribing only where the public URL is https', async () => {
    await open({ publicUrl: 'https://mail.acme.test' }).send(messageTo('ann@shop.test'), running);
    const raw = sink.stored[0]?.raw ?? '';
    const [, token = ''] =
      /^<https:\/\/mail\.acme\.test\/unsubscribe\/([0-9a-z]+)>, <mailto:/.exec(rawHeader(raw, 'List-Unsubscribe')) ??
      [];
    expect(openUnsubscribeToken(keys, token)).toBe(communicationId);
    expect(rawHeader(raw, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  });

  it('is the same for a second attempt', async () => {
    const channel = open();
    await channel.send(messageTo('ann@shop.test'), running);
    await channel.send(messageTo('ann@shop.test', { attempt: 2 }), running);
    const [first, second] = sink.stored.map(({ raw }) => rawHeader(raw, 'Message-ID'));
    expect(second).toBe(first);
  });

  it('takes the reply domain of the installation where the sender has none', async () => {
    const { replyDomain: _, ...plain } = sender;
    await open().send(messageTo('ann@shop.test', { sender: plain }), running);
    expect(tokenAddressOf(sink.stored[0]?.from ?? '')?.domain).toBe('replies.localhost');
  });

  it('is asked to stay unanswered when it only verifies a sender', async () => {
    const outcome = await open().sendVerification(sender, 'me@acme.test', newId(), running);
    expect(outcome.kind).toBe('accepted');
    expect(sink.stored[0]?.from).toBe('zoe@acme.test');
    expect(rawHeader(sink.stored[0]?.raw ?? '', 'Auto-Submitted')).toBe('auto-generated');
  });
});

describe('what must not leave', () => {
  it.each([
    ['b@y.test\r\nRCPT TO:<evil@z.test>', 'invalid-address'],
    ['b@y.test, evil@z.test', 'invalid-address'],
    ['b@y.test> SIZE=1\r\nRCPT TO:<evil@z.test', 'invalid-address'],
  ])('a recipient that would become another one: %j', async (to, code) => {
    expect(await open().send(messageTo(to), running)).toMatchObject({ kind: 'refused', code });
    expect(sink.connectionCount).toBe(0);
  });

  it.each([
    { content: { subject: 'Hi\r\nBcc: evil@z.test', text: 'x' } },
    { sender: { ...sender, from: { name: 'A\nBcc: evil@z.test', address: 'zoe@acme.test' } } },
    { sender: { ...sender, from: { name: 'A', address: 'zoe@acme.test\r\nX: y' } } },
    { sender: { ...sender, replyDomain: 'x.test>\r\nRCPT TO:<evil@z.test' } },
    { content: { subject: 'no content' } },
    { content: { text: 'no subject' } },
  ])('a header that would become two, or a message without a part: %j', async (change) => {
    expect(await open().send(messageTo('b@y.test', change), running)).toMatchObject({ kind: 'refused' });
    expect(sink.connectionCount).toBe(0);
  });
});

describe('the outcome over a real session', () => {
  it('follows the answers to sender, recipient and message', async () => {
    const channel = open();
    sink.script('gone@shop.test', { at: 'rcpt', answer: 550, text: '5.1.1 no mailbox gone here' });
    sink.script('grey@shop.test', { at: 'rcpt', answer: 451, text: '4.7.1 come back later' });
    sink.script('spam@shop.test', { at: 'data', answer: 554, text: '5.7.1 no' });
    sink.script('full@shop.test', { at: 'data', answer: 452, text: '4.2.2 full' });
    expect(await channel.send(messageTo('gone@shop.test'), running)).toEqual({
      kind: 'refused',
      code: '550 5.1.1',
      answer: '550 5.1.1 no mailbox <address> here',
    });
    const grey = await channel.send(messageTo('grey@shop.test'), running);
    expect(grey).toMatchObject({ kind: 'deferred', code: '451 4.7.1' });
    expect(grey.kind === 'deferred' && grey.until > now).toBe(true);
    expect(await channel.send(messageTo('spam@shop.test'), running)).toMatchObject({
      kind: 'refused',
      code: '554 5.7.1',
    });
    expect(await channel.send(messageTo('full@shop.test'), running)).toMatchObject({
      kind: 'deferred',
      code: '452 4.2.2',
    });
    sink.answerToMail = 451;
    expect(await channel.send(messageTo('ann@shop.test'), running)).toMatchObject({ kind: 'deferred', code: '451' });
    sink.answerToMail = 550;
    expect(await channel.send(messageTo('ann@shop.test'), running)).toMatchObject({ kind: 'refused', code: '550' });
    expect(sink.stored).toHaveLength(0);
  });

  it('is unknown when the server stored the message and died before its 250', async () => {
    sink.script('ann@shop.test', 'store-then-die');
    expect(await open().send(messageTo('ann@shop.test'), running)).toMatchObject({ kind: 'unknown' });
    expect(sink.stored).toHaveLength(1);
  });

  it('is unknown when the connection broke after the whole message, stored or not, and is not tried again', async () => {
    sink.script('ann@shop.test', { drop: 'data' });
    expect(await open().send(messageTo('ann@shop.test'), running)).toMatchObject({ kind: 'unknown' });
    expect(sink.connectionCount).toBe(1);
  });

  it('is unknown when the 250 comes too late', async () => {
    sink.script('ann@shop.test', 'store-then-wait');
    const channel = open({ timeouts: { connect: 5_000, silence: 150, total: 10_000 } });
    expect(await channel.send(messageTo('ann@shop.test'), running)).toMatchObject({ kind: 'unknown' });
    expect(sink.stored).toHaveLength(1);
  });

  it('is unknown when a server neither answers nor falls silent', async () => {
    sink.script('ann@shop.test', { hang: 'data' });
    const channel = open({ timeouts: { connect: 5_000, silence: 60_000, total: 300 } });
    expect(await channel.send(messageTo('ann@shop.test'), running)).toMatchObject({ kind: 'unknown' });
  });

  it('is deferred when the connection broke or fell silent before the message', async () => {
    sink.script('ann@shop.test', { drop: 'rcpt' });
    sink.script('bob@shop.test', { hang: 'rcpt' });
    const channel = open({ timeouts: { connect: 5_000, silence: 150, total: 10_000 } });
    expect(await channel.send(messageTo('ann@shop.test'), running)).toMatchObject({ kind: 'deferred' });
    expect(await channel.send(messageTo('bob@shop.test'), running)).toMatchObject({
      kind: 'deferred',
      code: 'ETIMEDOUT',
    });
    expect(sink.stored).toHaveLength(0);
  });

  it('is deferred when nobody listens, and when the name does not exist', async () => {
    const { port } = sink;
    await sink.stop();
    const nobody = open({ server: { host: '127.0.0.1', port, secure: false, requireTLS: false } });
    expect(await nobody.send(messageTo('ann@shop.test'), running)).toMatchObject({
      kind: 'deferred',
      code: 'ECONNREFUSED',
    });
    const nowhere = open({ server: { host: 'nowhere.invalid', port: 25, secure: false, requireTLS: false } });
    expect(await nowhere.send(messageTo('ann@shop.test'), running)).toMatchObject({ kind: 'deferred' });
    sink = await SmtpSink.start();
  });

  it('is deferred when TLS is required and not to be had, or not to be trusted', async () => {
    const { port } = sink;
    const required = open({ server: { host: '127.0.0.1', port, secure: false, requireTLS: true } });
    expect(await required.send(messageTo('ann@shop.test'), running)).toMatchObject({ kind: 'deferred' });
    // The sink's own certificate is a known one, which it says loudly; nobody may trust it.
    const loud = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const selfSigned = await SmtpSink.start({ disabledCommands: ['AUTH'] });
    const strict = open({ server: { host: '127.0.0.1', port: selfSigned.port, secure: false, requireTLS: true } });
    expect(await strict.send(messageTo('ann@shop.test'), running)).toMatchObject({ kind: 'deferred' });
    expect([...sink.stored, ...selfSigned.stored]).toHaveLength(0);
    await selfSigned.stop();
    loud.mockRestore();
  });

  it('is deferred when the server does not greet', async () => {
    const mute = createServer(() => undefined);
    mute.listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const address = mute.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const channel = open({
      server: { host: '127.0.0.1', port, secure: false, requireTLS: false },
      timeouts: { connect: 150, silence: 5_000, total: 10_000 },
    });
    expect(await channel.send(messageTo('ann@shop.test'), running)).toMatchObject({
      kind: 'deferred',
      code: 'ETIMEDOUT',
    });
    await channel.close();
    await new Promise((done) => {
      mute.close(done);
    });
  });
});

describe('stopping', () => {
  it('defers until now what was not handed over, and waits for the answer to what was', async () => {
    sink.script('ann@shop.test', 'store-then-wait');
    const stop = new AbortController();
    const channel = open({ connections: 1 });
    const inFlight = channel.send(messageTo('ann@shop.test'), stop.signal);
    await sink.untilReached('ann@shop.test');
    const queued = channel.send(messageTo('bob@shop.test'), stop.signal);
    stop.abort();
    expect(await queued).toMatchObject({ kind: 'deferred', code: 'stopped', until: now });
    expect(await channel.send(messageTo('eve@shop.test'), stop.signal)).toMatchObject({ kind: 'deferred', until: now });
    sink.release();
    expect(await inFlight).toMatchObject({ kind: 'accepted' });
    expect(sink.stored.map(({ to }) => to[0])).toEqual(['ann@shop.test']);
  });
});

describe('the pool', () => {
  it('opens no more sessions than it may and uses them again', async () => {
    const channel = open({ connections: 3 });
    await Promise.all(Array.from({ length: 20 }, (_, at) => channel.send(messageTo(`to${at}@shop.test`), running)));
    expect(sink.stored).toHaveLength(20);
    expect(sink.connectionCount).toBeLessThanOrEqual(3);
  });

  it('goes on over a new session when the server closed the idle ones', async () => {
    const channel = open();
    await channel.send(messageTo('ann@shop.test'), running);
    sink.dropAll();
    expect(await channel.send(messageTo('bob@shop.test'), running)).toMatchObject({ kind: 'accepted' });
    expect(sink.stored.map(({ to }) => to[0])).toEqual(['ann@shop.test', 'bob@shop.test']);
  });
});
