import type pg from 'pg';
import type { Json } from '#domain/kernel/message.js';
import { inTransaction, type Sql } from '#platform/database/pool.js';

/**
 * Forgets a person: contact, key, addresses, renderings, messages received, and what run requests said of them.
 * ContactErased is appended first; whoever reacts to it calls this again, so that a crash in between leaves
 * nothing half-forgotten. Repeating it finds nothing left.
 */
export const eraseContact = async (pool: pg.Pool, contactId: string): Promise<void> => {
  const who = await identityOf(pool, contactId);
  // Outside the transaction: it reads every run's inputs, and the contact's row is still there to repeat it by.
  await eraseVariables(pool, who);
  await inTransaction(pool, async (tx) => {
    // Renderings are stored under a share of this lock: none can slip in behind the deletion.
    await tx.query('select 1 from vault.contact_keys where contact_id = $1 for update', [contactId]);
    await tx.query('delete from vault.inbound_messages where contact_id = $1 or from_key = any($2)', [
      contactId,
      who.addresses,
    ]);
    await tx.query('delete from vault.verifications where address_key = any($1)', [who.addresses]);
    await eraseTestAddresses(tx, who.addresses);
    await eraseLessonNotes(tx, contactId, who.addresses);
    await tx.query('delete from vault.renderings where contact_id = $1', [contactId]);
    await tx.query('delete from vault.contacts where id = $1', [contactId]);
  });
};

interface Identity {
  /** Keys of all addresses the contact has had and no other contact has. */
  readonly addresses: readonly string[];
  readonly externalId: string | null;
}

const identityOf = async (sql: Sql, contactId: string): Promise<Identity> => {
  const { rows } = await sql.query<Identity>(
    `select (select external_id from vault.contacts where id = $1) as "externalId",
       array(select address_key from vault.addresses mine where contact_id = $1 and not exists (
         select 1 from vault.contacts other where other.email_key = mine.address_key and other.id <> $1)) as addresses`,
    [contactId],
  );
  return rows[0] ?? { addresses: [], externalId: null };
};

/** The places of the others stay as they are: they decide who gets which message. */
const eraseTestAddresses = async (tx: Sql, keys: readonly string[]): Promise<void> => {
  await tx.query(
    `update vault.run_inputs set
       addresses = array(select case when key = any($1) then null else address end
         from unnest(addresses, address_keys) with ordinality as each (address, key, place) order by place),
       address_keys = array(select case when key = any($1) then null else key end
         from unnest(address_keys) with ordinality as each (key, place) order by place)
     where address_keys && $1`,
    [keys],
  );
};

/** The words of lessons about the person, and of those that quote one of their addresses; the decisions stay. */
const eraseLessonNotes = async (tx: Sql, contactId: string, addresses: readonly string[]): Promise<void> => {
  await tx.query(
    `delete from vault.lesson_notes where contact_id = $1
       or exists (select 1 from unnest($2::text[]) address where strpos(lower(note), address) > 0)`,
    [contactId, addresses],
  );
};

/** Takes out the passed variables that name the person. */
const eraseVariables = async (sql: Sql, who: Identity): Promise<void> => {
  const { rows } = await sql.query<{ run_id: string; variables: { readonly [name: string]: Json } }>(
    `select run_id, variables from vault.run_inputs
     where exists (select 1 from unnest($1::text[]) address where strpos(lower(variables::text), address) > 0)
       or jsonb_path_exists(variables, '$.** ? (@ == $id)', jsonb_build_object('id', $2::text))`,
    [who.addresses, who.externalId],
  );
  for (const { run_id, variables } of rows) {
    const names = Object.entries(variables).filter((entry) => mentions(entry, who));
    await sql.query('update vault.run_inputs set variables = variables - $2::text[] where run_id = $1', [
      run_id,
      names.map(([name]) => name),
    ]);
  }
};

/** Addresses count wherever they stand in a text; ids, which may be as short as `7`, only as a whole text. */
const mentions = (json: Json, who: Identity): boolean => {
  if (json !== null && typeof json === 'object')
    return Object.entries(json).some(([name, member]) => mentions(name, who) || mentions(member, who));
  if (typeof json !== 'string') return false;
  return json === who.externalId || who.addresses.some((address) => json.toLowerCase().includes(address));
};
