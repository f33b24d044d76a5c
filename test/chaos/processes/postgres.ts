import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Embedded, startEmbedded } from '../../../tools/postgres/src/embedded.js';

const password = 'chaos';

export interface PostgresOptions {
  readonly folder: string;
  /** Bytes of a disk of its own, where this system lets us make one. */
  readonly diskBytes?: number;
}

/** A PostgreSQL of its own that can be stopped as a power cut would, and started again at the same port. */
export class Postgres {
  private constructor(
    readonly folder: string,
    /** Whether its data lies on a disk of limited size. */
    readonly ownDisk: boolean,
    private cluster: Embedded,
  ) {}

  static async start({ folder, diskBytes }: PostgresOptions): Promise<Postgres> {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o755);
    const ownDisk = diskBytes !== undefined && mount(folder, diskBytes);
    return new Postgres(folder, ownDisk, await startOn(folder, 0));
  }

  get port(): number {
    return this.cluster.port;
  }

  /** Through the port of a proxy, or its own. */
  url(port: number = this.port): string {
    const url = new URL(this.cluster.url('postgres'));
    url.port = String(port);
    return url.href;
  }

  /** Every connection torn, no checkpoint; resolves when it is gone. */
  async crash(): Promise<void> {
    const pid = this.postmaster();
    if (pid === null) return;
    process.kill(pid, 'SIGQUIT');
    while (isAlive(pid)) await pause(20);
  }

  /** Also when it still runs. */
  async start(): Promise<void> {
    this.cluster = await startOn(this.folder, this.port);
  }

  async stop(): Promise<void> {
    await this.start().then(() => this.cluster.stop());
    if (this.ownDisk) spawnSync('umount', [this.folder]);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private postmaster(): number | null {
    try {
      const [pid] = readFileSync(join(this.cluster.folder, 'data/postmaster.pid'), 'utf8').split('\n');
      return Number(pid);
    } catch {
      return null; // it is down
    }
  }
}

const startOn = (folder: string, port: number): Promise<Embedded> =>
  startEmbedded({
    folder: join(folder, 'postgres'),
    password,
    port,
    // A small disk is enough, and a crash is over quickly.
    settings: { max_wal_size: '128MB', max_connections: '300' },
  });

/** False where only an administrator may do it. */
const mount = (folder: string, bytes: number): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=755`, 'tmpfs', folder]).status === 0;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
