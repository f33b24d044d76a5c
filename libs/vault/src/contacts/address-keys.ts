import type { Sql } from '#platform/database/pool.js';

/** Every address that a contact has or had, in the form under which addresses are compared and hashed. */
export const addressKeysOf = async (sql: Sql, contactId: string): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ address_key: string }>(
    'select address_key from vault.addresses where contact_id = $1 order by address_key',
    [contactId],
  );
  return rows.map(({ address_key }) => address_key);
};
