import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { SuppressionReason } from '#domain/suppression/messages.js';
import type { Sql } from '#platform/database/pool.js';
import { conditions } from '../conditions.js';
import { isRefused, type Listed, pageOf, placeOfCursor } from '../cursor.js';

/** An address that gets nothing on a channel. */
export interface SuppressionEntry {
  /** HMAC of the address under the installation's suppression key. */
  readonly addressHash: string;
  readonly channel: ChannelKind;
  /** Every reason since the last release, with when it was first given. */
  readonly reasons: { readonly [reason in SuppressionReason]?: Instant };
}

/** All suppressions, or those of one address, in the order of hash and channel. */
export const listSuppressions = async (
  sql: Sql,
  { addressHash }: { readonly addressHash?: string },
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<Listed<SuppressionEntry>> => {
  const binding = { list: 'suppressions', addressHash };
  const place = placeOfCursor(after, binding, 2);
  if (isRefused(place)) return place;
  const where = conditions();
  where.when(addressHash, (p) => `address_hash = ${p}`);
  if (place !== null) where.and(`(address_hash, channel) > (${where.value(place[0])}, ${where.value(place[1])})`);
  const { rows } = await sql.query<SuppressionEntry>(
    `select address_hash as "addressHash", channel, reasons from rm_gates.suppressions
     where ${where.text()} order by address_hash, channel limit ${where.value(limit + 1)}`,
    where.values,
  );
  return pageOf(
    rows,
    limit,
    binding,
    ({ addressHash: hash, channel }) => [hash, channel],
    (row) => row,
  );
};
