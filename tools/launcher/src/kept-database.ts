import { openDatabase, type Database, type DatabaseOptions } from './database.js';

const PREFERRED_PORT = 54_329;

/**
 * The database for as long as the launcher lives: opened again when its server dies. The apps reconnect by
 * themselves as long as the address stays; when it cannot, `onBroken` hears why.
 */
export class KeptDatabase {
  private stopped = false;

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

  stop(): Promise<void> {
    this.stopped = true;
    return this.current.stop();
  }

  private watch(): void {
    void this.current.lost.then((why) => this.reopen(why));
  }

  private async reopen(why: string): Promise<void> {
    if (this.stopped) return;
    this.options.say(`${why}; opening it again`);
    const { url } = this;
    try {
      this.current = await openDatabase({ ...this.options, port: Number(new URL(url).port) });
    } catch (error) {
      this.onBroken(`PostgreSQL does not come back: ${String(error)}`);
      return;
    }
    if (this.stopped) await this.current.stop();
    else if (this.url !== url) this.onBroken('another program has taken the port of PostgreSQL');
    else this.watch();
  }
}
