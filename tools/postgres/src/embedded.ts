import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { canReach, serverAccount, type ServerAccount } from './account.js';
import { copyOfBinaries, packagedBinaries } from './binaries.js';
import { startCluster, type Cluster, type ClusterOptions } from './cluster.js';

/** Where root puts what another user must reach when the checkout is closed to it; survives a reboot, unlike /tmp. */
const OPEN_FOLDER = '/var/lib/sortie';

export interface EmbeddedOptions extends Omit<ClusterOptions, 'binaries' | 'account'> {
  /** Stands in for /var/lib/sortie. */
  openFolder?: string;
}

export interface Embedded extends Cluster {
  /** Where data and server log really are: elsewhere than asked when the server's user could not get there. */
  folder: string;
}

/** Starts (or adopts) the PostgreSQL of a folder with the binaries of the npm package, as a user that may run it. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const account = await serverAccount();
  const openFolder = options.openFolder ?? OPEN_FOLDER;
  const packaged = await packagedBinaries();
  const binaries = canReach(account, join(packaged, 'bin/postgres'))
    ? packaged
    : await copyOfBinaries(packaged, join(await opened(openFolder), `postgresql-${shortHash(packaged)}`));
  const folder = await dataFolder(resolve(options.folder), account, openFolder);
  const cluster = await startCluster({ ...options, folder, binaries, account });
  return { ...cluster, folder };
}

/** The folder asked for; or, noted in a file beside it, one that the account can reach. */
async function dataFolder(wanted: string, account: ServerAccount | undefined, openFolder: string): Promise<string> {
  const note = `${wanted}-location`;
  await mkdir(dirname(wanted), { recursive: true, mode: 0o755 });
  if (!existsSync(note)) {
    // Not asked of the folder itself: another first start may be about to give it to the account.
    if (canReach(account, dirname(wanted))) return wanted;
    await opened(openFolder);
    const draft = `${note}-${randomBytes(6).toString('hex')}`;
    await writeFile(draft, join(openFolder, `data-${randomBytes(6).toString('hex')}\n`));
    await link(draft, note).catch((error: unknown) => {
      if (!existsSync(note)) throw error; // or another first start has chosen already
    });
    await rm(draft);
  }
  return (await readFile(note, 'utf8')).trim();
}

/** The folder, which anybody may enter: made like that by a umask of 077 or 027 it would be of no use. */
async function opened(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  return folder;
}

/** One copy per checkout and version of the package. */
function shortHash(packaged: string): string {
  const manifest = readFileSync(join(packaged, '../package.json'));
  return createHash('sha256').update(packaged).update(manifest).digest('hex').slice(0, 12);
}
