import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, closeSync, constants, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../../tools/postgres/src/free-port.js';

/** A real redis-server, a child of this process and on a folder of its own. */
export interface RedisServer {
  /** redis://127.0.0.1:port, with the password when the settings have one. */
  readonly url: string;
  readonly port: number;
  /** Of the process that runs now, or ran last. */
  readonly pid: number;
  /** Default SIGKILL. Waits for the end, unless the signal ends nothing (SIGSTOP, SIGCONT). */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Ends it if it lives, and starts it on the same port: with what it had written, or `empty`. */
  restart(options?: { readonly empty?: boolean }): Promise<void>;
  /** What `redis-cli` says to these words. */
  cli(...words: readonly string[]): Promise<string>;
  /** Ends it, and removes the folder unless that was given. */
  stop(): Promise<void>;
}

export interface RedisOptions {
  /** Default: a new one in the system's temporary folder. */
  readonly folder?: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Of redis.conf, over the ones that the product asks for: appendonly yes, maxmemory-policy noeviction. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What installs it where it is missing. */
export const howToInstall = 'apt-get install -y redis-server';

const defaults = { appendonly: 'yes', 'maxmemory-policy': 'noeviction', save: '', bind: '127.0.0.1' };

/** Starts a server and waits until it answers. Throws with what to do where redis-server is not installed. */
export const startRedis = async (options: RedisOptions = {}): Promise<RedisServer> => {
  const program = inPath('redis-server');
  if (program === null) throw new Error(`redis-server is not installed: \`sudo ${howToInstall}\``);
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'sortie-redis-')));
  await mkdir(folder, { recursive: true });
  const port = options.port ?? (await freePort(0, '127.0.0.1'));
  const settings = { ...defaults, ...options.settings };
  const password = options.settings?.['requirepass'];
  const logFile = join(folder, 'redis.log');
  const cli = async (...words: readonly string[]): Promise<string> => {
    const env = { ...process.env, ...(password === undefined ? {} : { REDISCLI_AUTH: password }) };
    const answered = await promisify(execFile)('redis-cli', ['-p', String(port), ...words], { env, timeout: 10_000 });
    return answered.stdout.trim();
  };

  let child: ChildProcess;
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    if (!isAlive()) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await ended;
  };
  const begin = async (): Promise<void> => {
    const words = Object.entries({ ...settings, port: String(port), dir: folder }).flatMap(([name, value]) => [
      `--${name}`,
      value,
    ]);
    const log = openSync(logFile, 'a');
    child = spawnBound(program, words, log);
    closeSync(log);
    for (let answer = ''; answer !== 'PONG'; answer = await cli('ping').catch(() => '')) {
      if (!isAlive()) throw new Error(`redis-server has ended:\n${await readFile(logFile, 'utf8')}`);
      await pause(20);
    }
  };
  await begin();
  return {
    url: password === undefined ? `redis://127.0.0.1:${port}` : `redis://:${password}@127.0.0.1:${port}`,
    port,
    get pid() {
      return child.pid ?? 0;
    },
    kill,
    restart: async ({ empty = false } = {}) => {
      await kill();
      if (empty) {
        await rm(join(folder, 'appendonlydir'), { recursive: true, force: true });
        await rm(join(folder, 'dump.rdb'), { force: true });
      }
      await begin();
    },
    cli,
    stop: async () => {
      await kill();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Linux ends the child when this process ends, however that happens; elsewhere only a proper end does. */
const spawnBound = (program: string, words: readonly string[], log: number): ChildProcess => {
  const binder = inPath('setpriv');
  const [first, ...rest] = binder === null ? [program] : [binder, '--pdeathsig', 'KILL', program];
  return spawn(first ?? program, [...rest, ...words], { stdio: ['ignore', log, log] });
};

const inPath = (program: string): string | null => {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return folders.map((folder) => join(folder, program)).find(isExecutable) ?? null;
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not ours to run
  }
};
