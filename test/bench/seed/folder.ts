import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readKeys } from '#platform/config/keys.js';
import { Launcher } from '../../../tools/launcher/src/launcher.js';

/** An installation on a folder, as `npm start` runs it, or its stores alone. */
export interface Folder {
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly apiUrl: string;
  readonly key: string;
  /** Stops everything; a folder that nobody named goes with it. */
  stop(): Promise<void>;
}

/** `what`: the stores alone, or API and worker too. */
export const openFolder = async (
  named: string | null,
  what: 'stores' | 'service',
  say: (line: string) => void,
): Promise<Folder> => {
  const dataDir = named === null ? mkdtempSync(join(tmpdir(), 'sortie-bench-')) : resolve(named);
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o755); // PostgreSQL may run as another user; what is secret in it is 0600
  const launcher = new Launcher({
    env: { ...ownEnvironment(), DATA_DIR: dataDir },
    dist: fileURLToPath(new URL('../../../', import.meta.url)),
    storesOnly: what === 'stores',
    say,
    onBroken: (reason) => {
      throw new Error(reason);
    },
  });
  const stop = async (): Promise<void> => {
    await launcher.stop();
    if (named === null) removeFolder(dataDir);
  };
  try {
    const running = await launcher.start();
    const keys = readKeys(dataDir);
    if (!keys.ok) throw new Error(keys.fault);
    return { dataDir, databaseUrl: running.databaseUrl, apiUrl: running.apiUrl, key: keys.keys.localApiKey, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** With the database that lies elsewhere because its user cannot enter the folder. */
export const removeFolder = (dataDir: string): void => {
  const note = join(dataDir, 'postgres-location');
  const elsewhere = existsSync(note) ? [readFileSync(note, 'utf8').trim()] : [];
  for (const folder of [...elsewhere, dataDir]) rmSync(folder, { recursive: true, force: true });
};

/** Without settings of Sortie: nobody's database and nobody's mail server, whatever the shell has set. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(SORTIE_|(DATABASE|EVENTSTORE|REDIS|SMTP)_URL$|DATA_DIR$)/.test(name),
    ),
  );
