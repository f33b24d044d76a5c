import { setTimeout as pause } from 'node:timers/promises';

import { openDatabase, type Database, type DatabaseOptions } from './database.js';

const PREFERRED_PORT = 54_329;
const REOPEN_PATIENCE_MS = 120_000;

/**
 * The database for as long as the launcher lives: opened again when its server dies. The apps reconnect by
 * themselves as long as the address stays; when it cannot, `onBroken` hears why.
 */
export class KeptDatabase {
  private stopped = false;
  private reopening: Promise<void> | undefined;

  private constructor(
    private readonly options: Omit<DatabaseOptions, 'port'>,
    private readonly onBroken: (reason: string) => void,
    private current: Database,
  ) {}

  static async open(options: Omit<DatabaseOptions, 'port'>, onBroken: (reason: string) => void): Promise<KeptDatabase> {
    const kept = new KeptDatabase(options, onBroken, await openDatabase({ ...options, port: PREFERRED_PORT }));
    kept.watch();
    return kept;
  }

  get url(): string {
    return this.current.url;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.reopening; // or it would start the server again behind our back
    await this.current.stop();
  }

  private watch(): void {
    void this.current.lost.then((why) => (this.reopening = this.reopen(why)));
  }

  private async reopen(why: string): Promise<void> {
    if (this.stopped) return;
    this.options.say(`${why}; opening it again`);
    const { url } = this;
    const deadline = Date.now() + REOPEN_PATIENCE_MS;
    for (let open = false; !open && !this.stopped;) {
      try {
        this.current = await openDatabase({ ...this.options, port: Number(new URL(url).port) });
        open = true;
      } catch (error) {
        if (Date.now() > deadline) return this.onBroken(`PostgreSQL does not come back: ${String(error)}`);
        await pause(500);
      }
    }
    if (this.url !== url) this.onBroken('another program has taken the port of PostgreSQL');
    else if (!this.stopped) this.watch();
  }
}
