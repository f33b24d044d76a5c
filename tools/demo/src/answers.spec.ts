import { simpleParser } from 'mailparser';
import { answerKinds, classesOf, planAnswers, spread } from './answer-plan.js';
import { type AnswerKind, answers } from './answers.js';
import { readReceived, type ReceivedMail } from './received-mail.js';

const raw = [
  'Received: from [127.0.0.1]',
  'From: Mara at Harbour Coffee <mara@harbour-coffee.test>',
  'To: zoe.clarke6@example.com',
  'Reply-To: reply+6h2k@replies.localhost',
  'Subject: =?UTF-8?B?Wm/Dqywgd2hpY2ggb25lPw==?=',
  'Message-ID: <7hxq.1.5@harbour-coffee.test>',
  'Date: Sun, 22 Nov 2026 16:00:00 +0000',
  'List-Unsubscribe: <mailto:unsubscribe+9z8y@replies.localhost?subject=unsubscribe>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  'Hello Zoë,',
  'which one?',
  '',
].join('\r\n');

let mail: ReceivedMail;
beforeAll(async () => {
  mail = await readReceived(Buffer.from(raw), {
    from: 'reply+6h2k@replies.localhost',
    to: ['zoe.clarke6@example.com'],
  });
});

const kinds = Object.keys(answers) as AnswerKind[];
const letter = (kind: AnswerKind, number = 0) => answers[kind].write(mail, number);
const opened = (kind: AnswerKind) => simpleParser(letter(kind).raw, { keepDeliveryStatus: true });

it('reads of a caught mail what an answer needs', () => {
  expect(mail).toMatchObject({
    messageId: '<7hxq.1.5@harbour-coffee.test>',
    recipient: 'zoe.clarke6@example.com',
    replyTo: 'reply+6h2k@replies.localhost',
    subject: 'Zoë, which one?',
    unsubscribe: 'unsubscribe+9z8y@replies.localhost',
  });
});

it('refuses a mail that no campaign sends', async () => {
  const stranger = Buffer.from('From: a@example.com\r\n\r\nHello');
  await expect(readReceived(stranger, { from: '', to: ['b@example.com'] })).rejects.toThrow('lacks one of');
});

it.each(['plain text', 'plain text with quote', 'HTML as Gmail quotes', 'HTML as Outlook quotes'] as const)(
  'answers in %s under the headers of the mail',
  async (kind) => {
    const reply = await opened(kind);
    expect(letter(kind).envelope).toEqual({ from: mail.recipient, to: mail.replyTo });
    expect(reply).toMatchObject({
      subject: 'Re: Zoë, which one?',
      inReplyTo: mail.messageId,
      references: mail.messageId,
    });
    expect(kind === 'plain text' || `${reply.text}${reply.html || ''}`.includes('Hello Zoë,')).toBe(true);
  },
);

it('bounces as servers do: from nobody, with a status and the headers of the mail', async () => {
  expect(letter('bounce (RFC 3464)').envelope).toEqual({ from: '', to: mail.returnPath });
  const { attachments } = await opened('bounce (RFC 3464)');
  expect(attachments.map(({ contentType }) => contentType)).toEqual(['message/delivery-status', 'text/rfc822-headers']);
  expect(attachments[0]?.content.toString()).toContain('Final-Recipient: rfc822; zoe.clarke6@example.com\r\n');
  expect(attachments[1]?.content.toString()).toContain('Message-ID: <7hxq.1.5@harbour-coffee.test>');
});

it('unsubscribes at the address that the mail names for it', () => {
  expect(letter('List-Unsubscribe').envelope.to).toBe('unsubscribe+9z8y@replies.localhost');
});

it.each(kinds)('writes %s the same way every time, as proper lines', (kind) => {
  for (const number of [0, 1, 2, 7]) {
    expect(letter(kind, number)).toEqual(letter(kind, number));
    expect(letter(kind, number).raw).not.toMatch(/[^\r]\n|\r[^\n]/);
    expect(
      Math.max(
        ...letter(kind, number)
          .raw.split('\r\n')
          .map((line) => line.length),
      ),
    ).toBeLessThan(999);
  }
});

it('plans 40 answers of every kind, and of several kinds when there are few mails', () => {
  expect(answerKinds).toHaveLength(40);
  expect(new Set(answerKinds)).toEqual(new Set(kinds));
  expect(new Set(answerKinds.slice(0, 10)).size).toBe(10);
  const planned = planAnswers(Array.from({ length: 50 }, () => mail));
  expect(planned).toHaveLength(40);
  expect(classesOf(planned)).toEqual({
    human: 26,
    'out-of-office': 5,
    bounce: 4,
    'auto-reply': 2,
    'opt-out': 2,
    complaint: 1,
  });
  expect(planAnswers([mail, mail])).toHaveLength(2);
});

it('takes its mails from all over the list', () => {
  expect(spread([1, 2, 3, 4, 5, 6], 3)).toEqual([1, 3, 5]);
  expect(spread([1, 2], 5)).toEqual([1, 2]);
  expect(spread([], 5)).toEqual([]);
});
