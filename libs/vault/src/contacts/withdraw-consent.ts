import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Sql } from '#platform/database/pool.js';

/**
 * Notes that a contact wants nothing more on a channel, said by an answer and not by a service. The caller appends
 * ConsentChanged; both may be repeated. `origin` holds nothing personal.
 */
export const withdrawConsent = async (
  sql: Sql,
  {
    contactId,
    channel,
    origin,
  }: { readonly contactId: string; readonly channel: ChannelKind; readonly origin: string },
): Promise<void> => {
  await sql.query(
    `update vault.contacts set
       consent = consent || jsonb_build_object($2::text, 'withdrawn'),
       origin = origin || jsonb_build_object('consent.' || $2::text, $3::text),
       updated_at = now()
     where id = $1 and consent ->> $2::text is distinct from 'withdrawn'`,
    [contactId, channel, origin],
  );
};
