const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * The bytes that `base32` wrote as this text, in either case (mail systems fold the local part of an address);
 * null for a text that it never writes. There is one text per value: the letters that Crockford's base32 reads
 * as digits are refused, and so are padding bits other than zero.
 */
export const bytesOf = (text: string): Buffer | null => {
  const length = Math.floor((text.length * 5) / 8);
  // The Kelvin sign lower-cases to a k: only ASCII may be folded.
  if (!/^[0-9A-Za-z]+$/.test(text) || Math.ceil((length * 8) / 5) !== text.length) return null;
  let bits = 0n;
  for (const character of text.toLowerCase()) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return null;
    bits = (bits << 5n) | BigInt(digit);
  }
  if (bits >> BigInt(length * 8) !== 0n) return null;
  return Buffer.from(bits.toString(16).padStart(length * 2, '0'), 'hex');
};
