import { existsSync } from 'node:fs';
import type pg from 'pg';
import type { Environment } from '#platform/config/config.js';
import { ensureKeys, type Keys, keysFile } from '#platform/config/keys.js';
import { dataDirOf } from '../connection.js';
import { Refused } from '../failures.js';
import { openLocalDatabase } from './local-database.js';

export interface SetUp {
  readonly keysFile: string;
  /** Whether this made the key file; it was there otherwise. */
  readonly madeKeys: boolean;
  /** Of the admin key in the key file. */
  readonly keyId: string;
}

/**
 * What every process finds done before it starts: keys, tables of this release, and an admin key to begin with. Safe
 * to repeat, and by several at once. Throws `Refused` when it would make keys for a database that knows others.
 */
export const setUp = async (env: Environment, { newKeys }: { readonly newKeys: boolean }): Promise<SetUp> => {
  const { migrateAll } = await import('#readmodel/migrate-all.js');
  const { registerKey } = await import('#platform/access/keys.js');
  const pool = await openLocalDatabase(env);
  try {
    await migrateAll(pool);
    const file = keysFile(dataDirOf(env));
    const missing = !existsSync(file);
    if (missing && !newKeys && (await wasUsed(pool)))
      throw new Refused(
        `${file} is missing, and this database was set up with one: bring it back from where you keep it. Under other ` +
          'keys the suppressed addresses would count no more, and no link in a mail would work. --new-keys makes them.',
      );
    const keys = keysOf(dataDirOf(env));
    const keyId = await registerKey(pool, keys.localApiKey, { owner: 'local', role: 'admin' });
    return { keysFile: file, madeKeys: missing, keyId };
  } finally {
    await pool.end();
  }
};

const wasUsed = async (pool: pg.Pool): Promise<boolean> =>
  (await pool.query('select from access.keys limit 1')).rowCount === 1;

const keysOf = (dataDir: string): Keys => {
  const found = ensureKeys(dataDir);
  if (!found.ok) throw new Refused(`${found.fault}.`);
  return found.keys;
};
