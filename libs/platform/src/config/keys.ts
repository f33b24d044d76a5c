import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { newSecret, readKeyText } from '../access/key-text.js';

/** Keys of one purpose by id: tokens name the key that signed them, so a new one can take over while old tokens live. */
export interface KeyRing {
  /** Id of the key that signs. */
  readonly current: string;
  /** Every key that still verifies, by id; 32 bytes each. */
  readonly keys: Readonly<Record<string, Buffer>>;
}

/** Every secret Sortie makes for itself. Lost keys cannot be made again: back this file up with the database. */
export interface Keys {
  /** Password of the embedded PostgreSQL. */
  readonly databasePassword: string;
  /** HMAC key of suppressed addresses: the list is kept without the addresses. */
  readonly suppressionKey: Buffer;
  /** Signs the tokens in unsubscribe links. */
  readonly unsubscribe: KeyRing;
  /** Signs the tokens in reply addresses. */
  readonly reply: KeyRing;
  /** API key of whoever can read this file, with the role admin. */
  readonly localApiKey: string;
}

export type KeysFound = { ok: true; keys: Keys } | { ok: false; fault: string };

const KEY_BYTES = 32;

interface StoredRing {
  current: string;
  keys: Record<string, string>;
}

interface StoredKeys {
  databasePassword: string;
  suppressionKey: string;
  unsubscribe: StoredRing;
  reply: StoredRing;
  localApiKey: string;
}

/** Where the keys of a data folder are. */
export function keysFile(dataDir: string): string {
  return join(dataDir, 'keys.json');
}

/** Reads the keys; a missing, readable-by-others or damaged file is a fault that says what to do. */
export function readKeys(dataDir: string): KeysFound {
  const file = keysFile(dataDir);
  let text: string;
  try {
    const { mode } = statSync(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      return { ok: false, fault: `${file} can be read by others: chmod 600 it, and make new keys if anyone may have` };
    }
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = hasCode(error, 'ENOENT')
      ? 'is missing; the first `npm start` makes it, or `sortie init`'
      : `cannot be read: ${String(error)}`;
    return { ok: false, fault: `${file} ${reason}` };
  }
  const stored = parse(text);
  return stored ? { ok: true, keys: fromStored(stored) } : { ok: false, fault: `${file} is damaged: restore it` };
}

/**
 * The keys of a data folder, made on first use. Safe when two processes start at once: both get the same. They are on disk
 * before anything is made with them: a database that outlives a power cut without its keys is lost.
 */
export function ensureKeys(dataDir: string): KeysFound {
  mkdirSync(dataDir, { recursive: true });
  const file = keysFile(dataDir);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, serialise(newKeys()), { mode: 0o600, flush: true });
  try {
    linkSync(draft, file); // fails when the file exists, and never shows half of one
    syncFolder(dataDir);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readKeys(dataDir);
}

/**
 * Puts the keys of a backup into a data folder. The password of the embedded PostgreSQL stays what it is there: the
 * cluster of the folder knows no other. Throws when the text holds no keys.
 */
export function adoptKeys(dataDir: string, text: string): void {
  const stored = parse(text);
  if (!stored) throw new Error('these are no keys');
  const own = readKeys(dataDir);
  const { databasePassword } = own.ok ? own.keys : stored;
  mkdirSync(dataDir, { recursive: true });
  const draft = `${keysFile(dataDir)}.${process.pid}`;
  writeFileSync(draft, serialise({ ...fromStored(stored), databasePassword }), { mode: 0o600, flush: true });
  renameSync(draft, keysFile(dataDir));
  syncFolder(dataDir);
}

/** A file's name is on disk when its folder is. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function newKeys(): Keys {
  const ring = (): KeyRing => {
    const id = randomBytes(4).toString('hex');
    return { current: id, keys: { [id]: randomBytes(KEY_BYTES) } };
  };
  return {
    databasePassword: randomBytes(KEY_BYTES).toString('base64url'),
    suppressionKey: randomBytes(KEY_BYTES),
    unsubscribe: ring(),
    reply: ring(),
    localApiKey: newSecret(),
  };
}

function serialise(keys: Keys): string {
  const ring = ({ current, keys: byId }: KeyRing): StoredRing => ({
    current,
    keys: Object.fromEntries(Object.entries(byId).map(([id, key]) => [id, key.toString('base64')])),
  });
  const stored: StoredKeys = {
    databasePassword: keys.databasePassword,
    suppressionKey: keys.suppressionKey.toString('base64'),
    unsubscribe: ring(keys.unsubscribe),
    reply: ring(keys.reply),
    localApiKey: keys.localApiKey,
  };
  return `${JSON.stringify(stored, null, 2)}\n`;
}

function fromStored(stored: StoredKeys): Keys {
  const ring = ({ current, keys }: StoredRing): KeyRing => ({
    current,
    keys: Object.fromEntries(Object.entries(keys).map(([id, key]) => [id, Buffer.from(key, 'base64')])),
  });
  return {
    databasePassword: stored.databasePassword,
    suppressionKey: Buffer.from(stored.suppressionKey, 'base64'),
    unsubscribe: ring(stored.unsubscribe),
    reply: ring(stored.reply),
    localApiKey: stored.localApiKey,
  };
}

function parse(text: string): StoredKeys | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isStoredKeys(value) ? value : undefined;
  } catch {
    return undefined; // not JSON: the caller reports the file as damaged
  }
}

function isStoredKeys(value: unknown): value is StoredKeys {
  if (!isRecord(value)) return false;
  const { databasePassword, suppressionKey, unsubscribe, reply, localApiKey } = value;
  return (
    typeof databasePassword === 'string' &&
    databasePassword.length >= KEY_BYTES &&
    isKey(suppressionKey) &&
    isStoredRing(unsubscribe) &&
    isStoredRing(reply) &&
    typeof localApiKey === 'string' &&
    readKeyText(localApiKey).kind === 'key'
  );
}

function isStoredRing(value: unknown): value is StoredRing {
  if (!isRecord(value)) return false;
  const { current, keys } = value;
  return typeof current === 'string' && isRecord(keys) && current in keys && Object.values(keys).every(isKey);
}

/** Long enough, and not the zeros or repeated letters of a template someone forgot to fill in. */
function isKey(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const bytes = Buffer.from(value, 'base64');
  return bytes.length >= KEY_BYTES && new Set(bytes).size > 4;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasCode(error: unknown, code: string): boolean {
  return isRecord(error) && error['code'] === code;
}
