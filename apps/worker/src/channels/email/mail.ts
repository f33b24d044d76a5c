import type { Instant } from '#domain/kernel/message.js';
import { lineFaults } from '#domain/kernel/text.js';
import type { KeyRing } from '#platform/config/keys.js';
import { signReplyToken, signUnsubscribeToken } from '#platform/tokens/communication-token.js';
import { replyAddress, unsubscribeAddress, unsubscribeUrl } from '#platform/tokens/token-address.js';
import { readAddress } from '#vault/contacts/address.js';
import type { OutgoingMessage, Sender } from '../channel.js';

/** What a mail carries beside the message itself. */
export interface MailStamps {
  readonly replyKeys: KeyRing;
  readonly unsubscribeKeys: KeyRing;
  /** Where answers go when the sender names no domain of its own. */
  readonly inboundDomain: string;
  /** Where people reach the API; one-click unsubscribing needs it to be https. */
  readonly publicUrl: string;
  readonly now: Instant;
}

export type Built<T> =
  | { readonly ok: true; readonly mail: T }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** A mail as nodemailer takes it, with its one recipient in an explicit envelope. */
export interface Mail extends Frame {
  readonly replyTo?: string;
  /** Brackets included. */
  readonly messageId: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers: MailHeader[];
}

interface Frame {
  readonly envelope: { readonly from: string; readonly to: [string] };
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  readonly date: Date;
  readonly disableFileAccess: true;
  readonly disableUrlAccess: true;
}

interface Mailbox {
  /** Empty where there is none. */
  readonly name: string;
  readonly address: string;
}

/** A further field; `prepared` ones go as they are. */
export interface MailHeader {
  readonly key: string;
  readonly value: string | { readonly prepared: true; readonly value: string };
}

/**
 * The mail of a communication.
 *
 * Envelope sender and Reply-To carry the signed token, so bounces and answers find their way back whatever a
 * server does to the headers. List-Unsubscribe names an address and, where the public URL is https, a URL for
 * RFC 8058. List-Id (RFC 2919) is the campaign's id; it has no phrase, for campaigns have internal names.
 *
 * There is no `Auto-Submitted` on it. RFC 3834 §5 means that field for mail nobody expects to be answered, and
 * ticket systems and assistants drop what carries it; this is mail on a person's behalf that asks for answers.
 * Responders that obey the RFC keep quiet because of the List- fields, and a loop cannot arise: the service never
 * answers what it receives.
 */
export const mailOf = (message: OutgoingMessage, stamps: MailStamps): Built<Mail> => {
  const { sender, content, communicationId } = message;
  const domain = (sender.replyDomain ?? stamps.inboundDomain).toLowerCase();
  const frame = frameOf(sender, message.to, content.subject ?? '', stamps.now);
  if (!frame.ok) return frame;
  if (!readAddress(`reply@${domain}`).ok) return refuse('invalid-sender', 'the reply domain is not a domain');
  if (content.text === undefined && content.html === undefined) return refuse('no-content', 'neither text nor html');
  const reply = replyAddress(signReplyToken(stamps.replyKeys, communicationId), domain);
  const unsubscribe = signUnsubscribeToken(stamps.unsubscribeKeys, communicationId);
  return {
    ok: true,
    mail: {
      ...frame.mail,
      envelope: { ...frame.mail.envelope, from: reply },
      replyTo: reply,
      messageId: message.messageId,
      ...(content.text === undefined ? {} : { text: content.text }),
      ...(content.html === undefined ? {} : { html: content.html }),
      headers: [
        { key: 'List-Id', value: `<${message.campaignId}.${domain}>` },
        ...unsubscribeHeaders(unsubscribe, domain, stamps.publicUrl),
      ],
    },
  };
};

/** The test mail that verifies a sender. Nobody answers it, so responders are asked to keep quiet (RFC 3834 §5). */
export const verificationMail = (sender: Sender, to: string, messageId: string, now: Instant): Built<Mail> => {
  const frame = frameOf(sender, to, 'Test of a Sortie sender', now);
  if (!frame.ok) return frame;
  return {
    ok: true,
    mail: {
      ...frame.mail,
      messageId,
      text: `This mail shows that the sender "${sender.name}" can send.\n\nNobody needs to answer it.\n`,
      headers: [
        { key: 'Auto-Submitted', value: 'auto-generated' },
        { key: 'X-Auto-Response-Suppress', value: 'All' },
      ],
    },
  };
};

/**
 * From, to and subject, each checked once more here: whatever let a line break or a second address through on the
 * way, this is the last place before a header. Content never makes nodemailer read a file or fetch a URL.
 */
const frameOf = (sender: Sender, recipient: string, subject: string, now: Instant): Built<Frame> => {
  const to = readAddress(recipient);
  const from = readAddress(sender.from?.address ?? '');
  const name = sender.from?.name ?? '';
  if (!to.ok) return refuse('invalid-address', to.detail);
  if (!from.ok) return refuse('invalid-sender', from.detail);
  const [fault] = [...(name === '' ? [] : lineFaults('', name, 200)), ...lineFaults('', subject, 900)];
  if (fault) return refuse('invalid-header', `the sender's name or the subject ${fault.detail}`);
  return {
    ok: true,
    mail: {
      envelope: { from: from.address, to: [to.address] },
      from: { name, address: from.address },
      to: { name: '', address: to.address },
      subject,
      date: new Date(now),
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  };
};

/** Not folded: nodemailer would leave the header's first line empty, and receivers look for a URL on it. */
const unsubscribeHeaders = (token: string, domain: string, publicUrl: string): MailHeader[] => {
  const mailto = `<mailto:${unsubscribeAddress(token, domain)}?subject=unsubscribe>`;
  const ways = publicUrl.startsWith('https://') ? `<${unsubscribeUrl(publicUrl, token)}>, ${mailto}` : mailto;
  const header: MailHeader = { key: 'List-Unsubscribe', value: { prepared: true, value: ways } };
  return ways === mailto ? [header] : [header, { key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' }];
};

const refuse = (code: string, detail: string): Built<never> => ({ ok: false, code, detail });
