import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '#domain/kernel/message.js';
import type { Sql } from '../database/pool.js';
import { type KeyRow, type Principal, principalOf } from './keys.js';

/** A session ends after so many hours without a request … */
export const idleHours = 8;
/** … and so many days after it began, whatever is done with it. */
export const longestDays = 7;
/** Browsers that one key can be signed in with; a further one ends the oldest session. */
export const mostPerKey = 20;

/** A browser that stands for a key. What the key may, it may; when the key ends, it ends. */
export interface Session {
  /** Names it inside this service; opens nothing. */
  readonly id: string;
  readonly principal: Principal;
  /** When it ends however much it is used: by its own age or with its key. */
  readonly until: Instant;
  /** When it ends unless it is used. */
  readonly idleUntil: Instant;
}

/** 256 random bits that nobody stores but the browser. */
export const newToken = (): string => randomBytes(32).toString('base64url');

const form = /^[\w-]{43}$/;

/** What is stored of a token. Plain SHA-256 will do: nobody can guess 256 random bits. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

const inForce = `
  session.created_at > now() - interval '${longestDays} days'
  and session.seen_at > now() - interval '${idleHours} hours'
  and key.revoked_at is null and coalesce(key.expires_at > now(), true)`;

/** Begins a session of a key that has just been proven, always with a token of its own. */
export const openSession = async (sql: Sql, keyId: string): Promise<string> => {
  const token = newToken();
  await sql.query('insert into access.sessions (token_hash, key_id) values ($1, $2)', [tokenHash(token), keyId]);
  await sweepSessions(sql, keyId);
  return token;
};

/** The session that a token stands for; null when there is none, or it or its key has ended. */
export const sessionOf = async (sql: Sql, token: string): Promise<Session | null> => {
  if (!form.test(token)) return null;
  const hash = tokenHash(token);
  const { rows } = await sql.query<KeyRow & { until: Date; idle_until: Date; stale: boolean }>(
    `select key.*, session.seen_at < now() - interval '1 minute' as stale,
       least(session.created_at + interval '${longestDays} days', key.expires_at) as until,
       case when session.seen_at < now() - interval '1 minute' then now() else session.seen_at end
         + interval '${idleHours} hours' as idle_until
     from access.sessions session join access.keys key on key.id = session.key_id
     where session.token_hash = $1 and ${inForce}`,
    [hash],
  );
  const row = rows[0];
  if (row === undefined) return null;
  if (row.stale) {
    await sql.query('update access.sessions set seen_at = now() where token_hash = $1', [hash]);
    await sql.query('update access.keys set last_used_at = now() where id = $1', [row.id]);
  }
  const idleUntil = Math.min(row.idle_until.getTime(), row.until.getTime());
  return {
    id: hash.toString('hex'),
    principal: principalOf(row),
    until: row.until.toISOString(),
    idleUntil: new Date(idleUntil).toISOString(),
  };
};

/** Whether the session with this id goes on. Asking is no use of it. */
export const isSessionInForce = async (sql: Sql, id: string): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `select from access.sessions session join access.keys key on key.id = session.key_id
     where session.token_hash = $1 and ${inForce}`,
    [Buffer.from(id, 'hex')],
  );
  return rowCount === 1;
};

/** Ends a session at once; nothing happens when there is none. */
export const endSession = async (sql: Sql, token: string): Promise<void> => {
  await sql.query('delete from access.sessions where token_hash = $1', [tokenHash(token)]);
};

/** Forgets what has ended, and of this key what is one too many. */
const sweepSessions = async (sql: Sql, keyId: string): Promise<void> => {
  await sql.query(
    `delete from access.sessions session
     where not exists (select from access.keys key where key.id = session.key_id and ${inForce})`,
  );
  await sql.query(
    `delete from access.sessions where token_hash in (
       select token_hash from access.sessions where key_id = $1 order by created_at desc, token_hash offset $2)`,
    [keyId, mostPerKey],
  );
};
