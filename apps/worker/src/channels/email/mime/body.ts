import { quotedPrintable } from './quoted-printable.js';

/** A part's text as it goes into a mail. */
export interface EncodedBody {
  readonly encoding: '7bit' | 'quoted-printable' | 'base64';
  readonly text: string;
}

/** Longer lines are not sent as they are; RFC 2045 §6.7 and §6.8 allow encoded ones no more than that. */
const longestLine = 76;
/** nodemailer looks no further than this for long lines. */
const longestLooked = 128 * 1024;
/** Bytes that nodemailer encodes at a time. */
const piece = 64 * 1024;

/**
 * The text in the encoding that nodemailer picks: as it is when it is ASCII in short lines, quoted-printable when most of
 * it is Latin letters, else base64. Null for what nodemailer might do in another way.
 */
export const encodedBody = (text: string): EncodedBody | null => {
  const { isAscii, others, latin, longest, loneReturn } = survey(text);
  if (isAscii && longest <= longestLine && text.length <= longestLooked) return { encoding: '7bit', text };
  if (others >= latin) return { encoding: 'base64', text: base64Lines(text) };
  if (loneReturn || Buffer.byteLength(text) > piece) return null;
  return { encoding: 'quoted-printable', text: quotedPrintable(text) };
};

/** What the choice of an encoding needs to know: characters that are neither ASCII nor plain, Latin letters, lines. */
const survey = (text: string) => {
  let others = 0;
  let latin = 0;
  let longest = 0;
  let lineStart = 0;
  let loneReturn = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x61 && unit <= 0x7a) latin += 1;
    else if (unit >= 0x20 && unit < 0x80) latin += unit >= 0x41 && unit <= 0x5a ? 1 : 0;
    else if (unit === 0x0a || unit === 0x0d) {
      longest = Math.max(longest, at - lineStart);
      lineStart = at + 1;
      if (unit === 0x0d && text.charCodeAt(at + 1) !== 0x0a) loneReturn = true;
    } else if (unit !== 0x09) others += 1;
  }
  longest = Math.max(longest, text.length - lineStart);
  return { isAscii: others === 0, others, latin, longest, loneReturn };
};

const base64Lines = (text: string): string => {
  const encoded = Buffer.from(text, 'utf8').toString('base64');
  const lines: string[] = [];
  for (let at = 0; at < encoded.length; at += longestLine) lines.push(encoded.slice(at, at + longestLine));
  return lines.join('\r\n');
};
