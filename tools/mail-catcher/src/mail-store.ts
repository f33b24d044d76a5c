import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { simpleParser } from 'mailparser';

/** One caught mail, as the list shows it and as `/dev/mail/messages` answers it. */
export interface CaughtMail {
  /** Counts from 1 in the order of arrival; `?after=` takes it. */
  readonly id: number;
  readonly at: string;
  /** The envelope: where it would have gone. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** With its angle brackets; empty when the mail had none. */
  readonly messageId: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Caught mail on disk: `<id>.eml` as it came, and one line a mail in `index.ndjson`. Both are written before
 * the sender hears 250, so that a kill loses no mail that anyone thinks was sent.
 */
export class MailStore {
  private readonly mails: CaughtMail[];
  private writing: Promise<unknown> = Promise.resolve();
  /** The index may end in half a line, of a mail that was not kept: the next one begins a line of its own. */
  private torn = false;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.mails = readIndex(join(folder, 'index.ndjson'));
  }

  get count(): number {
    return this.mails.length;
  }

  /** Mails with an id above `after`, oldest first. */
  after(after: number, limit: number): readonly CaughtMail[] {
    const start = this.mails.findIndex(({ id }) => id > after);
    return start < 0 ? [] : this.mails.slice(start, start + limit);
  }

  /** Mails with an id below `before`, newest first, that contain the text in an address or the subject. */
  before(before: number, limit: number, text = ''): readonly CaughtMail[] {
    const wanted = text.toLowerCase();
    const matches = ({ envelope, subject, from }: CaughtMail): boolean =>
      [...envelope.to, from, subject].some((field) => field.toLowerCase().includes(wanted));
    const found: CaughtMail[] = [];
    for (let at = this.mails.length - 1; at >= 0 && found.length < limit; at -= 1) {
      const mail = this.mails[at];
      if (mail && mail.id < before && matches(mail)) found.push(mail);
    }
    return found;
  }

  find(id: number): CaughtMail | undefined {
    return this.mails.find((mail) => mail.id === id);
  }

  /** The mail as it came over the wire. */
  raw(id: number): Promise<Buffer> {
    return readFile(join(this.folder, `${id}.eml`));
  }

  /** Keeps a mail; one after the other, so that ids and index lines keep one order. */
  add(envelope: CaughtMail['envelope'], raw: Buffer, at: string): Promise<CaughtMail> {
    const added = this.writing.then(async () => {
      const mail = { id: (this.mails.at(-1)?.id ?? 0) + 1, at, envelope, ...(await headers(raw)), size: raw.length };
      await writeFile(join(this.folder, `${mail.id}.eml`), raw);
      await this.enter(mail);
      this.mails.push(mail);
      return mail;
    });
    this.writing = added.catch(() => undefined); // its own sender is told; the next mail starts afresh
    return added;
  }

  private async enter(mail: CaughtMail): Promise<void> {
    const start = this.torn ? '\n' : '';
    this.torn = true;
    await appendFile(join(this.folder, 'index.ndjson'), `${start}${JSON.stringify(mail)}\n`);
    this.torn = false;
  }
}

/** Only the headers are parsed: ten times faster than the whole mail, and the list needs no more. */
async function headers(raw: Buffer): Promise<Pick<CaughtMail, 'from' | 'to' | 'subject' | 'messageId'>> {
  const end = raw.indexOf('\r\n\r\n');
  const parsed = await simpleParser(end < 0 ? raw : raw.subarray(0, end + 4));
  const to = Array.isArray(parsed.to) ? parsed.to : parsed.to ? [parsed.to] : [];
  return {
    from: parsed.from?.text ?? '',
    to: to.map(({ text }) => text).join(', '),
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? '',
  };
}

/**
 * A line cut off by a kill or a full disk belongs to a mail whose sender was never told 250, wherever it stands; one that a
 * power cut made unreadable is gone. Both are taken out: no start shall fail for the sake of a caught mail.
 */
function readIndex(file: string): CaughtMail[] {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const mails = whole.split('\n').flatMap(readLine);
  const kept = mails.map((mail) => `${JSON.stringify(mail)}\n`).join('');
  if (kept !== text) writeFileSync(file, kept);
  return mails;
}

function readLine(line: string): CaughtMail[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'envelope' in value ? [value as CaughtMail] : [];
  } catch {
    return []; // empty, or cut off: see readIndex
  }
}
