import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { registerKey } from '#platform/access/keys.js';
import { ensureKeys, type Keys } from '#platform/config/keys.js';
import { openPool } from '#platform/database/pool.js';
import { freePort } from '../../tools/postgres/src/free-port.js';
import { requireBuild } from './built.js';
import { freshDatabase } from './database.js';
import { eventually } from './eventually.js';
import { ServiceClient } from './service-client.js';
import { chosenStack, type Stack, type StackNeeds, startStack } from './stacks.js';

const dist = resolve('dist/apps');

/** One process of the service, as it runs in production: compiled, alone, killable. */
export interface ServiceProcess {
  readonly name: 'api' | 'worker';
  /** Its log lines so far, as text. */
  readonly lines: readonly string[];
  readonly child: ChildProcess;
  /** Ends it, by default as a power cut would, and waits until it is gone; answers its exit code. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface RunningApi {
  readonly client: ServiceClient;
  readonly process: ServiceProcess;
}

/** What a service leaves behind and another one can go on with. */
export interface Stores {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Absent: one of the service's own, as `TEST_STACK` says. */
  readonly stack?: Stack;
}

export interface Service extends Stores {
  readonly stack: Stack;
  readonly keys: Keys;
  readonly inbound: { readonly host: string; readonly port: number };
  /** Of the first API, with the installation's own key. */
  readonly client: ServiceClient;
  readonly apis: readonly RunningApi[];
  /** Every worker that was started, dead ones too. */
  readonly workers: readonly ServiceProcess[];
  /** The newest worker. */
  readonly worker: ServiceProcess;
  /** One more worker; whichever starts while no other runs has the inbound port. */
  startWorker(): Promise<ServiceProcess>;
  /** One more API, on a port that is free, or where one was that has ended. */
  startApi(port?: number): Promise<RunningApi>;
  /** What all processes have logged so far. */
  logs(): readonly string[];
  /** Ends the processes and removes the stores, unless they were given. */
  stop(): Promise<void>;
}

export interface ServiceOptions extends StackNeeds {
  readonly workers?: number;
  readonly apis?: number;
  /** smtp://host:port of a sink; absent: no mail server is set up. */
  readonly smtpUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Default: an empty database, an empty stack and new keys. */
  readonly stores?: Stores;
}

/** A whole service on a database and a stack of its own: real processes of the build in dist/. Stop it in `afterAll`. */
export const startService = async (options: ServiceOptions = {}): Promise<Service> => {
  requireBuild();
  const { stores, remove } = options.stores ? { stores: options.stores, remove: () => undefined } : await newStores();
  const stack = stores.stack ?? (await startStack(chosenStack(options)));
  const keys = keysIn(stores.dataDir);
  await admit(stores.databaseUrl, keys.localApiKey);
  const inbound = { host: '127.0.0.1', port: await freePort(0, '127.0.0.1') };
  const settings = {
    DATABASE_URL: stores.databaseUrl,
    DATA_DIR: stores.dataDir,
    ...stack.settings,
    ...(options.smtpUrl === undefined ? {} : { SMTP_URL: options.smtpUrl }),
    ...options.env,
  };
  const running: ServiceProcess[] = [];
  const apis: RunningApi[] = [];
  const workers: ServiceProcess[] = [];

  const startWorker = async (): Promise<ServiceProcess> => {
    // Only one process can listen; the others take a port that nobody knows.
    const port = workers.some(isAlive) ? await freePort(0, '127.0.0.1') : inbound.port;
    const worker = launch('worker', { ...settings, SORTIE_INBOUND_PORT: String(port) });
    running.push(worker);
    workers.push(worker);
    await untilSo(worker, () => worker.lines.some((line) => line.includes('worker ready')));
    return worker;
  };
  const startApi = async (wanted?: number): Promise<RunningApi> => {
    const port = wanted ?? (await freePort(0, '127.0.0.1'));
    const api = launch('api', { ...settings, SORTIE_HTTP_PORT: String(port) });
    running.push(api);
    const client = new ServiceClient(`http://127.0.0.1:${port}`, keys.localApiKey);
    await untilSo(api, () => client.isReady());
    apis.push({ client, process: api });
    return { client, process: api };
  };
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((one) => one.kill()));
    if (stores.stack === undefined) await stack.stop();
    await remove();
  };

  try {
    const starting = [
      ...Array.from({ length: options.apis ?? 1 }, () => startApi()),
      ...Array.from({ length: options.workers ?? 1 }, startWorker),
    ];
    await Promise.all(starting);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...stores,
    stack,
    keys,
    inbound,
    get client() {
      return first(apis).client;
    },
    apis,
    workers,
    get worker() {
      return first(workers.toReversed());
    },
    startWorker,
    startApi,
    logs: () => running.flatMap(({ lines }) => lines),
    stop,
  };
};

const newStores = async (): Promise<{ stores: Stores; remove: () => Promise<void> }> => {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'sortie-test-'));
  return {
    stores: { databaseUrl: database.url, dataDir },
    remove: async () => {
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

const keysIn = (dataDir: string): Keys => {
  const found = ensureKeys(dataDir);
  if (!found.ok) throw new Error(found.fault);
  return found.keys;
};

/** As the launcher does for the key of the key file. */
const admit = async (databaseUrl: string, secret: string): Promise<void> => {
  const pool = openPool(databaseUrl, { max: 1 });
  await registerKey(pool, secret, { owner: 'tests', role: 'admin' });
  await pool.end();
};

const first = <T>([one]: readonly T[]): T => {
  if (one === undefined) throw new Error('the service was started without it');
  return one;
};

const isAlive = ({ child }: ServiceProcess): boolean => child.exitCode === null && child.signalCode === null;

/** A test run that is killed leaves no process behind. */
const dieWithTests = `data:text/javascript,${encodeURIComponent(
  `process.once('disconnect', () => process.kill(process.pid, 'SIGKILL')); process.channel?.unref();`,
)}`;

const launch = (name: 'api' | 'worker', settings: Readonly<Record<string, string>>): ServiceProcess => {
  const script = join(dist, name, 'src/main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', dieWithTests, script], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const one: ServiceProcess = {
    name,
    lines,
    child,
    kill: (signal = 'SIGKILL') => {
      if (isAlive(one)) child.kill(signal);
      return ended;
    },
  };
  return one;
};

/** Looks again and again until it is so; what the process said is the error when it is not. */
const untilSo = async (process: ServiceProcess, so: () => boolean | Promise<boolean>): Promise<void> => {
  const said = (): string => `${process.name} did not get ready:\n${process.lines.slice(-20).join('\n')}`;
  const ready = await eventually(async () => (isAlive(process) ? (await so()) && 'ready' : 'ended'), {
    patienceMs: 40_000,
    everyMs: 50,
  }).catch((cause: unknown) => {
    throw new Error(said(), { cause });
  });
  if (ready === 'ended') throw new Error(said());
};
