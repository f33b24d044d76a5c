import { randomBytes } from 'node:crypto';
import { newId } from '#platform/ids.js';
import type { Sql } from '#platform/database/pool.js';
import { noteConsentChanges } from './consent-changes.js';
import type { Contact, ContactFault, ContactPatch } from './contact.js';
import { blank, merge, type MergeOptions } from './merge.js';
import { addressKey } from './address.js';
import { contactColumns, contactOf, type ContactRow } from './contacts.js';

/** What one caller says about one contact. */
export interface Statement {
  readonly patch: ContactPatch;
  /** Noted in the vault beside each new value: file and row, API call. */
  readonly origin: string;
  /** The same for the log, without anything personal. */
  readonly logOrigin: string;
  /** Row of an import; a second row for the same contact is refused. */
  readonly row?: number;
}

export interface StoreOptions {
  readonly absent: MergeOptions['absent'];
  /** What happens to a new address that another contact has. */
  readonly sharedAddress: 'refuse' | 'allow';
  readonly importId?: string;
}

export type Stored =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly contact: Contact }
  | { readonly kind: 'refused'; readonly fault: ContactFault };

/** Two writers created the same contact at once: repeat the transaction. */
export class ContactRace extends Error {
  override readonly name = 'ContactRace';
}

/** Repeats a transaction that lost a race for a new contact: the next time the contact is there. */
export const retried = async <T>(transaction: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (!(error instanceof ContactRace) || attempt === 10) throw error;
    }
  }
};

/**
 * Stores what is said about contacts, at most some hundred at a time, within the caller's transaction. Answers in
 * the order of the input.
 */
export const storeContacts = async (
  tx: Sql,
  said: readonly Statement[],
  options: StoreOptions,
): Promise<readonly Stored[]> => {
  const known = await lockKnown(tx, said);
  const changes: Change[] = [];
  const answers = said.map((each): Stored => {
    const placed = place(each, known, options);
    if ('reason' in placed) return { kind: 'refused', fault: placed };
    const merging = { absent: options.absent, origin: each.origin };
    const { contact, changed, consentChanges } = merge(placed.contact, each.patch, merging);
    known.put({ contact, importId: options.importId ?? placed.importId, row: each.row ?? placed.row, stored: true });
    changes.push({ contact, changed, isNew: !placed.stored, row: each.row ?? null, said: each, consentChanges });
    return { kind: !placed.stored ? 'created' : changed ? 'updated' : 'unchanged', contact };
  });
  await write(tx, changes, options.importId ?? null);
  return answers;
};

/** A contact and the import that named it last. */
interface Known {
  readonly contact: Contact;
  readonly importId: string | null;
  readonly row: number | null;
  readonly stored: boolean;
}

/** Those the database knows, and those this transaction is about to write. */
class KnownContacts {
  private readonly byExternalId = new Map<string, Known>();
  private readonly byAddress = new Map<string, Set<string>>();

  put(known: Known): void {
    const { externalId, email } = known.contact;
    const before = this.byExternalId.get(externalId)?.contact.email;
    if (before != null) this.byAddress.get(addressKey(before))?.delete(externalId);
    this.byExternalId.set(externalId, known);
    if (email === null) return;
    const sharing = this.byAddress.get(addressKey(email)) ?? new Set();
    this.byAddress.set(addressKey(email), sharing.add(externalId));
  }

  get(externalId: string): Known | undefined {
    return this.byExternalId.get(externalId);
  }

  withAddress(key: string): readonly string[] {
    return [...(this.byAddress.get(key) ?? [])];
  }
}

/** Everybody whom the input could mean or collide with; locked in one order, so that two writers never deadlock. */
const lockKnown = async (tx: Sql, said: readonly Statement[]): Promise<KnownContacts> => {
  const externalIds = said.flatMap(({ patch }) => patch.externalId ?? patch.email?.key ?? []);
  const addresses = said.flatMap(({ patch }) => patch.email?.key ?? []);
  const { rows } = await tx.query<ContactRow & { import_id: string | null; import_row: number | null }>(
    `select ${contactColumns}, c.import_id, c.import_row from vault.contacts c
     where c.id in (select id from vault.contacts where external_id = any($1)
              union select id from vault.contacts where email_key = any($2))
     order by c.id for no key update`,
    [externalIds, addresses],
  );
  const known = new KnownContacts();
  for (const row of rows)
    known.put({ contact: contactOf(row), importId: row.import_id, row: row.import_row, stored: true });
  return known;
};

/** The contact that is meant, or why it cannot be told or must not be. */
const place = ({ patch, row }: Statement, known: KnownContacts, options: StoreOptions): Known | ContactFault => {
  const sharing = patch.email == null ? [] : known.withAddress(patch.email.key);
  if (patch.externalId === undefined && sharing.length > 1)
    return fault('email', 'ambiguous-address', 'several contacts have this address; say which by its id');
  const externalId = patch.externalId ?? sharing[0] ?? patch.email?.key;
  if (externalId === undefined) return fault(null, 'no-identity', 'there is neither an id nor an address');
  const found = known.get(externalId);
  if (row !== undefined && found !== undefined && found.importId === options.importId && found.row !== row)
    return fault(null, 'duplicate-row', `row ${found.row} is about the same contact`);
  const isNews = !sharing.includes(externalId);
  if (options.sharedAddress === 'refuse' && isNews && sharing.length > 0)
    return fault('email', 'duplicate-address', 'another contact has this address');
  return found ?? { contact: blank(newId(), externalId), importId: null, row: null, stored: false };
};

const fault = (field: string | null, reason: ContactFault['reason'], detail: string): ContactFault => ({
  field,
  reason,
  detail,
});

interface Change extends Pick<ReturnType<typeof merge>, 'contact' | 'changed' | 'consentChanges'> {
  readonly isNew: boolean;
  readonly row: number | null;
  readonly said: Statement;
}

const write = async (tx: Sql, changes: readonly Change[], importId: string | null): Promise<void> => {
  const fresh = changes.filter(({ isNew }) => isNew);
  const others = changes.filter(({ isNew, changed }) => !isNew && changed);
  const same = changes.filter(({ isNew, changed }) => !isNew && !changed);
  if (fresh.length > 0) await insert(tx, fresh, importId);
  if (others.length > 0) await update(tx, others, importId);
  if (same.length > 0 && importId !== null) await noteImport(tx, same, importId);
  await noteAddresses(
    tx,
    changes.filter(({ changed }) => changed),
  );
  await noteConsentChanges(
    tx,
    changes.flatMap(({ contact, consentChanges, said }) =>
      consentChanges.map((change) => ({ ...change, contactId: contact.id, origin: said.logOrigin })),
    ),
  );
};

/** The rows of a statement as one jsonb value: `unnest` cannot carry lists within lists. */
const rowsOf = (changes: readonly Change[]): string =>
  JSON.stringify(
    changes.map(({ contact, row }) => ({
      ...contact,
      email_key: contact.email === null ? null : addressKey(contact.email),
      row,
    })),
  );

const recordset = `jsonb_to_recordset($1::jsonb) as r (id text, "externalId" text, email text, email_key text, name text,
  "timeZone" text, locale text, attributes jsonb, tags text[], consent jsonb, origin jsonb, row integer)`;

const insert = async (tx: Sql, changes: readonly Change[], importId: string | null): Promise<void> => {
  const { rowCount } = await tx.query(
    `insert into vault.contacts (id, external_id, email, email_key, name, time_zone, locale, attributes, tags, consent,
       origin, import_id, import_row)
     select id, "externalId", email, email_key, name, "timeZone", locale, attributes, tags, consent, origin, $2, row
     from ${recordset} order by "externalId"
     on conflict do nothing`,
    [rowsOf(changes), importId],
  );
  if (rowCount !== changes.length) throw new ContactRace('somebody else created one of these contacts');
  await tx.query('insert into vault.contact_keys (contact_id, key) select * from unnest($1::text[], $2::bytea[])', [
    changes.map(({ contact }) => contact.id),
    changes.map(() => randomBytes(32)),
  ]);
};

const update = async (tx: Sql, changes: readonly Change[], importId: string | null): Promise<void> => {
  await tx.query(
    `update vault.contacts c set email = r.email, email_key = r.email_key, name = r.name, time_zone = r."timeZone",
       locale = r.locale, attributes = r.attributes, tags = r.tags, consent = r.consent, origin = r.origin,
       import_id = coalesce($2, c.import_id), import_row = coalesce(r.row, c.import_row), updated_at = now()
     from ${recordset} where c.id = r.id`,
    [rowsOf(changes), importId],
  );
};

/** Of contacts about whom the file says nothing new: only that it named them. */
const noteImport = async (tx: Sql, changes: readonly Change[], importId: string): Promise<void> => {
  await tx.query(
    `update vault.contacts c set import_id = $3, import_row = r.row
     from unnest($1::text[], $2::int[]) as r (id, row) where c.id = r.id`,
    [changes.map(({ contact }) => contact.id), changes.map(({ row }) => row), importId],
  );
};

const noteAddresses = async (tx: Sql, changes: readonly Change[]): Promise<void> => {
  const reachable = changes.flatMap(({ contact }) =>
    contact.email === null ? [] : [{ ...contact, email: contact.email }],
  );
  if (reachable.length === 0) return;
  await tx.query(
    `insert into vault.addresses (address_key, contact_id) select * from unnest($1::text[], $2::text[])
     order by 1, 2 on conflict do nothing`,
    [reachable.map(({ email }) => addressKey(email)), reachable.map(({ id }) => id)],
  );
};
