import type { FaultReason } from './contact.js';

export interface Fault {
  readonly reason: FaultReason;
  readonly detail: string;
}

/** U+FFFD is what broken UTF-8 was read as; PostgreSQL stores neither NUL nor halves of surrogate pairs. */
const brokenEncoding = /[\0\ufffd]|\p{Surrogate}/u;
/** Whatever could end a header line, or turn the text around it. */
const unsafeInLine = /\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const unsafe = /[^\P{Cc}\t\r\n]/u;

export interface TextRules {
  readonly max: number;
  /** Line breaks and tabs may be in it: the text goes into bodies only. */
  readonly lines?: boolean;
}

/** What is wrong with a text, or null. */
export const textFault = (text: string, { max, lines = false }: TextRules): Fault | null => {
  if (brokenEncoding.test(text)) return { reason: 'broken-encoding', detail: 'it is not proper UTF-8' };
  if ((lines ? unsafe : unsafeInLine).test(text))
    return {
      reason: 'unsafe-text',
      detail: lines ? 'it has control characters' : 'it has line breaks or control characters',
    };
  if (text.length > max) return { reason: 'too-long', detail: `it has more than ${max} characters` };
  return null;
};
