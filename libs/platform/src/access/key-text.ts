import { createHash, randomBytes } from 'node:crypto';
import { base32, newId, sha256 } from '../ids.js';

/** `sortie_<id>_<52 random characters><6 of checksum>`: found by secret scanners, and a typo shows without a look-up. */
const form = /^sortie_([0-9a-hjkmnp-tv-z]{26})_([0-9a-hjkmnp-tv-z]{52})([0-9a-hjkmnp-tv-z]{6})$/;

export type KeyText =
  | { readonly kind: 'key'; readonly id: string }
  /** Looks like a key, but a character is wrong or missing. */
  | { readonly kind: 'mistyped' }
  | { readonly kind: 'not-a-key' };

/** A new secret with 256 random bits. Shown once and stored nowhere. */
export const newSecret = (): string => {
  const body = `sortie_${newId()}_${base32(randomBytes(32))}`;
  return body + checksum(body);
};

/** What a text claims to be; says nothing about whether such a key exists. */
export const readKeyText = (text: string): KeyText => {
  if (!text.startsWith('sortie_')) return { kind: 'not-a-key' };
  const id = form.exec(text)?.[1];
  if (id === undefined || checksum(text.slice(0, -6)) !== text.slice(-6)) return { kind: 'mistyped' };
  return { kind: 'key', id };
};

/** What is stored of a secret. Plain SHA-256 will do: nobody can guess 256 random bits. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const checksum = (body: string): string => base32(Buffer.from(sha256(body).slice(0, 8), 'hex')).slice(-6);
