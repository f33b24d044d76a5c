import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { canReach, serverAccount } from './account.js';
import { copyOfBinaries, packagedBinaries } from './binaries.js';
import { startCluster, type Cluster, type ClusterOptions } from './cluster.js';

/** Starts (or adopts) the PostgreSQL of a folder with the binaries of the npm package, as a user that may run it. */
export async function startEmbedded(options: Omit<ClusterOptions, 'binaries' | 'account'>): Promise<Cluster> {
  const account = await serverAccount();
  const packaged = await packagedBinaries();
  const reachable = canReach(account, join(packaged, 'bin'));
  const binaries = reachable ? packaged : await copyOfBinaries(packaged, copyFolder(packaged));
  return startCluster({ ...options, folder: resolve(options.folder), binaries, account });
}

function copyFolder(packaged: string): string {
  const checkout = createHash('sha256').update(packaged).digest('hex').slice(0, 12);
  return join(tmpdir(), `sortie-postgres-${checkout}`);
}
