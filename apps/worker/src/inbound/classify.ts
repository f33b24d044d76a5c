import type { Classification } from '#domain/thread/messages.js';
import { wordedBounceIn } from './bounce-text.js';
import { deliveryReportIn } from './delivery-report.js';
import { headerOf, type InboundMail } from './mail.js';
import { asksToStop, isAutomaticSubject, isReplySubject, speaksOfAbsence } from './words.js';

/** What the matching already knows and the class may rest on. */
export interface ClassifyHints {
  /** It came to an unsubscribe address with a token that we signed. */
  readonly toUnsubscribe: boolean;
}

type Rule = (mail: InboundMail, hints: ClassifyHints) => Classification | null;

/** What a mail is: the first rule that fits decides, and is named. Pure; total over every mail. */
export const classify = (mail: InboundMail, hints: ClassifyHints): Classification => {
  for (const rule of rules) {
    const verdict = rule(mail, hints);
    if (verdict) return verdict;
  }
  return { class: 'human', rule: 'no sign of automation' };
};

/** RFC 5965: a mailbox provider passes on that its user complained. `not-spam` takes a complaint back. */
const complaint: Rule = ({ parts }) => {
  const report = parts.find(({ contentType }) => contentType === 'message/feedback-report');
  if (!report) return null;
  const [, type = ''] =
    /^feedback-type:\s*([\w-]+)/im.exec(report.content.subarray(0, 16_384).toString('latin1')) ?? [];
  return type.toLowerCase() === 'not-spam'
    ? { class: 'auto-reply', rule: 'RFC 5965 not-spam' }
    : { class: 'complaint', rule: 'RFC 5965 feedback report' };
};

const deliveryStatus: Rule = (mail) => {
  const report = deliveryReportIn(mail.parts);
  if (!report) return null;
  const { action, status } = report;
  return action === 'failed'
    ? { class: 'bounce', rule: 'RFC 3464 Action: failed', status }
    : { class: 'auto-reply', rule: `RFC 3464 Action: ${action}`, status };
};

const wordedBounce: Rule = (mail) => {
  const bounce = wordedBounceIn(mail);
  if (!bounce) return null;
  const status = bounce.status === null ? {} : { status: bounce.status };
  return { class: bounce.action === 'failed' ? 'bounce' : 'auto-reply', rule: bounce.rule, ...status };
};

/** RFC 8098: a program says that the mail was opened or deleted. */
const readReceipt: Rule = ({ parts, contentType }) =>
  contentType.params['report-type'] === 'disposition-notification' ||
  parts.some((part) => part.contentType === 'message/disposition-notification')
    ? { class: 'auto-reply', rule: 'RFC 8098 disposition notification' }
    : null;

/** Mail programs write to this address by themselves when somebody presses "unsubscribe", so nothing else counts. */
const unsubscribeAddress: Rule = (_mail, { toUnsubscribe }) =>
  toUnsubscribe ? { class: 'opt-out', rule: 'signed unsubscribe address' } : null;

/** A program that says somebody is away. A person who mentions it is not one. */
const outOfOffice: Rule = (mail) =>
  (signOfAutomation(mail) !== null ||
    headerOf(mail, 'x-auto-response-suppress') !== '' ||
    isAutomaticSubject(mail.subject)) &&
  (speaksOfAbsence(mail.subject) || speaksOfAbsence(mail.ownWords.slice(0, 4_000)))
    ? { class: 'out-of-office', rule: `absence in words, ${signOfAutomation(mail) ?? 'automatic subject'}` }
    : null;

const automatic: Rule = (mail) => {
  const sign = signOfAutomation(mail) ?? (isAutomaticSubject(mail.subject) ? 'automatic subject' : null);
  return sign === null ? null : { class: 'auto-reply', rule: sign };
};

/** The words alone, or on top of what looks like a signature: short lines that are no sentences. */
const optOutWords: Rule = ({ ownWords, subject }) => {
  const [first = '', ...rest] = ownWords.split('\n').filter((line) => line !== '');
  const signature = rest.length <= 6 && rest.every((line) => line.length <= 48 && !/[.!?…]$/.test(line));
  if (asksToStop(ownWords) || (signature && asksToStop(first))) return { class: 'opt-out', rule: 'opt-out words' };
  return !isReplySubject(subject) && asksToStop(subject) ? { class: 'opt-out', rule: 'opt-out subject' } : null;
};

const rules: readonly Rule[] = [
  complaint,
  deliveryStatus,
  wordedBounce,
  readReceipt,
  unsubscribeAddress,
  outOfOffice,
  automatic,
  optOutWords,
];

/** Headers by which programs say, or let slip, that no person wrote a mail; the name of the first one found. */
const signOfAutomation = (mail: InboundMail): string | null => {
  const submitted = headerOf(mail, 'auto-submitted').toLowerCase();
  if (submitted !== '' && !/^no\b/.test(submitted)) return 'RFC 3834 Auto-Submitted';
  const responder = ['x-autoreply', 'x-autorespond', 'x-auto-reply', 'x-mail-autoreply', 'x-autoresponder'];
  const found = responder.find((name) => !/^(?:no|false|0)?$/i.test(headerOf(mail, name)));
  if (found !== undefined) return 'X-Autoreply';
  if (/^(?:auto_?reply|auto-reply|bulk|junk|list)\b/i.test(headerOf(mail, 'precedence'))) return 'Precedence';
  if (headerOf(mail, 'list-id') !== '') return 'RFC 2919 List-Id';
  if (headerOf(mail, 'x-ms-exchange-inbox-rules-loop') !== '') return 'Exchange inbox rule';
  return mail.envelope.from === '' ? 'null sender' : null;
};
