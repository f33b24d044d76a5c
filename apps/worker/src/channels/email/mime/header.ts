import MimeNode from 'nodemailer/lib/mime-node';

/** RFC 5322 §2.1.1 asks for lines of at most 78 characters; nodemailer folds at this one. */
const longest = 76;

/** Printable ASCII that no reader takes for an encoded word (RFC 2047 §2). nodemailer encodes what has a quote, too. */
const isPlain = (value: string): boolean => /^[ !#-~]*$/.test(value) && !value.includes('=?');

/** A line of a header as nodemailer writes it; words of other scripts are encoded by nodemailer (RFC 2047). */
export const headerLine = (name: string, value: string): string =>
  folded(`${name}: ${isPlain(value) ? value : MimeNode.encodeHeaderValue(name, value)}`);

/** An address with its name (RFC 5322 §3.4); a name that is more than ASCII words is quoted or encoded by nodemailer. */
export const mailboxLine = (field: string, mailbox: { readonly name: string; readonly address: string }): string => {
  const { name, address } = mailbox;
  if (name === '') return folded(`${field}: ${address}`);
  const value = /^[\w ]*$/.test(name) ? `${name} <${address}>` : MimeNode.encodeHeaderValue(field, { name, address });
  return folded(`${field}: ${value}`);
};

/** A date (RFC 5322 §3.3) in UTC. */
export const dateLine = (date: Date): string => `Date: ${date.toUTCString().replace('GMT', '+0000')}`;

/**
 * A dot-atom (RFC 5322 §3.2.3) at a domain of ASCII labels under one of letters. Such an address stands in a header as
 * it is; with any other nodemailer may find something to rewrite or to quote.
 */
export const isPlainAddress = (address: string): boolean =>
  /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z0-9-]+\.)+[a-z]+$/.test(address) &&
  !address.includes('xn--');

/** Folded (RFC 5322 §2.2.3) before the last blank of a line that is too long, or behind a word that is. */
const folded = (line: string): string => {
  let result = '';
  for (let from = 0; from < line.length;) {
    const part = line.slice(from, from + longest);
    if (part.length < longest) return result + part;
    const end = from + lengthOfLine(part, line.slice(from + longest));
    result += end < line.length ? `${line.slice(from, end)}\r\n` : line.slice(from, end);
    from = end;
  }
  return result;
};

const lengthOfLine = (part: string, rest: string): number => {
  const lastBlanks = /\s+\S*$/.exec(part)?.index ?? 0;
  return lastBlanks > 0 ? lastBlanks : part.length + (/^\S+/.exec(rest)?.[0].length ?? 0);
};
