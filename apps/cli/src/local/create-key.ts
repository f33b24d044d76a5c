import type { Role } from '#platform/access/roles.js';
import type { Environment } from '#platform/config/config.js';
import { WrongUsage } from '../failures.js';
import { openLocalDatabase } from './local-database.js';

/** A key written straight to the database, with whoever can reach that as its warrant. */
export const createLocalKey = async (
  env: Environment,
  { owner, role, expiresAt }: { readonly owner: string; readonly role: Role; readonly expiresAt?: string },
): Promise<{ readonly keyId: string; readonly secret: string }> => {
  const ends = expiresAt === undefined ? undefined : instantOf(expiresAt);
  const { createKey } = await import('#platform/access/keys.js');
  const pool = await openLocalDatabase(env);
  try {
    const { id, secret } = await createKey(pool, { owner, role, ...(ends === undefined ? {} : { expiresAt: ends }) });
    return { keyId: id, secret };
  } finally {
    await pool.end();
  }
};

const instantOf = (text: string): string => {
  const time = Date.parse(text);
  if (Number.isNaN(time) || !/(Z|[+-]\d{2}:\d{2})$/i.test(text))
    throw new WrongUsage('--expires must be a time with its offset, such as 2027-01-01T00:00:00Z');
  if (time <= Date.now()) throw new WrongUsage('--expires lies in the past');
  return new Date(time).toISOString();
};
