import { simpleParser } from 'mailparser';

/** What a recipient of a caught mail has in front of them, as far as an answer needs it. */
export interface ReceivedMail {
  /** With angle brackets. */
  readonly messageId: string;
  /** The envelope: the one recipient, and where the sending server expects bounces. */
  readonly recipient: string;
  readonly returnPath: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly date: Date;
  /** Address of the `mailto:` in List-Unsubscribe; null without one. */
  readonly unsubscribe: string | null;
  /** The mail as it came, with LF at the end of its lines. */
  readonly raw: string;
}

/** Reads a caught mail. @throws when it lacks what every message of a campaign has */
export const readReceived = async (
  raw: Buffer,
  envelope: { readonly from: string; readonly to: readonly string[] },
): Promise<ReceivedMail> => {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
  const from = mail.from?.value[0];
  const replyTo = mail.replyTo?.value[0]?.address;
  const [recipient] = envelope.to;
  const { messageId, subject, date } = mail;
  if (!from?.address || !replyTo || !recipient || !messageId || subject === undefined || !date)
    throw new Error(`a caught mail lacks one of From, Reply-To, Message-ID, Subject, Date: ${messageId ?? 'no id'}`);
  const listUnsubscribe = mail.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line ?? '';
  return {
    messageId,
    recipient,
    returnPath: envelope.from,
    from: { name: from.name, address: from.address },
    replyTo,
    subject,
    text: mail.text ?? '',
    date,
    unsubscribe: /<mailto:([^?>\s]+)/i.exec(listUnsubscribe)?.[1] ?? null,
    raw: raw.toString().replaceAll('\r\n', '\n'),
  };
};
