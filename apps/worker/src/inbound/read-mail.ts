import { Readable } from 'node:stream';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { InboundMail, MailPart } from './mail.js';
import { visibleText } from './html-text.js';
import { ownWords } from './quoted.js';

/** A mail that needs more than this is read by its headers alone. */
const limits = {
  /** Header lines of one part. */
  headBytes: 256 * 1024,
  parts: 100,
  /** Text and HTML, each. */
  textLength: 512 * 1024,
  milliseconds: 5_000,
};

const machineParts =
  /^(message\/(delivery-status|feedback-report|disposition-notification|rfc822|global.*)|text\/rfc822-headers)$/;

/**
 * Reads a mail of anybody, so nothing about it is trusted: size of headers, number of parts and time are bounded, and
 * embedded messages stay closed. A mail that breaks a bound, or the parser, still has the headers it starts with.
 */
export const readMail = async (raw: Buffer, envelope: InboundMail['envelope']): Promise<InboundMail> => {
  try {
    return fromParsed(await parse(raw), envelope);
  } catch {
    return fromHeaders(raw, envelope);
  }
};

const parse = (raw: Buffer): Promise<ParsedMail> =>
  simpleParser(Readable.from(inSlices(raw)), {
    keepDeliveryStatus: true,
    ignoreEmbedded: true,
    maxHeadSize: limits.headBytes,
    maxChildNodes: limits.parts,
    checksumAlgo: false,
    // The costly conversions of texts that only people read.
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    keepCidLinks: true,
  });

/** Slice by slice, with a breath in between, so that a mail which is slow to parse holds up nobody and ends in time. */
async function* inSlices(raw: Buffer): AsyncGenerator<Buffer> {
  const deadline = performance.now() + limits.milliseconds;
  for (let at = 0; at < raw.length; at += 64 * 1024) {
    if (performance.now() > deadline) throw new Error('the mail takes too long to read');
    yield raw.subarray(at, at + 64 * 1024);
    await new Promise(setImmediate);
  }
}

const fromParsed = (mail: ParsedMail, envelope: InboundMail['envelope']): InboundMail => {
  const headers = headersIn(mail.headerLines.map(({ line }) => line).join('\r\n'));
  const plain = mail.text?.slice(0, limits.textLength) ?? '';
  const html = mail.html ? mail.html.slice(0, limits.textLength) : '';
  const text = plain.trim() === '' && html !== '' ? visibleText(html, 'all') : plain;
  return {
    envelope,
    headers,
    contentType: contentTypeOf(headers.get('content-type')?.[0] ?? ''),
    from: mail.from?.value[0]?.address ?? null,
    messageId: mail.messageId ?? null,
    subject: mail.subject ?? '',
    text,
    ownWords: ownWords(plain.trim() === '' && html !== '' ? visibleText(html, 'own') : plain),
    parts: mail.attachments.flatMap(({ contentType, content }): MailPart[] =>
      machineParts.test(contentType) ? [{ contentType, content }] : [],
    ),
  };
};

const fromHeaders = (raw: Buffer, envelope: InboundMail['envelope']): InboundMail => {
  const head = raw.subarray(0, limits.headBytes).toString('latin1');
  const headers = headersIn(head.split(/\r?\n\r?\n/, 1)[0] ?? '');
  const first = (name: string): string => headers.get(name)?.[0] ?? '';
  return {
    envelope,
    headers,
    contentType: contentTypeOf(first('content-type')),
    from: /[^\s<>,;:"@]{1,64}@[^\s<>,;:"@]{1,255}/.exec(first('from').slice(0, 1_000))?.[0] ?? null,
    messageId: /<[^\s<>]+>/.exec(first('message-id'))?.[0] ?? null,
    subject: first('subject'),
    text: '',
    ownWords: '',
    parts: [],
  };
};

/** The lines of a header block, unfolded (RFC 5322 §2.2.3). */
export const headersIn = (block: string): ReadonlyMap<string, readonly string[]> => {
  const headers = new Map<string, string[]>();
  for (const line of block.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const values = headers.get(name) ?? [];
    values.push(line.slice(colon + 1).trim());
    headers.set(name, values);
  }
  return headers;
};

const contentTypeOf = (header: string): InboundMail['contentType'] => {
  const [value = '', ...rest] = header.split(';');
  const params = rest.map((param): [string, string] => {
    const [name = '', text = ''] = param.split('=', 2);
    return [
      name.trim().toLowerCase(),
      text
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .toLowerCase(),
    ];
  });
  return { value: value.trim().toLowerCase(), params: Object.fromEntries(params) };
};
