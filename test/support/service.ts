import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureKeys, type Keys } from '#platform/config/keys.js';
import { freePort } from '../../tools/postgres/src/free-port.js';
import { freshDatabase } from './database.js';

const dist = resolve('dist/apps');

/** One process of the service, as it runs in production: compiled, alone, killable. */
export interface ServiceProcess {
  readonly name: string;
  /** Its log lines so far, as text. */
  readonly lines: readonly string[];
  readonly child: ChildProcess;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

export interface Service {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly keys: Keys;
  readonly inbound: { readonly host: string; readonly port: number };
  readonly apiUrls: readonly string[];
  readonly workers: readonly ServiceProcess[];
  /** One more worker; the first one has the inbound port. */
  startWorker(): Promise<ServiceProcess>;
  startApi(): Promise<{ url: string; process: ServiceProcess }>;
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly workers?: number;
  readonly apis?: number;
  /** smtp://host:port of a sink; absent: no mail server is set up. */
  readonly smtpUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A whole service on a database of its own: real processes of the build in dist/. Stop it in `afterAll`. */
export const startService = async ({
  workers = 1,
  apis = 1,
  smtpUrl,
  env = {},
}: ServiceOptions = {}): Promise<Service> => {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'sortie-test-'));
  const found = ensureKeys(dataDir);
  if (!found.ok) throw new Error(found.fault);
  const settings = {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    ...(smtpUrl === undefined ? {} : { SMTP_URL: smtpUrl }),
    ...env,
  };
  const inbound = { host: '127.0.0.1', port: await freePort(0, '127.0.0.1') };
  const running: ServiceProcess[] = [];
  const apiUrls: string[] = [];
  const workerList: ServiceProcess[] = [];

  const startWorker = async (): Promise<ServiceProcess> => {
    // Only one process can listen; the others take a port that nobody knows.
    const port = workerList.some(({ child }) => child.exitCode === null && child.signalCode === null)
      ? await freePort(0, '127.0.0.1')
      : inbound.port;
    const worker = launch('worker', { ...settings, SORTIE_INBOUND_PORT: String(port) });
    running.push(worker);
    workerList.push(worker);
    await untilLine(worker, 'worker ready');
    return worker;
  };
  const startApi = async (): Promise<{ url: string; process: ServiceProcess }> => {
    const port = await freePort(0, '127.0.0.1');
    const api = launch('api', { ...settings, SORTIE_HTTP_PORT: String(port) });
    running.push(api);
    const url = `http://127.0.0.1:${port}`;
    await untilReady(api, `${url}/health/ready`);
    apiUrls.push(url);
    return { url, process: api };
  };

  for (let i = 0; i < workers; i += 1) await startWorker();
  for (let i = 0; i < apis; i += 1) await startApi();

  return {
    databaseUrl: database.url,
    dataDir,
    keys: found.keys,
    inbound,
    apiUrls,
    workers: workerList,
    startWorker,
    startApi,
    stop: async () => {
      await Promise.all(running.map((one) => one.kill('SIGKILL')));
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

const launch = (name: 'api' | 'worker', settings: Readonly<Record<string, string>>): ServiceProcess => {
  const child = spawn(process.execPath, ['--enable-source-maps', join(dist, name, 'src/main.js')], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    name,
    lines,
    child,
    kill: async (signal = 'SIGKILL') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
};

const untilLine = (process: ServiceProcess, wanted: string): Promise<void> =>
  until(process, async () => process.lines.some((line) => line.includes(wanted)));

const untilReady = (process: ServiceProcess, url: string): Promise<void> =>
  until(process, async () => {
    const answer = await fetch(url).catch(() => null);
    return answer?.ok === true;
  });

/** Looks again and again until it is so; what the process said is the error when it is not. */
const until = async (process: ServiceProcess, so: () => Promise<boolean>): Promise<void> => {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
    if (await so()) return;
    if (process.child.exitCode !== null || process.child.signalCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${process.name} did not get ready:\n${process.lines.slice(-20).join('\n')}`);
};
