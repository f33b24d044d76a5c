import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { communicationIdAt, placeOf } from './communication-id.js';
import { base32 } from '../ids.js';
import { bytesOf } from './token-text.js';

/** A signing key of the key file; the id tells it from its predecessors. */
export interface TokenKey {
  readonly id: string;
  /** At least 32 random bytes. */
  readonly secret: Buffer;
}

/** The first key signs, every one of them opens: to rotate, put the new key in front and keep the old ones. */
export type TokenKeys = readonly [TokenKey, ...TokenKey[]];

/** What a token is good for; a token of one purpose never opens as another, even under the same key. */
type Purpose = 'reply' | 'unsubscribe';

const macLength = 10;

/**
 * A signed name of a communication, short enough for the local part of an address: at most 50 characters of
 * base32, in either case. One byte that hints at the key, the run's 16 bytes, the batch in 1 to 3 bytes,
 * the index in one, and 80 bits of HMAC-SHA-256.
 */
const sign = (purpose: Purpose, keys: TokenKeys, communicationId: string): string => {
  const place = placeOf(communicationId);
  const run = place && bytesOf(place.runId);
  if (!place || !run) throw new TypeError('not the id of a communication');
  const [key] = keys;
  const body = Buffer.concat([Buffer.of(hintOf(key)), run, varint(place.batch), Buffer.of(place.index)]);
  return base32(Buffer.concat([body, macOf(purpose, key, body)]));
};

const open = (purpose: Purpose, keys: TokenKeys, token: string): string | null => {
  const bytes = token.length <= 50 ? bytesOf(token) : null;
  if (!bytes || bytes.length < 18 + macLength) return null;
  const body = bytes.subarray(0, -macLength);
  const mac = bytes.subarray(-macLength);
  const signed = keys.some((key) => hintOf(key) === body[0] && timingSafeEqual(macOf(purpose, key, body), mac));
  return signed ? idIn(body) : null;
};

const idIn = (body: Buffer): string | null => {
  const batch = body.subarray(17, -1).reduceRight((number, byte) => number * 128 + (byte & 127), 0);
  const id = communicationIdAt({ runId: base32(body.subarray(1, 17)), batch, index: body.at(-1) ?? 0 });
  return placeOf(id) ? id : null;
};

/** Seven bits a byte, lowest first. The length of the token says where it ends, so no byte needs a mark. */
const varint = (number: number): Buffer => {
  const bytes: number[] = [];
  for (let rest = number; rest > 0; rest = Math.floor(rest / 128)) bytes.push(rest % 128);
  return Buffer.from(bytes);
};

/** Spares the wrong keys of a ring; the signature decides, so two keys may share a hint. */
const hintOf = (key: TokenKey): number => createHash('sha256').update(key.id).digest().readUInt8(0);

const macOf = (purpose: Purpose, key: TokenKey, body: Buffer): Buffer =>
  createHmac('sha256', key.secret).update(`sortie ${purpose} token 1\0`).update(body).digest().subarray(0, macLength);

/** The token of an address that answers to this communication come back to. */
export const signReplyToken = (keys: TokenKeys, communicationId: string): string =>
  sign('reply', keys, communicationId);

/** The communication of a reply token; null unless one of the keys signed exactly this token. */
export const openReplyToken = (keys: TokenKeys, token: string): string | null => open('reply', keys, token);

/** The token of an unsubscribe link or address; it is safe in a URL's path as it stands. */
export const signUnsubscribeToken = (keys: TokenKeys, communicationId: string): string =>
  sign('unsubscribe', keys, communicationId);

/** The communication whose recipient unsubscribes; null unless one of the keys signed exactly this token. */
export const openUnsubscribeToken = (keys: TokenKeys, token: string): string | null => open('unsubscribe', keys, token);
