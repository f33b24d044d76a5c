import { join } from 'node:path';
import { registerKey } from '#platform/access/keys.js';
import { ensureKeys, type Keys } from '#platform/config/keys.js';
import { openPool } from '#platform/database/pool.js';
import { migrateAll } from '#readmodel/migrate-all.js';
import { freePort } from '../../../tools/postgres/src/free-port.js';
import { SmtpSink } from '../../support/smtp-sink.js';
import { NodeProcess } from '../processes/node-process.js';
import { Postgres } from '../processes/postgres.js';
import { makeBuild } from './build.js';
import { type Certificate, certificateFor } from './certificate.js';
import { Clocks } from './clocks.js';
import { Closers, type Installation, type InstallationOptions, Network, ownFolder } from './installation.js';
import { portOf, startStack } from './stack.js';

/** Resolves when every process serves. */
export const startInstallation = async (options: InstallationOptions): Promise<Installation> => {
  const closers = new Closers();
  // Ctrl-C leaves nothing behind.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void closers.close().finally(() => process.exit(130)));
  try {
    return await bringUp(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
};

/** Where each process finds what it stands on. */
type Wiring = (process: string) => Promise<Readonly<Record<string, string>>>;

const bringUp = async (options: InstallationOptions, closers: Closers): Promise<Installation> => {
  const folder = ownFolder(closers);
  const build = makeBuild(join(folder, 'build'), options.patches);
  const keys = keysIn(join(folder, 'data'));
  const { diskBytes } = options;
  const postgres = await Postgres.start({
    folder: join(folder, 'disk'),
    ...(diskBytes === undefined ? {} : { diskBytes }),
  });
  closers.add(() => postgres.stop());
  await prepare(postgres.url(), keys.localApiKey);
  const stack = await startStack(options.stack, folder);
  closers.add(() => stack.stop());
  const { double, redis } = stack;
  const certificate = options.tls === true ? certificateFor('localhost', folder) : null;
  const sink = await SmtpSink.start(certificate?.server);
  closers.add(() => sink.stop());
  const network = new Network();
  closers.add(() => network.close());
  const clocks = options.clocks === true ? Clocks.find(folder) : null;

  const wiring: Wiring = async (process) => ({
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: postgres.url(await network.join(process, 'postgres', postgres.port)),
    ...(redis && { REDIS_URL: urlVia(redis.url, await network.join(process, 'redis', redis.port)) }),
    ...(double && { EVENTSTORE_URL: urlVia(double.url, await network.join(process, 'eventstore', portOf(double))) }),
  });
  const inboundPort = await freePort(0, '127.0.0.1');
  // An API sends nothing; it only has to know that there is a mail server.
  const forApi: Wiring = async (process) => ({ ...(await wiring(process)), SMTP_URL: sink.url });
  const apis = await Promise.all(numbered('api', options.apis).map((name) => anApi(name, build, network, forApi)));
  const publicUrl = `http://127.0.0.1:${network.edge('client>api-1').port}`;
  const workers = await Promise.all(
    numbered('worker', options.workers).map(async (name) => {
      const env = {
        ...(await wiring(name)),
        ...smtpVia(await network.join(name, 'smtp', sink.port), certificate),
        SORTIE_PUBLIC_URL: publicUrl,
        SORTIE_INBOUND_PORT: String(inboundPort),
        ...clocks?.envOf(name),
      };
      const ready = (lines: readonly string[]): boolean => lines.some((line) => line.includes('worker ready'));
      return new NodeProcess({ name, build, script: 'dist/apps/worker/src/main.js', env, ready });
    }),
  );
  const processes = [...apis, ...workers];
  closers.add(() => Promise.all(processes.map((one) => one.stop())));
  await Promise.all(processes.map((one) => one.start()));
  return {
    stack,
    folder,
    build,
    keys,
    postgres,
    sink,
    clocks,
    tls: certificate !== null,
    apis,
    workers,
    processes,
    network,
    apiUrls: apis.map(({ name }) => `http://127.0.0.1:${network.edge(`client>${name}`).port}`),
    inboundPort,
    databaseUrl: postgres.url(),
    stop: () => closers.close(),
  };
};

const anApi = async (name: string, build: string, network: Network, wiring: Wiring): Promise<NodeProcess> => {
  const port = await freePort(0, '127.0.0.1');
  await network.join('client', name, port);
  const env = { ...(await wiring(name)), SORTIE_HTTP_PORT: String(port) };
  const health = `http://127.0.0.1:${port}/health/ready`;
  const ready = async (): Promise<boolean> =>
    (await fetch(health, { signal: AbortSignal.timeout(2_000) }).catch(() => null))?.ok ?? false;
  return new NodeProcess({ name, build, script: 'dist/apps/api/src/main.js', env, ready });
};

const smtpVia = (port: number, certificate: Certificate | null): Readonly<Record<string, string>> =>
  certificate === null
    ? { SMTP_URL: `smtp://127.0.0.1:${port}` }
    : { SMTP_URL: `smtp://localhost:${port}?requireTLS=true`, NODE_EXTRA_CA_CERTS: certificate.file };

const numbered = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${name}-${i + 1}`);

const keysIn = (dataDir: string): Keys => {
  const found = ensureKeys(dataDir);
  if (!found.ok) throw new Error(found.fault);
  return found.keys;
};

/** As the launcher does at a first start. */
const prepare = async (databaseUrl: string, secret: string): Promise<void> => {
  const pool = openPool(databaseUrl, { max: 1 });
  await migrateAll(pool);
  await registerKey(pool, secret, { owner: 'clients', role: 'admin' });
  await pool.end();
};

const urlVia = (url: string, port: number): string => {
  const via = new URL(url);
  via.port = String(port);
  return via.href;
};
