import { absences, failures, replies } from './answer-words.js';
import { type Headers, mimeOf, type Part } from './mime.js';
import type { ReceivedMail } from './received-mail.js';

/** Classes of replies as the API names them. */
export type ReplyClass = 'human' | 'auto-reply' | 'out-of-office' | 'bounce' | 'complaint' | 'opt-out';

/** A mail on its way to the worker's inbound listener. */
export interface Letter {
  /** `from` is empty for what servers write (RFC 5321 §4.5.5). */
  readonly envelope: { readonly from: string; readonly to: string };
  readonly raw: string;
}

/** The same mail and number always give the same letter, so that sending it again is no second answer. */
type Write = (mail: ReceivedMail, number: number) => Letter;

/** Ways in which people, programs and servers answer, and what each answer is to be taken for. */
export const answers = {
  'plain text': { class: 'human', write: (mail, n) => reply(mail, { type: 'text/plain', text: replyText(n) }) },
  'plain text with quote': { class: 'human', write: (mail, n) => reply(mail, plainQuoted(mail, n)) },
  'HTML as Gmail quotes': { class: 'human', write: (mail, n) => reply(mail, gmail(mail, n)) },
  'HTML as Outlook quotes': { class: 'human', write: (mail, n) => reply(mail, outlook(mail, n)) },
  'out of office': { class: 'out-of-office', write: (mail, n) => absence(mail, n) },
  'ticket system': { class: 'auto-reply', write: (mail, n) => ticket(mail, n) },
  'bounce (RFC 3464)': { class: 'bounce', write: (mail, n) => bounce(mail, n) },
  'List-Unsubscribe': { class: 'opt-out', write: (mail) => unsubscribe(mail) },
  '“Unsubscribe me”': {
    class: 'opt-out',
    write: (mail) => reply(mail, { type: 'text/plain', text: 'Please unsubscribe me. Thanks!' }),
  },
  'complaint (RFC 5965)': { class: 'complaint', write: (mail) => complaint(mail) },
} as const satisfies Record<string, { readonly class: ReplyClass; readonly write: Write }>;

export type AnswerKind = keyof typeof answers;

const pick = <T>(list: readonly T[], number: number): T => {
  const picked = list[number % list.length];
  if (picked === undefined) throw new RangeError('nothing to pick from');
  return picked;
};

const replyText = (number: number): string => pick(replies, number);

/** An hour and some minutes after the mail: nothing of a letter comes from the clock. */
const answeredAt = ({ date }: ReceivedMail): string =>
  new Date(date.getTime() + 4_200_000).toUTCString().replace('GMT', '+0000');

const idFor = ({ messageId, recipient }: ReceivedMail, what: string): string =>
  `<${what}.${messageId.slice(1, -1).split('@')[0] ?? ''}@${recipient.split('@')[1] ?? ''}>`;

const frame = (mail: ReceivedMail, from: string, to: string, subject: string): Headers => [
  ['From', from],
  ['To', to],
  ['Subject', subject],
  ['Date', answeredAt(mail)],
  ['In-Reply-To', mail.messageId],
  ['References', mail.messageId],
];

/** Somebody's own words, without a quote. */
export const plainReply = (mail: ReceivedMail, words: string): Letter =>
  reply(mail, { type: 'text/plain', text: words });

const reply = (mail: ReceivedMail, body: Part): Letter => {
  const { recipient, replyTo, subject } = mail;
  const headers: Headers = [...frame(mail, recipient, replyTo, `Re: ${subject}`), ['Message-ID', idFor(mail, 're')]];
  return { envelope: { from: recipient, to: replyTo }, raw: mimeOf(headers, body) };
};

const introduction = ({ date, from }: ReceivedMail): string =>
  `On ${date.toUTCString().slice(0, 22)}, ${from.name} <${from.address}> wrote:`;

const plainQuoted = (mail: ReceivedMail, number: number): Part => {
  const quote = mail.text
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`);
  return { type: 'text/plain', text: [replyText(number), '', introduction(mail), '', ...quote, ''].join('\n') };
};

const gmail = (mail: ReceivedMail, number: number): Part => {
  const { date, from } = mail;
  const html =
    `<div dir="ltr">${htmlOf(replyText(number))}</div><br>` +
    `<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On ${date.toUTCString().slice(0, 22)} ` +
    `${htmlOf(from.name)} &lt;<a href="mailto:${from.address}">${from.address}</a>&gt; wrote:<br></div>` +
    `<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">` +
    `${htmlOf(mail.text)}</blockquote></div>`;
  const text = plainQuoted(mail, number);
  return { type: 'multipart/alternative', parts: [text, { type: 'text/html', text: html }] };
};

/** Outlook marks nothing as a quote: a rule and a block of header lines stand above the old mail. */
const outlook = (mail: ReceivedMail, number: number): Part => {
  const { date, from, recipient, subject } = mail;
  const fields = [
    ['From:', `${from.name} &lt;${from.address}&gt;`],
    ['Sent:', date.toUTCString()],
    ['To:', recipient],
    ['Subject:', htmlOf(subject)],
  ];
  const text =
    `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang="EN-GB"><div class="WordSection1">` +
    `<p class="MsoNormal">${htmlOf(replyText(number))}<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>` +
    `<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">` +
    `${fields.map(([name, value]) => `<b>${name}</b> ${value}`).join('<br>')}<o:p></o:p></p></div>` +
    `<p class="MsoNormal">${htmlOf(mail.text)}</p></div></body></html>`;
  return { type: 'text/html', text };
};

const htmlOf = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');

const absence = (mail: ReceivedMail, number: number): Letter => {
  const { subject, text } = pick(absences, number);
  const headers: Headers = [
    ...frame(mail, mail.recipient, mail.replyTo, `${subject}: ${mail.subject}`),
    ['Message-ID', idFor(mail, 'away')],
    ['Auto-Submitted', 'auto-replied'],
    ['X-Auto-Response-Suppress', 'All'],
  ];
  return { envelope: { from: '', to: mail.returnPath }, raw: mimeOf(headers, { type: 'text/plain', text }) };
};

const ticket = (mail: ReceivedMail, number: number): Letter => {
  const text = `Thank you for your message. It has the number ${1000 + number}, and somebody will look at it.`;
  const headers: Headers = [
    ...frame(mail, mail.recipient, mail.replyTo, `[#${1000 + number}] ${mail.subject}`),
    ['Message-ID', idFor(mail, 'ticket')],
    ['Auto-Submitted', 'auto-generated'],
    ['Precedence', 'auto_reply'],
  ];
  return { envelope: { from: mail.recipient, to: mail.replyTo }, raw: mimeOf(headers, { type: 'text/plain', text }) };
};

const bounce = (mail: ReceivedMail, number: number): Letter => {
  const { status, diagnostic } = pick(failures, number);
  const server = `mx.${mail.recipient.split('@')[1] ?? ''}`;
  const parts: Part[] = [
    { type: 'text/plain', text: `Your message to <${mail.recipient}> could not be delivered:\n\n${diagnostic}\n` },
    {
      type: 'message/delivery-status',
      text:
        `Reporting-MTA: dns; ${server}\n\n` +
        `Final-Recipient: rfc822; ${mail.recipient}\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${diagnostic}\n`,
    },
    { type: 'text/rfc822-headers', text: mail.raw.split('\n\n', 1)[0] ?? '' },
  ];
  const headers: Headers = [
    ['From', `Mail Delivery System <MAILER-DAEMON@${server}>`],
    ['To', mail.returnPath],
    ['Subject', 'Undelivered Mail Returned to Sender'],
    ['Date', answeredAt(mail)],
    ['Message-ID', idFor(mail, 'bounce')],
    ['Auto-Submitted', 'auto-replied'],
  ];
  const body: Part = { type: 'multipart/report; report-type=delivery-status', parts };
  return { envelope: { from: '', to: mail.returnPath }, raw: mimeOf(headers, body) };
};

/** What a mail program writes when somebody presses its "unsubscribe" button. */
const unsubscribe = (mail: ReceivedMail): Letter => {
  if (mail.unsubscribe === null) throw new Error(`${mail.messageId} has no address to unsubscribe at`);
  const headers: Headers = [
    ['From', mail.recipient],
    ['To', mail.unsubscribe],
    ['Subject', 'unsubscribe'],
    ['Date', answeredAt(mail)],
    ['Message-ID', idFor(mail, 'unsubscribe')],
  ];
  const raw = mimeOf(headers, { type: 'text/plain', text: '' });
  return { envelope: { from: mail.recipient, to: mail.unsubscribe }, raw };
};

/** A mailbox provider's feedback loop passes on that somebody pressed "spam". */
const complaint = (mail: ReceivedMail): Letter => {
  const provider = mail.recipient.split('@')[1] ?? '';
  const desk = `fbl@${mail.replyTo.split('@')[1] ?? ''}`;
  const parts: Part[] = [
    { type: 'text/plain', text: `This is an abuse report for a message from ${mail.from.address}.\n` },
    {
      type: 'message/feedback-report',
      text: `Feedback-Type: abuse\nUser-Agent: FeedbackLoop/1.0\nVersion: 1\nOriginal-Mail-From: <${mail.returnPath}>\n`,
    },
    { type: 'message/rfc822', text: mail.raw },
  ];
  const headers: Headers = [
    ['From', `feedback@${provider}`],
    ['To', desk],
    ['Subject', `Abuse report: ${mail.subject}`],
    ['Date', answeredAt(mail)],
    ['Message-ID', idFor(mail, 'complaint')],
  ];
  const body: Part = { type: 'multipart/report; report-type=feedback-report', parts };
  return { envelope: { from: `feedback@${provider}`, to: desk }, raw: mimeOf(headers, body) };
};
