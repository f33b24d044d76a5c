import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import pg from 'pg';

import type { ServerAccount } from './account.js';
import { freePort } from './free-port.js';
import { checkComplaints, checkVersion, UnfitData } from './unfit.js';

const START_PATIENCE_MS = 60_000;
const SUPERUSER = 'sortie';
const UNFINISHED = 'unfinished-';
const LEFTOVER_AGE_MS = 600_000;
/** invalid_password, PostgreSQL's list of errors. */
const WRONG_PASSWORD = '28P01';

export interface ClusterOptions {
  /** Folder with PostgreSQL's bin, lib and share; the account must be able to reach it. */
  binaries: string;
  /** Folder for the data and the server's log; made when missing, given to the account. */
  folder: string;
  /** Who the server runs as; undefined for the current user. */
  account: ServerAccount | undefined;
  password: string;
  /** Port to try first; 0 for any. A server that already runs keeps its own. */
  port: number;
  /** Server settings by name, on top of the ones every cluster gets. */
  settings?: Readonly<Record<string, string>>;
}

export interface Cluster {
  port: number;
  /** True when the server was already running, left over by a process that was killed. */
  adopted: boolean;
  /** Connection string for a database of this cluster. */
  url(database: string): string;
  /** Disconnects every client and stops the server after a checkpoint. */
  stop(): Promise<void>;
}

/**
 * Starts the server of a folder, making the folder's cluster first when there is none. Loopback only.
 * @throws UnfitData when the data cannot be used as it is
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { folder, account } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account) await chown(folder, account.uid, account.gid);
  if (!existsSync(join(folder, 'data'))) await initialise(options);
  else await removeLeftovers(folder);

  const data = join(folder, 'data');
  await checkVersion(data, (await run(join(options.binaries, 'bin/postgres'), ['--version'], account)).output);

  const deadline = Date.now() + START_PATIENCE_MS;
  const log = join(folder, 'server.log');
  let started: Finished | undefined;
  for (let wanted = 0; ; await pause(100)) {
    // Asked also after a start: of two starts at once pg_ctl tells both that it went well.
    const port = await runningPort(options).catch(async (error: unknown) => {
      if (started?.code === 0) await pgCtl(options, ['stop', '-m', 'fast', '-w']); // ours, and of no use to anybody
      throw error;
    });
    if (port !== undefined) return cluster(options, port, port !== wanted);
    if (Date.now() > deadline) throw new Error(`PostgreSQL did not start; see ${log}\n${started?.output ?? ''}`);
    wanted = await freePort(options.port);
    // May fail for some seconds after a crash: the old server's children still hold its shared memory.
    const logged = (await stat(log).catch(() => null))?.size ?? 0;
    started = await pgCtl(options, ['start', '-w', '-t', '30', '-l', log, '-o', serverFlags(options, wanted)]);
    if (started.code !== 0) await checkComplaints(data, log, logged);
  }
}

function cluster(options: ClusterOptions, port: number, adopted: boolean): Cluster {
  return {
    port,
    adopted,
    url: (database) => connectionString(options, port, database),
    async stop() {
      const stopped = await pgCtl(options, ['stop', '-m', 'fast', '-w', '-t', '60']);
      if (stopped.code !== 0 && existsSync(join(options.folder, 'data', 'postmaster.pid'))) {
        throw new Error(`PostgreSQL did not stop: ${stopped.output}`);
      }
    },
  };
}

function connectionString(options: ClusterOptions, port: number, database: string): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`;
}

/** Two first starts at once each make a cluster of their own; the first rename wins, so neither sees half of one. */
async function initialise(options: ClusterOptions): Promise<void> {
  const { folder, account, binaries } = options;
  const attempt = randomBytes(6).toString('hex');
  const unfinished = join(folder, `${UNFINISHED}${attempt}`);
  const passwordFile = join(folder, `${UNFINISHED}password-${attempt}`);
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  try {
    const flags = ['-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
    const locale = ['--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'];
    const made = await run(join(binaries, 'bin/initdb'), ['-D', unfinished, ...flags, ...locale], account);
    if (made.code !== 0) throw new Error(`initdb failed: ${made.output}`);
    await rename(unfinished, join(folder, 'data'));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(join(folder, 'data'))) throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** What first starts left that were killed half-way; younger ones may still be at work. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const old = name.startsWith(UNFINISHED) && Date.now() - (await stat(path)).mtimeMs > LEFTOVER_AGE_MS;
    if (old) await rm(path, { recursive: true, force: true });
  }
}

function serverFlags(options: ClusterOptions, port: number): string {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    // The data lies on a local disk, not on a spinning one: an index is cheaper than the default believes.
    random_page_cost: '1.1',
    password_encryption: 'scram-sha-256',
    // The details of an error quote whole rows: no address may come into the server's log.
    log_error_verbosity: 'terse',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...options.settings,
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');
}

/** The port of a server that already runs on this folder and answers; undefined when none does. */
async function runningPort(options: ClusterOptions): Promise<number | undefined> {
  const data = join(options.folder, 'data');
  const pidFile = join(data, 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !port || !isAlive(pid)) return undefined;
  if (await isAnotherProgram(pid, data)) {
    await rm(pidFile, { force: true });
    return undefined;
  }
  const client = new pg.Client({
    connectionString: connectionString(options, port, 'postgres'),
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined); // a server that goes away meanwhile is simply not running
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === data ? port : undefined;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === WRONG_PASSWORD)
      throw new UnfitData(
        `The data in ${data} was made with another keys.json: put that one back, or the one of a backup that was restored here`,
      );
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * After a reboot the number in a stale lock may belong to any other program, also to the server of another folder, which
 * PostgreSQL would take for this one's. The lock of a process that is gone is left to PostgreSQL: a server just starting
 * may have replaced it.
 */
async function isAnotherProgram(pid: number, data: string): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => null); // gone, or a system without /proc
  if (name !== null && name.trim() !== 'postgres') return true;
  const works = await stat(`/proc/${pid}/cwd`).catch(() => null); // gone, or of another user
  const here = await stat(data);
  return works !== null && (works.ino !== here.ino || works.dev !== here.dev);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'; // somebody else's
  }
}

function pgCtl(options: ClusterOptions, args: readonly string[]): Promise<Finished> {
  return run(join(options.binaries, 'bin/pg_ctl'), ['-D', join(options.folder, 'data'), ...args], options.account);
}

interface Finished {
  code: number | null;
  output: string;
}

/** Runs one of PostgreSQL's programs to its end, as the account, from a folder everybody can read. */
function run(program: string, args: readonly string[], account: ServerAccount | undefined): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const user = account ? { uid: account.uid, gid: account.gid } : {};
    const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
    const child = spawn(program, args, { ...user, cwd: '/', env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
