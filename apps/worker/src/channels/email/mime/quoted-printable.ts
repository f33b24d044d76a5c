/** RFC 2045 §6.7 rule 5: no line of the encoded text is longer, the sign of a soft break included. */
const longest = 76;
/** The end of a full line in which nodemailer looks for a better place to break it. */
const margin = 25;

const equals = 0x3d;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const hex = Buffer.from('0123456789ABCDEF', 'latin1');

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09;
const isLineEnd = (byte: number | undefined): boolean => byte === lineFeed || byte === carriageReturn;

/** What may stand for itself (RFC 2045 §6.7 rules 2 and 3), line ends too, which stay as they were written (rule 4). */
const literal = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte >= 0x20 && byte <= 0x7e && byte !== equals) || isBlank(byte) || isLineEnd(byte) ? 1 : 0,
);

/**
 * The text in the encoding quoted-printable, byte by byte what nodemailer makes of it, soft line breaks included. The
 * text must have no carriage return without its line feed, nor more than 64 KiB: nodemailer works through those in
 * another way.
 */
export const quotedPrintable = (text: string): string => {
  let end = text.length;
  while (isBlank(text.charCodeAt(end - 1))) end -= 1;
  const result = wrapped(escaped(text.slice(0, end)));
  if (end === text.length) return result;
  // nodemailer keeps blanks at the end back until it knows that nothing follows them, and breaks their line anew.
  const lastLine = result.lastIndexOf('\n') + 1;
  return result.slice(0, lastLine) + wrapped(result.slice(lastLine) + escaped(text.slice(end)));
};

/** Everything that does not stand for itself as `=` and two digits; blanks where a line ends, too (rule 3). */
const escaped = (text: string): string => {
  const bytes = Buffer.from(text, 'utf8');
  const out = Buffer.allocUnsafe(bytes.length * 3);
  let to = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (literal[byte] === 1 && !(isBlank(byte) && (at + 1 === bytes.length || isLineEnd(bytes[at + 1])))) {
      out[to++] = byte;
      continue;
    }
    out[to++] = equals;
    out[to++] = hex[byte >> 4] ?? 0;
    out[to++] = hex[byte & 15] ?? 0;
  }
  return out.toString('latin1', 0, to);
};

/** Soft line breaks (rule 5) where nodemailer puts them. */
const wrapped = (text: string): string => {
  if (text.length <= longest) return text;
  let result = '';
  let crlf = text.indexOf('\r\n');
  for (let from = 0; from < text.length;) {
    const full = Math.min(from + longest, text.length);
    if (crlf !== -1 && crlf < from) crlf = text.indexOf('\r\n', from);
    if (crlf !== -1 && crlf + 2 <= full) {
      result += text.slice(from, crlf + 2);
      from = crlf + 2;
      continue;
    }
    const end = endOfLine(text, from, full);
    const isHard = end === text.length || text.charCodeAt(end - 1) === lineFeed;
    const to = isHard || end - from < longest ? end : end - (isEscape(text, end) ? 3 : 1);
    result += isHard ? text.slice(from, to) : `${text.slice(from, to)}=\r\n`;
    from = to;
  }
  return result;
};

/** Where the line from `from` on ends, if it may reach to `full`: after a line feed, a blank, a mark or a character. */
const endOfLine = (text: string, from: number, full: number): number => {
  // Half of a line end: nodemailer looks for none before it.
  const mayEndBefore = text.charCodeAt(full - 1) !== carriageReturn;
  let mark = -1;
  for (let at = full - 1; at >= Math.max(from, full - margin); at -= 1) {
    const unit = text.charCodeAt(at);
    if (unit === lineFeed && mayEndBefore) return at + 1;
    if (mark === -1 && isMark(unit)) mark = at + 1;
  }
  return mark !== -1 && full - from > longest - margin ? mark : beforeSplit(text, from, full);
};

const isMark = (unit: number): boolean =>
  unit === 0x20 || unit === 0x09 || unit === 0x2e || unit === 0x2c || unit === 0x21 || unit === 0x3f;

const isEscape = (text: string, end: number): boolean => text.charCodeAt(end - 3) === equals;

/** Neither an escape nor the escapes of one character (RFC 3629 §3) are parted. */
const beforeSplit = (text: string, from: number, full: number): number => {
  let end = full;
  if (text.charCodeAt(full - 1) === equals) end -= 1;
  else if (text.charCodeAt(full - 2) === equals) end -= 2;
  while (end - from > 3 && end < text.length && isEscape(text, end)) {
    const byte = Number.parseInt(text.slice(end - 2, end), 16);
    if (byte < 0x80) break;
    end -= 3;
    if (byte >= 0xc0) break;
  }
  return end;
};
