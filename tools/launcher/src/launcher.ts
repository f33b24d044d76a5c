import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { loadConfig, type Config, type Environment } from '#platform/config/config.js';
import { ensureKeys } from '#platform/config/keys.js';
import { removeRunning, writeRunning, type Running } from '#platform/config/running.js';

import { MailCatcher } from '../../mail-catcher/src/mail-catcher.js';
import { freePort } from '../../postgres/src/free-port.js';
import { App } from './app.js';
import { KeptDatabase } from './kept-database.js';
import { takeTurn } from './turn.js';

const MAIL_SMTP_PORT = 1025;
const MAIL_PAGE_PORT = 1080;
const READY_PATIENCE_MS = 60_000;

export interface LauncherOptions {
  /** Settings of Sortie (libs/platform/src/config/config.ts); what they leave out is started here. */
  env: Environment;
  /** Folder with `apps/` as compiled. */
  dist: string;
  /** Neither API nor worker, nor a mail server: for commands that work with the stores themselves. */
  storesOnly?: boolean;
  /** Progress, one sentence each. */
  say(line: string): void;
  /** Something has failed that cannot be healed from here: stop and end. */
  onBroken(reason: string): void;
}

/** The settings are wrong; all faults at once. */
export class WrongSettings extends Error {
  override name = 'WrongSettings';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

type Closer = () => void | Promise<unknown>;

/** Everything `npm start` runs, brought up in order and taken down in the reverse one. */
export class Launcher {
  private readonly closers: Closer[] = [];
  private stopping = false;

  constructor(private readonly options: LauncherOptions) {}

  /** Resolves when API and worker are ready. After a failure, `stop` clears away what had started. */
  async start(): Promise<Running> {
    const endTurn = await takeTurn(() => this.stopping, this.options.say);
    try {
      return await this.bringUp();
    } finally {
      endTurn();
    }
  }

  private async bringUp(): Promise<Running> {
    this.hold(() => undefined); // stopped while it waited for its turn
    const { env, say, onBroken, storesOnly = false } = this.options;
    const dataDir = resolve(env['DATA_DIR'] ?? '.sortie');
    const keys = ensureKeys(dataDir);
    if (!keys.ok) throw new WrongSettings([keys.fault]);
    const wanted = checked({ DATABASE_URL: 'postgres://embedded/', ...env, DATA_DIR: dataDir });

    const database = await KeptDatabase.open(
      { dataDir, keys: keys.keys, url: env['DATABASE_URL'] ?? null, say },
      onBroken,
    );
    this.hold(() => database.stop());
    const mail = wanted.smtpUrl === null && !storesOnly ? await this.startMail(join(dataDir, 'mail')) : null;

    const childEnv = {
      ...env,
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      SMTP_URL: mail?.smtpUrl ?? env['SMTP_URL'],
      // The launcher waits for lines of this level; a quieter wish would keep it waiting.
      SORTIE_LOG_LEVEL: ['trace', 'debug'].includes(wanted.logLevel) ? wanted.logLevel : 'info',
      SORTIE_HTTP_PORT: await this.port('The API', wanted.http.port, wanted.http.host),
      SORTIE_INBOUND_PORT: await this.port('Inbound mail', wanted.inbound.port, wanted.inbound.host),
    };
    const { http, inbound } = checked(childEnv);
    const apiUrl = `http://${dialled(http.host)}:${http.port}`;
    if (!storesOnly) await this.startApps(childEnv, apiUrl);

    const running: Running = {
      pid: process.pid,
      databaseUrl: database.url,
      ...(wanted.eventStoreUrl !== null && { eventStoreUrl: wanted.eventStoreUrl }),
      ...(wanted.redis.url !== null && { redisUrl: wanted.redis.url }),
      apiUrl,
      inbound: { host: dialled(inbound.host), port: inbound.port },
      mail: mail && { smtpUrl: mail.smtpUrl, pageUrl: mail.pageUrl },
    };
    writeRunning(dataDir, running);
    this.hold(() => removeRunning(dataDir));
    return running;
  }

  /** Stops the apps, then what they stand on, the database last. Also while `start` is under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (let last = this.closers.pop(); last; last = this.closers.pop()) await last();
  }

  private hold(closer: Closer): void {
    this.closers.push(closer);
    if (this.stopping) throw new Error('stopped while starting');
  }

  private async startMail(folder: string): Promise<MailCatcher> {
    const mail = await MailCatcher.start({ folder, smtpPort: MAIL_SMTP_PORT, pagePort: MAIL_PAGE_PORT });
    this.hold(() => mail.stop());
    return mail;
  }

  private async startApps(env: NodeJS.ProcessEnv, apiUrl: string): Promise<void> {
    const { dist, say, onBroken } = this.options;
    const app = (name: 'api' | 'worker', readyMessage: string): App => {
      const script = join(dist, 'apps', name, 'src/main.js');
      if (!existsSync(script)) throw new Error(`${script} is missing: npm run build`);
      return new App({
        name,
        readyMessage,
        script,
        env,
        logFolder: join(env['DATA_DIR'] ?? '', 'logs'),
        say,
        onBroken,
      });
    };
    const worker = app('worker', 'worker ready');
    const api = app('api', 'listening');
    const ended = new AbortController();
    this.hold(() => {
      ended.abort();
      return Promise.all([api.stop(), worker.stop()]);
    });
    const patience = setTimeout(() => {
      for (const each of [worker, api]) each.overdue();
      ended.abort();
    }, READY_PATIENCE_MS);
    try {
      // Our own API says that it listens: another program on its port may answer too.
      await Promise.all([worker.ready, api.ready]);
      if (!(await answers(`${apiUrl}/health/ready`, ended.signal))) throw new Error(`${apiUrl} does not get ready`);
    } finally {
      clearTimeout(patience);
      ended.abort();
    }
  }

  private async port(what: string, wanted: number, host: string): Promise<string> {
    const port = await freePort(wanted, host);
    if (port !== wanted) this.options.say(`Port ${wanted} is taken. ${what} uses ${port}.`);
    return String(port);
  }
}

function checked(env: Environment): Config {
  const loaded = loadConfig(env);
  if (!loaded.ok) throw new WrongSettings(loaded.faults);
  return loaded.config;
}

/** Waits for 200; false when the signal fires first. */
async function answers(url: string, ended: AbortSignal): Promise<boolean> {
  while (!ended.aborted) {
    const ready = await fetch(url, { signal: ended }).then(
      ({ status }) => status === 200,
      () => false, // not listening yet
    );
    if (ready) return true;
    await pause(100);
  }
  return false;
}

/** The address on this machine of something that listens on `host`, for a URL. */
function dialled(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
