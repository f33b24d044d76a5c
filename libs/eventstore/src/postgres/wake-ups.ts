import pg from 'pg';
import { backOffMs, waitOrAbort } from '../back-off.js';
import type { Bell } from '../bell.js';
import { translated } from './trouble.js';

/** PostgreSQL serializes commits that notify: one for many appends, and outside their transactions. */
const notifyEveryMs = 20;
const reconnect = { first: 100, most: 5_000 };
/** A connection that died without a word is found out by using it. */
const heartbeatMs = 30_000;

/**
 * Tells the other processes of this database that there is something to read, and rings when they do. Only a
 * hint: everybody polls as well. Connects at the first use.
 */
export class WakeUps {
  private readonly stopped = new AbortController();
  private client: pg.Client | undefined;
  private drop: (error: unknown) => void = () => undefined;
  private running: Promise<void> | undefined;
  private due: NodeJS.Timeout | undefined;
  private notifiedAt = 0;
  private notifying = false;
  /** Asked for while it could not be said. */
  private owed = false;

  constructor(
    private readonly url: string,
    private readonly bell: Bell,
    private readonly options: { readonly patienceMs: number; readonly onTrouble: (error: Error) => void },
  ) {}

  listen(): void {
    this.running ??= this.stayConnected();
  }

  /** Soon, and once for all calls until then. */
  announce(): void {
    if (this.due || this.stopped.signal.aborted) return;
    this.listen();
    const wait = Math.max(0, this.notifiedAt + notifyEveryMs - performance.now());
    this.due = setTimeout(() => this.notify(), wait);
    this.due.unref();
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    clearTimeout(this.due);
    await this.running;
  }

  private notify(): void {
    this.due = undefined;
    this.owed = this.client === undefined || this.notifying;
    if (!this.client || this.notifying) return;
    this.notifiedAt = performance.now();
    this.notifying = true;
    void this.client
      .query('notify log_events')
      .catch((error: unknown) => {
        this.owed = true;
        this.drop(error);
      })
      .finally(() => {
        this.notifying = false;
        if (this.owed) this.announce();
      });
  }

  private async stayConnected(): Promise<void> {
    const { signal } = this.stopped;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.connection(() => {
          failures = -1;
        });
      } catch (error) {
        this.options.onTrouble(translated(error));
      }
      await waitOrAbort(backOffMs(Math.max(0, failures), reconnect), signal);
    }
  }

  /** One connection from its beginning to its end. */
  private async connection(connected: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'sortie-log-wake-ups',
      connectionTimeoutMillis: this.options.patienceMs,
      query_timeout: this.options.patienceMs,
      keepAlive: true,
    });
    const ended = new Promise<void>((resolve, reject) => {
      client.on('error', reject);
      this.drop = reject;
      client.once('end', resolve);
      if (this.stopped.signal.aborted) resolve();
      else this.stopped.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    // The same error may also end connect(); it must not count as unhandled meanwhile.
    ended.catch(() => undefined);
    const heartbeat = setInterval(() => this.announce(), heartbeatMs);
    try {
      await client.connect();
      const { rows } = await client.query<{ own: number }>('select pg_backend_pid() as own');
      // What this process has said it knows: its bell rang when it appended, and nothing is there to be read a second time.
      client.on('notification', ({ processId }) => {
        if (processId !== rows[0]?.own) this.bell.ring();
      });
      await client.query('listen log_events');
      this.client = client;
      connected();
      // What others said meanwhile is gone.
      this.bell.ring();
      if (this.owed) this.announce();
      await ended;
    } finally {
      clearInterval(heartbeat);
      this.client = undefined;
      await client.end().catch((error: unknown) => this.options.onTrouble(translated(error)));
    }
  }
}
