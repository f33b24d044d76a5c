import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { communicationIdOf, partsOfCommunicationId } from '#domain/batch/state.js';
import type { KeyRing } from '../config/keys.js';
import { base32 } from '../ids.js';
import { bytesOf } from './token-text.js';

/** What a token is good for; a token of one purpose never opens as another, even under the same key. */
type Purpose = 'reply' | 'unsubscribe';

const macLength = 10;

/**
 * A signed name of a communication, short enough for the local part of an address: at most 50 characters of
 * base32, in either case. One byte that hints at the key, the run's 16 bytes, the batch in 1 to 3 bytes,
 * the index in one, and 80 bits of HMAC-SHA-256. The ring's current key signs, every one of it opens.
 */
const sign = (purpose: Purpose, { current, keys }: KeyRing, communicationId: string): string => {
  const parts = partsOfCommunicationId(communicationId);
  const run = parts && bytesOf(parts.runId);
  const secret = keys[current];
  if (secret === undefined) throw new TypeError('the ring lacks its current key');
  if (!parts || run?.length !== 16 || parts.batch >= 2 ** 21 || parts.index > 255) {
    throw new TypeError('not the id of a communication');
  }
  const body = Buffer.concat([Buffer.of(hintOf(current)), run, varint(parts.batch), Buffer.of(parts.index)]);
  return base32(Buffer.concat([body, macOf(purpose, secret, body)]));
};

const open = (purpose: Purpose, { keys }: KeyRing, token: string): string | null => {
  const bytes = token.length <= 50 ? bytesOf(token) : null;
  if (!bytes || bytes.length < 19 + macLength) return null;
  const body = bytes.subarray(0, -macLength);
  const mac = bytes.subarray(-macLength);
  const signed = Object.entries(keys).some(
    ([id, secret]) => hintOf(id) === body[0] && timingSafeEqual(macOf(purpose, secret, body), mac),
  );
  return signed ? idIn(body) : null;
};

const idIn = (body: Buffer): string => {
  const batch = body.subarray(17, -1).reduceRight((number, byte) => number * 128 + (byte & 127), 0);
  return communicationIdOf(base32(body.subarray(1, 17)), batch, body.at(-1) ?? 0);
};

/** Seven bits a byte, lowest first. The length of the token says where it ends, so no byte needs a mark. */
const varint = (number: number): Buffer => {
  const bytes: number[] = [];
  for (let rest = number; rest > 0; rest = Math.floor(rest / 128)) bytes.push(rest % 128);
  return Buffer.from(bytes);
};

/** Spares the wrong keys of a ring; the signature decides, so two keys may share a hint. */
const hintOf = (keyId: string): number => {
  const hint = hints.get(keyId) ?? createHash('sha256').update(keyId).digest().readUInt8(0);
  hints.set(keyId, hint);
  return hint;
};
/** Of the keys that this process has seen: those of its rings. */
const hints = new Map<string, number>();

const macOf = (purpose: Purpose, secret: Buffer, body: Buffer): Buffer =>
  createHmac('sha256', secret).update(`sortie ${purpose} token 1\0`).update(body).digest().subarray(0, macLength);

/** The token of an address that answers to this communication come back to. */
export const signReplyToken = (keys: KeyRing, communicationId: string): string => sign('reply', keys, communicationId);

/** The communication of a reply token; null unless one of the keys signed exactly this token. */
export const openReplyToken = (keys: KeyRing, token: string): string | null => open('reply', keys, token);

/** The token of an unsubscribe link or address; it is safe in a URL's path as it stands. */
export const signUnsubscribeToken = (keys: KeyRing, communicationId: string): string =>
  sign('unsubscribe', keys, communicationId);

/** The communication whose recipient unsubscribes; null unless one of the keys signed exactly this token. */
export const openUnsubscribeToken = (keys: KeyRing, token: string): string | null => open('unsubscribe', keys, token);
