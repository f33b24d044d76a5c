import type pg from 'pg';
import type { Environment } from '#platform/config/config.js';
import { localEnvironment } from '#platform/config/running.js';
import { dataDirOf } from '../connection.js';
import { Refused } from '../failures.js';

/** The database of the data folder: of what runs, or of `DATABASE_URL`. Throws `Refused` with what to do. */
export const openLocalDatabase = async (env: Environment): Promise<pg.Pool> => {
  const url = databaseUrlOf(env);
  if (url === null)
    throw new Refused(
      `Nothing runs on the data folder ${dataDirOf(env)}, and DATABASE_URL is not set: \`npm start\`, or set it.`,
    );
  // Loaded here, so that commands which speak HTTP start without a database driver.
  const { openPool } = await import('#platform/database/pool.js');
  const pool = openPool(url, { name: 'sortie-cli', max: 2 });
  try {
    await pool.query('select 1');
    return pool;
  } catch (error) {
    await pool.end();
    throw new Refused(`The database does not answer: ${trouble(error)}.`);
  }
};

export const databaseUrlOf = (env: Environment): string | null => localEnvironment(env)['DATABASE_URL'] ?? null;

/** What went wrong, without the address and its password. */
export const trouble = (error: unknown): string => {
  if (error instanceof AggregateError) return trouble(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return `${error.code}, ${error.message}`;
  return error instanceof Error ? error.message : String(error);
};
