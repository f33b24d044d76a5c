import { type Fault, fault } from './fault.js';

/**
 * - `required`: absent or empty.
 * - `too-long`: more than the stated size.
 * - `unsafe-text`: a character that could end a header line, or that no mail or database takes.
 */
export type TextFaultCode = 'required' | 'too-long' | 'unsafe-text';

/** Control characters, line and paragraph separators, and halves of surrogate pairs. */
const unsafeInLine = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
const unsafeInText = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

/** A text of one line, such as a name; it may end up in a header. `max` counts UTF-16 code units. */
export const lineFaults = (pointer: string, text: string, max: number): readonly Fault<TextFaultCode>[] => {
  if (text.trim() === '') return [fault(pointer, 'required', 'must not be empty')];
  const faults: Fault<TextFaultCode>[] = [];
  if (text.length > max) faults.push(fault(pointer, 'too-long', `has ${text.length} characters, the limit is ${max}`));
  if (unsafeInLine.test(text)) {
    faults.push(fault(pointer, 'unsafe-text', 'has a line break or another control character'));
  }
  return faults;
};

/** A text of any number of lines; may be empty. `max` counts bytes of UTF-8. */
export const textFaults = (pointer: string, text: string, max: number): readonly Fault<TextFaultCode>[] => {
  const faults: Fault<TextFaultCode>[] = [];
  const size = utf8Length(text);
  if (size > max) faults.push(fault(pointer, 'too-long', `has ${size} bytes, the limit is ${max}`));
  if (unsafeInText.test(text))
    faults.push(fault(pointer, 'unsafe-text', 'has a control character other than tab and line break'));
  return faults;
};

/** Bytes that the text takes in UTF-8. */
export const utf8Length = (text: string): number => {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    // A surrogate pair is two units and four bytes; its halves count two each.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
};

/** A name that a template can say: letters, digits, `_` and `-`, not starting with a digit or `-`. */
export const isIdentifier = (name: string): boolean =>
  /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(name) && name !== '__proto__';

/** A host name of ASCII letters, digits and hyphens (RFC 1123 section 2.1); other scripts come as `xn--…`. */
export const isHostName = (name: string): boolean =>
  name.length <= 253 && name.split('.').every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label));
