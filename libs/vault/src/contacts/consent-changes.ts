import type { ChannelKind } from '#domain/campaign/messages.js';
import type { ConsentState } from '#domain/contact/messages.js';
import type { Sql } from '#platform/database/pool.js';

/**
 * A change that the vault holds and the log may not. The row is written in the transaction that changes the
 * contact and removed once ConsentChanged is appended, so that no crash between the two loses an event.
 */
export interface ConsentChange {
  /** The command that appends it takes `idFrom('consent-change ' + id)` as its id: appended twice, it counts once. */
  readonly id: string;
  readonly contactId: string;
  readonly channel: ChannelKind;
  readonly state: ConsentState;
  /** Holds nothing personal. */
  readonly origin: string;
}

export const noteConsentChanges = async (tx: Sql, changes: readonly Omit<ConsentChange, 'id'>[]): Promise<void> => {
  if (changes.length === 0) return;
  await tx.query(
    `insert into vault.consent_changes (contact_id, channel, state, origin)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])`,
    [
      changes.map(({ contactId }) => contactId),
      changes.map(({ channel }) => channel),
      changes.map(({ state }) => state),
      changes.map(({ origin }) => origin),
    ],
  );
};

/** The oldest changes that wait for their event, of one contact or of all, in the order in which they were made. */
export const pendingConsentChanges = async (
  sql: Sql,
  { contactId, limit }: { readonly contactId?: string; readonly limit: number },
): Promise<readonly ConsentChange[]> => {
  const { rows } = await sql.query<ConsentChange>(
    `select id, contact_id as "contactId", channel, state, origin from vault.consent_changes
     where $1::text is null or contact_id = $1 order by id limit $2`,
    [contactId ?? null, limit],
  );
  return rows;
};

/** After their events are durable. */
export const removeConsentChanges = async (sql: Sql, ids: readonly string[]): Promise<void> => {
  await sql.query('delete from vault.consent_changes where id = any($1::bigint[])', [ids]);
};
