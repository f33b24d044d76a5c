import type { Sql } from '../database/pool.js';
import { type KeyRow, type Principal, principalOf } from './keys.js';
import { newToken, tokenHash } from './sessions.js';

/** A ticket is good for so many seconds, once. */
export const ticketSeconds = 120;

export interface Ticket {
  /** Whoever has it can sign in as its key, until then and once. */
  readonly ticket: string;
  readonly expiresAt: string;
}

/** A ticket for a browser that shall be signed in as a key without being told the key. */
export const newTicket = async (sql: Sql, keyId: string): Promise<Ticket> => {
  const ticket = newToken();
  await sql.query('delete from access.sign_in_tickets where expires_at <= now()');
  const { rows } = await sql.query<{ expires_at: Date }>(
    `insert into access.sign_in_tickets (ticket_hash, key_id, expires_at)
     values ($1, $2, now() + interval '${ticketSeconds} seconds') returning expires_at`,
    [tokenHash(ticket), keyId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('an insert returned no row');
  return { ticket, expiresAt: row.expires_at.toISOString() };
};

/** Uses a ticket up and tells whose it was; null when it is unknown, used or late, or its key has ended. */
export const useTicket = async (sql: Sql, ticket: string): Promise<Principal | null> => {
  // Two that come at once meet at the row: one deletes it, the other finds none.
  const { rows } = await sql.query<KeyRow & { in_time: boolean }>(
    `delete from access.sign_in_tickets ticket using access.keys key
     where ticket.ticket_hash = $1 and key.id = ticket.key_id
     returning key.*, ticket.expires_at > now() and key.revoked_at is null
       and coalesce(key.expires_at > now(), true) as in_time`,
    [tokenHash(ticket)],
  );
  const [row] = rows;
  return row?.in_time === true ? principalOf(row) : null;
};
