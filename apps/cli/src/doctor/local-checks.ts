import { existsSync, statSync } from 'node:fs';
import type pg from 'pg';
import { type Environment, loadConfig } from '#platform/config/config.js';
import { keysFile, readKeys } from '#platform/config/keys.js';
import { localEnvironment, readRunning } from '#platform/config/running.js';
import { dataDirOf } from '../connection.js';
import { type Checked, carriedOut, fine, type Finding } from './check.js';
import { redisFinding } from './findings.js';
import { openLocalDatabase, trouble } from '../local/local-database.js';

/** What can be seen without the API: the data folder, and the database behind it. */
export const localChecks = async (env: Environment): Promise<readonly Checked[]> => {
  const onDisk = await carriedOut(
    {
      'data folder': async () => dataFolder(env),
      'key file': async () => keyFile(env),
      settings: async () => settings(env),
      launcher: async () => launcher(env),
      ...redisChecks(env),
    },
    explain,
  );
  let pool: pg.Pool;
  try {
    pool = await openLocalDatabase(env);
  } catch (error) {
    return [...onDisk, { check: 'database', ...explain(error), next: 'npm start' }];
  }
  try {
    // Loaded here, so that commands which speak HTTP start without the libraries behind the stores.
    const { databaseChecks } = await import('./database-checks.js');
    const databaseUrl = localEnvironment(env)['DATABASE_URL'] ?? '';
    const location = { databaseUrl, eventStoreUrl: env['EVENTSTORE_URL'] || null };
    return [...onDisk, ...(await databaseChecks(pool, location))];
  } finally {
    await pool.end();
  }
};

const explain = (error: unknown): Finding => ({ verdict: 'bad', evidence: trouble(error), next: null });

const dataFolder = (env: Environment): Finding => {
  const folder = dataDirOf(env);
  return existsSync(folder) ? fine(folder) : { verdict: 'bad', evidence: `there is no ${folder}`, next: 'npm start' };
};

const keyFile = (env: Environment): Finding => {
  const file = keysFile(dataDirOf(env));
  const found = readKeys(dataDirOf(env));
  if (!found.ok)
    return { verdict: 'bad', evidence: found.fault, next: existsSync(file) ? `chmod 600 ${file}` : 'npm start' };
  return fine(`${file}, mode ${(statSync(file).mode & 0o777).toString(8).padStart(4, '0')}`);
};

const settings = (env: Environment): Finding => {
  // The key file is a check of its own, and a database address is for the next one to miss.
  const loaded = loadConfig({ DATABASE_URL: 'postgres://nowhere/', ...localEnvironment(env) });
  const file = keysFile(dataDirOf(env));
  const faults = loaded.ok ? [] : loaded.faults.filter((fault) => !fault.includes(file));
  return faults.length === 0 ? fine('no fault') : { verdict: 'bad', evidence: faults.join('; '), next: null };
};

const launcher = (env: Environment): Finding => {
  const running = readRunning(dataDirOf(env));
  if (running === null)
    return { verdict: 'look', evidence: '`npm start` does not run on this folder', next: 'npm start' };
  if (!isAlive(running.pid))
    return { verdict: 'bad', evidence: `\`npm start\` (process ${running.pid}) has died`, next: 'npm start' };
  return fine(`process ${running.pid}; the API is at ${running.apiUrl}`);
};

/** Only where the queue is in Redis. */
const redisChecks = (env: Environment): Record<string, () => Promise<Finding>> => {
  const url = env['REDIS_URL'];
  if (!url) return {};
  return {
    Redis: async () => {
      // Loaded here, so that commands which speak HTTP start without a driver.
      const { checkRedis } = await import('#platform/redis/redis-check.js');
      const allowNoPersistence = env['SORTIE_REDIS_ALLOW_NO_PERSISTENCE'] === 'true';
      return redisFinding(await checkRedis({ url, allowNoPersistence }));
    },
  };
};

/** A process of somebody else is alive too, though it must not be signalled. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
