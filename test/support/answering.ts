import { createTransport } from 'nodemailer';
import type { StoredMail } from './smtp-sink.js';

/** Who answers what, and where answers are taken. */
export interface Answering {
  readonly inbound: { readonly host: string; readonly port: number };
  readonly mail: StoredMail;
  readonly text: string;
  readonly subject?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a received mail by SMTP as its recipient's mail program would. */
export const answer = async ({
  inbound,
  mail,
  text,
  subject = 'Re: yours',
  headers = {},
}: Answering): Promise<void> => {
  const transport = createTransport({ ...inbound, secure: false, ignoreTLS: true });
  const to = headerOf(mail, 'Reply-To');
  await transport.sendMail({
    envelope: { from: mail.to[0] ?? '', to },
    from: mail.to[0] ?? '',
    to,
    subject,
    inReplyTo: headerOf(mail, 'Message-ID'),
    text,
    headers,
  });
  transport.close();
};

/** A header of a received mail, unfolded; empty when it has none. */
export const headerOf = ({ raw }: StoredMail, name: string): string => {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
};

/** What a received mail says, as one text: quoted-printable undone. */
export const bodyOf = ({ raw }: StoredMail): string =>
  raw
    .slice(raw.indexOf('\r\n\r\n') + 4)
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
