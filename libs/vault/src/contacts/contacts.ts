import type { Json } from '#domain/kernel/message.js';
import type { Sql } from '#platform/database/pool.js';
import { addressKey } from './address.js';
import type { Consent, Contact, KeyedContact } from './contact.js';

/** What `contactOf` needs of `vault.contacts c`. */
export const contactColumns = `c.id, c.external_id, c.email, c.name, c.time_zone, c.locale,
  c.attributes, c.tags, c.consent, c.origin`;

export interface ContactRow {
  readonly id: string;
  readonly external_id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly time_zone: string | null;
  readonly locale: string | null;
  readonly attributes: { readonly [name: string]: Json };
  readonly tags: readonly string[];
  readonly consent: Consent;
  readonly origin: { readonly [field: string]: string };
}

export const contactOf = (row: ContactRow): Contact => ({
  id: row.id,
  externalId: row.external_id,
  email: row.email,
  name: row.name,
  timeZone: row.time_zone,
  locale: row.locale,
  attributes: row.attributes,
  tags: row.tags,
  consent: row.consent,
  origin: row.origin,
});

const keyed = async (
  sql: Sql,
  column: 'id' | 'external_id',
  wanted: readonly string[],
): Promise<readonly KeyedContact[]> => {
  const { rows } = await sql.query<ContactRow & { key: Buffer }>({
    name: `contacts-by-${column}`,
    text: `select ${contactColumns}, k.key
     from vault.contacts c join vault.contact_keys k on k.contact_id = c.id where c.${column} = any($1)`,
    values: [wanted],
  });
  return rows.map((row) => ({ ...contactOf(row), key: row.key }));
};

/** Contacts' time zones, by id; null where none is known. */
export const timeZonesOf = async (sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> => {
  const { rows } = await sql.query<{ id: string; time_zone: string | null }>(
    'select id, time_zone from vault.contacts where id = any($1)',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.time_zone]));
};

/** By id; whoever is erased or was never known is absent. */
export const contactsByIds = async (sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, KeyedContact>> => {
  const contacts = await keyed(sql, 'id', ids);
  return new Map(contacts.map((contact) => [contact.id, contact]));
};

/** By external id; whoever is erased or was never known is absent. */
export const contactsByExternalIds = async (
  sql: Sql,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, KeyedContact>> => {
  const contacts = await keyed(sql, 'external_id', externalIds);
  return new Map(contacts.map((contact) => [contact.externalId, contact]));
};

/** Ids of everybody who has this address, in any case, or had it once. */
export const contactIdsByAddress = async (sql: Sql, address: string): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ contact_id: string }>(
    'select contact_id from vault.addresses where address_key = $1 order by contact_id',
    [addressKey(address)],
  );
  return rows.map(({ contact_id }) => contact_id);
};

/** One page of all contacts in the order of their external ids, strictly after `after`. */
export const contactPage = async (
  sql: Sql,
  { after = '', limit }: { readonly after?: string; readonly limit: number },
): Promise<readonly Contact[]> => {
  const { rows } = await sql.query<ContactRow>(
    `select ${contactColumns} from vault.contacts c where c.external_id > $1 order by c.external_id limit $2`,
    [after, limit],
  );
  return rows.map(contactOf);
};
