import { randomBytes } from 'node:crypto';
import type { RunVariables } from '#domain/run/messages.js';
import { canonicalJson } from '#domain/kernel/canonical-json.js';
import type { Sql } from '#platform/database/pool.js';
import { hmac } from '#platform/ids.js';
import { addressKey } from '../contacts/address.js';

/** What was passed with the request of a run and must be erasable. */
export interface RunInputs {
  readonly variables: RunVariables;
  /** Where the messages of a test run go, in their order; null where somebody was erased. */
  readonly addresses: readonly (string | null)[];
  /** Under it go the hashes of these data that leave the vault. */
  readonly key: Buffer;
}

/**
 * Keeps the inputs before the run's first event names their hash. A repeated request gets what the first one
 * stored. The addresses are as `readAddress` returns them.
 */
export const saveRunInputs = async (
  sql: Sql,
  { runId, variables, addresses }: Omit<RunInputs, 'key'> & { readonly runId: string },
): Promise<RunInputs> => {
  await sql.query(
    `insert into vault.run_inputs (run_id, variables, addresses, address_keys, key) values ($1, $2, $3, $4, $5)
     on conflict (run_id) do nothing`,
    [
      runId,
      JSON.stringify(variables),
      addresses,
      addresses.map((address) => address && addressKey(address)),
      randomBytes(32),
    ],
  );
  const stored = await runInputs(sql, runId);
  if (stored === null) throw new Error(`the inputs of run ${runId} were removed while they were stored`);
  return stored;
};

/** Null when nothing was stored for this run. */
export const runInputs = async (sql: Sql, runId: string): Promise<RunInputs | null> => {
  const { rows } = await sql.query<RunInputs>(
    'select variables, addresses, key from vault.run_inputs where run_id = $1',
    [runId],
  );
  return rows[0] ?? null;
};

/** HMAC of the variables, as the manifest holds it; null when none were passed. */
export const variablesHashOf = ({ key, variables }: Pick<RunInputs, 'key' | 'variables'>): string | null =>
  Object.keys(variables).length === 0 ? null : hmac(key, canonicalJson(variables));

/** Ids of the test runs that this address was a recipient of. */
export const testRunsByAddress = async (sql: Sql, address: string): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ run_id: string }>(
    'select run_id from vault.run_inputs where address_keys @> array[$1] order by run_id',
    [addressKey(address)],
  );
  return rows.map(({ run_id }) => run_id);
};
