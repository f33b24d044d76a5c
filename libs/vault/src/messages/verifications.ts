import type { Sql } from '#platform/database/pool.js';
import { addressKey } from '../contacts/address.js';

/** Keeps where the test message of a sender's verification goes. Repeating it changes nothing. */
export const saveVerification = async (
  sql: Sql,
  { id, address }: { readonly id: string; readonly address: string },
): Promise<void> => {
  await sql.query(
    'insert into vault.verifications (id, address, address_key) values ($1, $2, $3) on conflict (id) do nothing',
    [id, address, addressKey(address)],
  );
};

/** Null for an unknown verification, and for one whose recipient has been erased. */
export const verificationAddress = async (sql: Sql, id: string): Promise<string | null> => {
  const { rows } = await sql.query<{ address: string }>('select address from vault.verifications where id = $1', [id]);
  return rows[0]?.address ?? null;
};
