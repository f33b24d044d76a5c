import type { Sql } from '#platform/database/pool.js';

/** A contact for queries that join the vault; tests of the vault itself use its own functions. */
export const putContactRow = async (
  sql: Sql,
  {
    id,
    externalId,
    email,
    name = null,
  }: { id: string; externalId: string; email: string | null; name?: string | null },
): Promise<void> => {
  await sql.query(
    `insert into vault.contacts (id, external_id, email, email_key, name, attributes, tags, consent, origin)
     values ($1, $2, $3, lower($3), $4, '{}', '{}', '{}', '{}')`,
    [id, externalId, email, name],
  );
  if (email !== null)
    await sql.query('insert into vault.addresses (address_key, contact_id) values (lower($1), $2)', [email, id]);
};
