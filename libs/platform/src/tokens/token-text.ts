const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** By character code of either case. Only ASCII is folded: the Kelvin sign lower-cases to a k too. */
const digits = new Map(
  Array.from(alphabet).flatMap((character, digit): [number, number][] => [
    [character.charCodeAt(0), digit],
    [character.toUpperCase().charCodeAt(0), digit],
  ]),
);

/**
 * The bytes that `base32` wrote as this text, in either case (mail systems fold the local part of an address);
 * null for a text that it never writes. There is one text per value: the letters that Crockford's base32 reads
 * as digits are refused, and so are padding bits other than zero.
 */
export const bytesOf = (text: string): Buffer | null => {
  const length = Math.floor((text.length * 5) / 8);
  if (text === '' || Math.ceil((length * 8) / 5) !== text.length) return null;
  const bytes = Buffer.alloc(length);
  let buffer = 0;
  let held = 0;
  let byte = length;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const digit = digits.get(text.charCodeAt(at));
    if (digit === undefined) return null;
    buffer |= digit << held;
    held += 5;
    if (held < 8) continue;
    byte -= 1;
    bytes[byte] = buffer & 255;
    buffer >>>= 8;
    held -= 8;
  }
  return buffer === 0 ? bytes : null;
};
