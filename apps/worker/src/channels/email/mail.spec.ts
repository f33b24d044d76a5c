import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { newId } from '#platform/ids.js';
import type { Sender } from '../channel.js';
import { mailOf } from './mail.js';
import { communicationIdsIn, messageIdOf } from './message-id.js';

const ring = { current: 'k', keys: { k: Buffer.alloc(32, 1) } };
const stamps = {
  replyKeys: ring,
  unsubscribeKeys: ring,
  publicUrl: 'https://acme.test',
  inboundDomain: 'replies.localhost',
  now: '2026-11-22T10:00:00.000Z',
};
const communicationId = `${newId()}.1.0`;

const build = ({
  to = 'ann@shop.test',
  name = 'Acme',
  address = 'a@acme.test',
  replyDomain = 'r.test',
  subject = 'Hi',
}) => {
  const from = { name, address };
  const sender: Sender = {
    id: 's',
    name: 's',
    channel: 'email',
    from,
    replyDomain,
    provider: 'smtp',
    limits: { perSecond: 1 },
  };
  const messageId = messageIdOf(communicationId, sender);
  const content = { subject, text: 'x' };
  return mailOf(
    { communicationId, messageId, campaignId: 'c1', attempt: 1, to, sender, content, idempotencyKey: 'i' },
    stamps,
  );
};

/** Text with what ends headers, addresses and commands. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('\r\n', '\n', '\r', '\0', '\u2028', '<', '>', ',', ';', ':', '"', '@', 'evil@z.test', 'Bcc: '),
    ),
  )
  .map((parts) => parts.join(''));

describe('a mail of any data', () => {
  it('has one recipient, the validated one, or is not built', () => {
    fc.assert(
      fc.property(
        fc.tuple(hostile, hostile).map(([a, b]) => `${a}@${b}`),
        (to) => {
          const built = build({ to });
          if (built.ok)
            expect(built.mail.envelope.to.map((address) => address.toLowerCase())).toEqual([to.toLowerCase()]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('has the headers it should have, once each, or is not built', async () => {
    const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (name, subject, replyDomain) => {
        const built = build({ name, subject, replyDomain: `r${replyDomain}.test` });
        if (!built.ok) return;
        const { message } = await transport.sendMail(built.mail);
        const head = Buffer.isBuffer(message) ? (message.toString().split('\r\n\r\n', 1)[0] ?? '') : '';
        const names = head
          .replaceAll(/\r\n[ \t]+/g, ' ')
          .split('\r\n')
          .map((line) => line.split(':', 1)[0] ?? '');
        expect(names.toSorted()).toEqual(expectedHeaders);
      }),
      { numRuns: 300 },
    );
  });

  it('is built for ordinary ones', () => {
    expect(build({}).ok).toBe(true);
    expect(build({ name: '', to: "o'neil+x@sub.shop.test", subject: 'Größe — ½' }).ok).toBe(true);
  });
});

const expectedHeaders = [
  'Content-Transfer-Encoding',
  'Content-Type',
  'Date',
  'From',
  'List-ID',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'MIME-Version',
  'Message-ID',
  'Reply-To',
  'Subject',
  'To',
];

describe('a Message-ID', () => {
  it('leads back to its communication from In-Reply-To and References, in any case', () => {
    const id = `<${communicationId}@r.test>`;
    expect(communicationIdsIn(`<x@y.test> ${id.toUpperCase()} <${newId()}@r.test>`)).toEqual([communicationId]);
    expect(communicationIdsIn('')).toEqual([]);
  });
});
