import { statusIn } from './delivery-report.js';
import { headerOf, type InboundMail } from './mail.js';
import { plainWords } from './words.js';

/** What a server without RFC 3464 says in words. `null` status: it gives no reason that can be read. */
export interface WordedBounce {
  readonly rule: string;
  readonly action: 'failed' | 'delayed';
  readonly status: string | null;
}

const fromServer =
  /^(?:mailer-daemon|postmaster|mail delivery (?:system|subsystem))\b|<?(?:mailer-daemon|postmaster)@/i;

const failed =
  /undeliver|(?:delivery|message) (?:status|failure|failed|to .{1,80} failed)|returned mail|failure notice|mail delivery failed|could not be delivered|not delivered|unzustellbar|nicht zugestellt|non remis|echec de la remise|no entregado|mancato recapito|onbestelbaar/;

const delayed =
  /delay|warning: message .{1,40} (?:delayed|not delivered)|verzoger|still (?:being )?(?:trying|retried)|en retard/;

/**
 * The bounces that come without a delivery status part. Servers of these kinds write from the null sender or as
 * MAILER-DAEMON, so a person who writes "undeliverable" is not one.
 */
export const wordedBounceIn = (mail: InboundMail): WordedBounce | null => {
  if (/^hi\. this is the .{1,60} program at /i.test(mail.text.trimStart())) {
    return { rule: 'qmail bounce', action: 'failed', status: statusIn(upToCopy(mail.text)) };
  }
  if (headerOf(mail, 'x-failed-recipients') !== '') {
    return { rule: 'X-Failed-Recipients', action: 'failed', status: statusIn(upToCopy(mail.text)) };
  }
  if (mail.envelope.from !== '' && !fromServer.test(headerOf(mail, 'from'))) return null;
  const subject = plainWords(mail.subject);
  if (!fromServer.test(headerOf(mail, 'from')) && !failed.test(subject)) return null;
  if (delayed.test(subject))
    return { rule: 'delay notice in words', action: 'delayed', status: statusIn(upToCopy(mail.text)) };
  return failed.test(subject)
    ? { rule: 'bounce in words', action: 'failed', status: statusIn(upToCopy(mail.text)) }
    : null;
};

/** The server's own words, before the copy of the returned message. */
const upToCopy = (text: string): string =>
  text
    .split(/^-{2,} ?(?:below this line is a copy|this is a copy|original message|returned message)/im, 1)[0]
    ?.slice(0, 8_000) ?? '';
