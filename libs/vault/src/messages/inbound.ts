import type { Instant } from '#domain/kernel/message.js';
import type { Sql } from '#platform/database/pool.js';
import { addressKey } from '../contacts/address.js';

/** Something that came in by mail: an answer, a bounce, an auto-reply. */
export interface InboundMessage {
  /** The reply's id, derived from the bytes of the mail. */
  readonly id: string;
  /** Null for what nobody could be found for (quarantine). */
  readonly contactId: string | null;
  readonly communicationId: string | null;
  /** Of its own Message-ID header. */
  readonly messageId: string | null;
  /** Bare address; null when the mail names none. */
  readonly from: string | null;
  readonly subject: string | null;
  /** What a person would read of it. */
  readonly text: string | null;
  readonly receivedAt: Instant;
}

/**
 * Stores a message and its bytes as received. Delivered twice, it is stored once. Of somebody who has been erased
 * nothing is stored: bounces come days after the message, and nobody would erase them a second time. The share of the
 * key's lock lets no answer slip in behind the deletion.
 */
export const saveInboundMessage = async (sql: Sql, message: InboundMessage, raw: Buffer): Promise<void> => {
  const { id, contactId, communicationId, messageId, from, subject, text, receivedAt } = message;
  await sql.query(
    `with contact as (select contact_id from vault.contact_keys where contact_id = $2 for key share)
     insert into vault.inbound_messages
       (id, contact_id, communication_id, message_id, from_address, from_key, subject, text, raw, received_at)
     select $1, $2::text, $3, $4, $5, $6, $7, $8, $9, $10
     where $2::text is null or exists (select from contact)
     on conflict (id) do nothing`,
    [
      id,
      contactId,
      communicationId,
      storable(messageId),
      storable(from),
      from === null ? null : storable(addressKey(from)),
      storable(subject),
      storable(text),
      raw,
      receivedAt,
    ],
  );
};

/** PostgreSQL has no NUL in texts, mails of strangers do; the raw bytes keep it. */
const storable = (text: string | null): string | null => text?.replaceAll('\0', '\ufffd') ?? null;

/** A quarantined message has found where it belongs. */
export const assignInboundMessage = async (
  sql: Sql,
  id: string,
  { contactId, communicationId }: { readonly contactId: string; readonly communicationId: string },
): Promise<void> => {
  await sql.query('update vault.inbound_messages set contact_id = $2, communication_id = $3 where id = $1', [
    id,
    contactId,
    communicationId,
  ]);
};

interface Row {
  readonly id: string;
  readonly contact_id: string | null;
  readonly communication_id: string | null;
  readonly message_id: string | null;
  readonly from_address: string | null;
  readonly subject: string | null;
  readonly text: string | null;
  readonly received_at: Date;
}

/** By id; erased ones are absent. */
export const inboundMessages = async (
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, InboundMessage>> => {
  const { rows } = await sql.query<Row>(
    `select id, contact_id, communication_id, message_id, from_address, subject, text, received_at
     from vault.inbound_messages where id = any($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, messageOf(row)]));
};

/** The bytes as they came in, or null. */
export const rawInboundMessage = async (sql: Sql, id: string): Promise<Buffer | null> => {
  const { rows } = await sql.query<{ raw: Buffer }>('select raw from vault.inbound_messages where id = $1', [id]);
  return rows[0]?.raw ?? null;
};

/** Ids of what came from this address, or carries this Message-ID; the newest first. */
export const findInboundMessages = async (
  sql: Sql,
  by: { readonly from: string } | { readonly messageId: string },
): Promise<readonly string[]> => {
  const [column, value] = 'from' in by ? ['from_key', addressKey(by.from)] : ['message_id', by.messageId];
  const { rows } = await sql.query<{ id: string }>(
    `select id from vault.inbound_messages where ${column} = $1 order by received_at desc, id`,
    [value],
  );
  return rows.map(({ id }) => id);
};

const messageOf = (row: Row): InboundMessage => ({
  id: row.id,
  contactId: row.contact_id,
  communicationId: row.communication_id,
  messageId: row.message_id,
  from: row.from_address,
  subject: row.subject,
  text: row.text,
  receivedAt: row.received_at.toISOString(),
});
