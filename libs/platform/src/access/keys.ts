import { timingSafeEqual } from 'node:crypto';
import type { Instant } from '#domain/kernel/message.js';
import type { Sql } from '../database/pool.js';
import { grouped } from '../grouped.js';
import { newSecret, readKeyText, secretHash } from './key-text.js';
import { isRole, type Role } from './roles.js';

/** Who stands behind a request. The owner's name is the actor of every event it leads to. */
export interface Principal {
  readonly keyId: string;
  readonly owner: string;
  readonly role: Role;
}

export interface NewKey {
  /** The one person or service that holds it. */
  readonly owner: string;
  readonly role: Role;
  readonly expiresAt?: Instant;
}

/** What is known of a key; the secret is not. */
export interface AccessKey extends Principal {
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** To the minute; null when it was never used. */
  readonly lastUsedAt: Instant | null;
}

/** Needs the database only, so that the first key of an installation needs no API. */
export const createKey = async (sql: Sql, key: NewKey): Promise<{ id: string; secret: string }> => {
  const secret = newSecret();
  return { id: await registerKey(sql, secret, key), secret };
};

/** Makes a secret that exists already (the key file's) valid. Repeating it changes nothing. Returns the key's id. */
export const registerKey = async (sql: Sql, secret: string, { owner, role, expiresAt }: NewKey): Promise<string> => {
  const text = readKeyText(secret);
  if (text.kind !== 'key') throw new TypeError('this is not the text of a key');
  await sql.query(
    `insert into access.keys (id, owner, role, secret_hash, expires_at) values ($1, $2, $3, $4, $5)
     on conflict (id) do nothing`,
    [text.id, owner, role, secretHash(secret), expiresAt ?? null],
  );
  return text.id;
};

/** A row of `access.keys`. */
export interface KeyRow {
  readonly id: string;
  readonly owner: string;
  readonly role: string;
  readonly secret_hash: Buffer;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
}

/** Null for everything but a key that exists, is neither expired nor revoked, and whose secret is right. */
export const authenticate = (sql: Sql, secret: string): Promise<Principal | null> =>
  principalBehind(sql, secret, async (id) => (await keysAtEntry(sql, [id])).get(id));

/** The same for a process that is asked all the time: those who come while others are looked up are looked up together. */
export const openAuthentication = (sql: Sql): ((secret: string) => Promise<Principal | null>) => {
  const find = grouped<string, KeyAtEntry | undefined>({ atOnce: 1, most: 100, weightOf: () => 1 }, async (ids) => {
    const found = await keysAtEntry(sql, ids);
    return ids.map((id) => found.get(id));
  });
  return (secret) => principalBehind(sql, secret, find);
};

interface KeyAtEntry extends KeyRow {
  readonly in_force: boolean;
  /** Its last use was noted longer ago than a minute. */
  readonly stale: boolean;
}

const keysAtEntry = async (sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, KeyAtEntry>> => {
  const { rows } = await sql.query<KeyRow & { in_force: boolean; stale: boolean }>({
    name: 'key-authenticate',
    text: `select id, owner, role, secret_hash, created_at, expires_at, revoked_at, last_used_at,
       revoked_at is null and coalesce(expires_at > now(), true) as in_force,
       coalesce(last_used_at < now() - interval '1 minute', true) as stale
     from access.keys where id = any($1::text[])`,
    values: [[...new Set(ids)]],
  });
  return new Map(rows.map((row) => [row.id, row]));
};

const principalBehind = async (
  sql: Sql,
  secret: string,
  find: (id: string) => Promise<KeyAtEntry | undefined>,
): Promise<Principal | null> => {
  const text = readKeyText(secret);
  if (text.kind !== 'key') return null;
  const row = await find(text.id);
  if (row === undefined || !timingSafeEqual(row.secret_hash, secretHash(secret)) || !row.in_force) return null;
  if (row.stale) await sql.query('update access.keys set last_used_at = now() where id = $1', [row.id]);
  return principalOf(row);
};

/** Whether the key with this id, proven before, still is in force. Asking is no use of it. */
export const isKeyInForce = async (sql: Sql, id: string): Promise<boolean> => {
  const { rowCount } = await sql.query(
    'select from access.keys where id = $1 and revoked_at is null and coalesce(expires_at > now(), true)',
    [id],
  );
  return rowCount === 1;
};

/** Ends a key at once. False when there is none with this id; a key that was revoked before stays as it was. */
export const revokeKey = async (sql: Sql, id: string): Promise<boolean> => {
  const { rowCount } = await sql.query(
    'update access.keys set revoked_at = coalesce(revoked_at, now()) where id = $1',
    [id],
  );
  return rowCount === 1;
};

/** All keys, the oldest first, revoked and expired ones too. */
export const listKeys = async (sql: Sql): Promise<readonly AccessKey[]> => {
  const { rows } = await sql.query<KeyRow>('select * from access.keys order by created_at, id');
  return rows.map((row) => ({
    ...principalOf(row),
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
};

export const principalOf = ({ id, owner, role }: KeyRow): Principal => {
  if (!isRole(role)) throw new Error(`key ${id} has the unknown role ${role}`);
  return { keyId: id, owner, role };
};
