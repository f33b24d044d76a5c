import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Crockford's base32 in lower case: no i, l, o, u, so that an id survives being read aloud. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** `bytes` as base32, most significant bits first, padded with zero bits at the front; 16 bytes give 26 characters. */
export const base32 = (bytes: Uint8Array): string => {
  let bits = BigInt(bytes.length === 0 ? 0 : `0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (let length = Math.ceil((bytes.length * 8) / 5); length > 0; length -= 1) {
    text = alphabet.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text;
};

/** A new id: 26 characters, 128 random bits. */
export const newId = (): string => base32(randomBytes(16));

/** The id that belongs to a text, always the same: the first 128 bits of its SHA-256. */
export const idFrom = (text: string): string => base32(createHash('sha256').update(text).digest().subarray(0, 16));

/** Lower-case hex SHA-256. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Lower-case hex HMAC-SHA-256: the only kind of hash that personal data may be given. */
export const hmac = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('hex');
