import { resolve } from 'node:path';
import type { Environment } from '#platform/config/config.js';
import { localEnvironment } from '#platform/config/running.js';
import type { Installation, OnProgress } from '#transfer/installation.js';
import { dataDirOf } from '../connection.js';
import { Refused } from '../failures.js';
import { ProgressBar } from '../output/progress-bar.js';
import type { Terminal } from '../terminal.js';
import { databaseUrlOf } from './local-database.js';

/**
 * Works with the stores themselves, as the settings name them, and shows how far it is. What cannot be done, and a
 * file that is damaged, come back as `Refused` with what to do.
 */
export const withStores = async <T>(
  terminal: Terminal,
  work: (installation: Installation, onProgress: OnProgress) => Promise<T>,
): Promise<T> => {
  const { env } = terminal;
  const databaseUrl = databaseUrlOf(env);
  if (databaseUrl === null)
    throw new Refused(
      `Set DATABASE_URL: nothing runs on the data folder ${dataDirOf(env)} that would say where it is.`,
    );
  // Loaded here, so that commands which speak HTTP start without the libraries behind the stores.
  const { installationAt } = await import('#transfer/open-installation.js');
  const { TransferRefused } = await import('#transfer/installation.js');
  const { DamagedFile } = await import('#transfer/log-file/log-lines.js');
  const installation = installationAt({
    databaseUrl,
    eventStoreUrl: await eventStoreUrlOf(env),
    dataDir: resolve(dataDirOf(env)),
  });
  const bar = new ProgressBar(terminal.say, terminal.sayColumns);
  try {
    return await work(installation, ({ step, done, total }) => bar.show({ label: step, done, total, note: '' }));
  } catch (error) {
    if (error instanceof TransferRefused) throw new Refused(error.message);
    if (error instanceof DamagedFile) throw new Refused(`Nothing was written: ${error.message}.`);
    const refused = ofTheSystem(error);
    if (refused !== null) throw new Refused(refused);
    throw error;
  } finally {
    bar.end();
    await installation.pool.end();
  }
};

const eventStoreUrlOf = async (env: Environment): Promise<string | null> => {
  const { fields } = await import('#platform/config/config.js');
  const parsed = fields.eventStoreUrl.parse(localEnvironment(env)['EVENTSTORE_URL'] ?? '');
  if (!parsed.ok) throw new Refused(`EVENTSTORE_URL ${parsed.fault}.`);
  return parsed.value;
};

/** What the system refused: a file that is there already or is not, a server that does not answer. */
const ofTheSystem = (error: unknown): string | null => {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return null;
  if (error.code === 'EEXIST') return `${String(error.message)}: name another file.`;
  const known = ['ENOENT', 'EISDIR', 'EACCES', 'ENOSPC', 'ECONNREFUSED'].includes(String(error.code));
  return known ? `${String(error.message)}.` : null;
};
