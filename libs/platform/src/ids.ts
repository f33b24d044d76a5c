import { createHash, createHmac, randomFillSync } from 'node:crypto';

/** Crockford's base32 in lower case: no i, l, o, u, so that an id survives being read aloud. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** The alphabet's characters as bytes, and room for a text of them: every id and every token of a link is written so. */
const characters = Buffer.from(alphabet, 'latin1');
const room = Buffer.alloc(256);

/** `bytes` as base32, most significant bits first, padded with zero bits at the front; 16 bytes give 26 characters. */
export const base32 = (bytes: Uint8Array): string => {
  const length = Math.ceil((bytes.length * 8) / 5);
  const text = length <= room.length ? room : Buffer.alloc(length);
  let place = length;
  let buffer = 0;
  let held = 0;
  for (let at = bytes.length - 1; at >= 0; at -= 1) {
    buffer |= (bytes[at] ?? 0) << held;
    for (held += 8; held >= 5; held -= 5) {
      place -= 1;
      text[place] = characters[buffer & 31] ?? 0;
      buffer >>>= 5;
    }
  }
  if (held > 0) text[place - 1] = characters[buffer] ?? 0;
  return text.toString('latin1', 0, length);
};

/** Asking the system for randomness costs more than the rest of an id: it is asked for many at a time. */
const random = new Uint8Array(16 * 256);
let unused = 0;

/** A new id: 26 characters, 128 random bits, each of which was never used before. */
export const newId = (): string => {
  if (unused === 0) {
    randomFillSync(random);
    unused = random.length;
  }
  unused -= 16;
  return base32(random.subarray(unused, unused + 16));
};

/** The id that belongs to a text, always the same: the first 128 bits of its SHA-256. */
export const idFrom = (text: string): string => base32(createHash('sha256').update(text).digest().subarray(0, 16));

/** Lower-case hex SHA-256. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Lower-case hex HMAC-SHA-256: the only kind of hash that personal data may be given. */
export const hmac = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('hex');
