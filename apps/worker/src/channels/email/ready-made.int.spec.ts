import MailComposer from 'nodemailer/lib/mail-composer';
import { newId } from '#platform/ids.js';
import { SmtpSink } from '../../../../../test/support/smtp-sink.js';
import { defaultBackOff } from '../back-off.js';
import type { OutgoingContent, OutgoingMessage, Sender } from '../channel.js';
import { openEmailChannel, type EmailChannel, type EmailChannelOptions } from './channel.js';
import { mailOf } from './mail.js';
import { messageIdOf } from './message-id.js';

const ring = { current: 'k', keys: { k: Buffer.alloc(32, 3) } };
const now = '2026-11-22T10:00:00.000Z';
const stamps = { replyKeys: ring, unsubscribeKeys: ring, publicUrl: 'https://acme.test', inboundDomain: 'r.test' };
const running = new AbortController().signal;

const sender: Sender = {
  id: newId(),
  name: 'Acme',
  channel: 'email',
  from: { name: 'Acme', address: 'care@acme.test' },
  provider: 'smtp',
  limits: { perSecond: 100 },
};

const messageWith = (content: OutgoingContent): OutgoingMessage => {
  const communicationId = `${newId()}.1.0`;
  const messageId = messageIdOf(communicationId, sender);
  const to = 'ann@shop.test';
  return { communicationId, messageId, campaignId: newId(), attempt: 1, to, sender, content, idempotencyKey: 'i' };
};

let sink: SmtpSink;
let channel: EmailChannel;

beforeEach(async () => {
  sink = await SmtpSink.start();
  const options: EmailChannelOptions = {
    ...stamps,
    server: { host: '127.0.0.1', port: sink.port, secure: false, requireTLS: false },
    connections: 1,
    clock: () => now,
    backOff: defaultBackOff,
    timeouts: { connect: 5_000, silence: 5_000, total: 20_000 },
  };
  channel = openEmailChannel(options);
});

afterEach(async () => {
  await channel.close();
  await sink.stop();
});

const prose = 'A line of plain words that is neither long nor short.\r\n';

describe('a message that was composed before it is handed to nodemailer', () => {
  it.each<[string, string]>([
    ['a short text', 'Hello\r\n'],
    ['dots at the beginning of lines, which are doubled on the way (RFC 5321 §4.5.2)', '.\r\n..\r\n.x\r\n\r\n.\r\n'],
    ['a text without an end of its last line', 'Hello'],
    ['a text with line feeds alone, which become whole line ends on the way (RFC 5321 §2.3.8)', 'a\nb\n\n.c\n'],
    ['another script', 'Grüße — 日本語 👋\r\n'],
    ['a text of many pieces', `.${prose}`.repeat(2_000)],
    ['a text that nodemailer composes after all', `.${prose}${'x'.repeat(80)}\r\n`.repeat(1_000)],
  ])('arrives as nodemailer would have composed it: %s', async (_, text) => {
    const message = messageWith({ subject: 'Hi', text });
    expect(await channel.send(message, running)).toMatchObject({ kind: 'accepted' });
    const built = mailOf(message, { ...stamps, now });
    const theirs = built.ok ? await new MailComposer(built.mail).compile().build() : Buffer.alloc(0);
    const onTheWire = theirs.toString('latin1').replaceAll(/\r?\n/g, '\r\n');
    expect(Buffer.from(sink.stored[0]?.raw ?? '').toString('latin1')).toBe(onTheWire);
  });

  it('is sent again over another session when the server had closed the last one', async () => {
    await channel.send(messageWith({ subject: 'Hi', text: 'x' }), running);
    sink.dropAll();
    const again = await channel.send(messageWith({ subject: 'Hi', text: 'y' }), running);
    expect(again).toMatchObject({ kind: 'accepted' });
    expect(sink.stored).toHaveLength(2);
  });
});
