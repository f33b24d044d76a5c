import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readKeys } from '#platform/config/keys.js';
import type { Running } from '#platform/config/running.js';
import { Launcher } from '../../launcher/src/launcher.js';

/** A Sortie of its own on a folder that goes with it: whatever else runs on this machine is not touched. */
export class ThrowAway {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'sortie-demo-'));
  private readonly launcher: Launcher;
  private starting: Promise<Running> | undefined;
  private stopping: Promise<void> | undefined;

  /** `settings` name what runs elsewhere; nothing is taken from the shell. */
  constructor(
    dist: string,
    say: (line: string) => void,
    onBroken: (reason: string) => void,
    settings: Readonly<Record<string, string>> = {},
  ) {
    chmodSync(this.dataDir, 0o755); // PostgreSQL may run as another user; what is secret in it is 0600
    this.launcher = new Launcher({ env: { ...ownEnvironment(this.dataDir), ...settings }, dist, say, onBroken });
  }

  /** Resolves when API and worker are ready. */
  async start(): Promise<{ readonly running: Running; readonly key: string }> {
    const running = await (this.starting = this.launcher.start());
    const keys = readKeys(this.dataDir);
    if (!keys.ok) throw new Error(keys.fault);
    return { running, key: keys.keys.localApiKey };
  }

  /** Stops everything and deletes the folder. Also while `start` is under way; may be called again. */
  stop(): Promise<void> {
    return (this.stopping ??= this.end());
  }

  private async end(): Promise<void> {
    await this.launcher.stop();
    // Whatever a start under way has still brought up goes too; why it failed is known to who awaits it.
    await this.starting?.catch(() => undefined);
    await this.launcher.stop();
    // As root, below a folder that is closed to PostgreSQL's user, its data lies elsewhere; the note says where.
    const note = join(this.dataDir, 'postgres-location');
    const elsewhere = existsSync(note) ? [readFileSync(note, 'utf8').trim()] : [];
    for (const folder of [...elsewhere, this.dataDir]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Without settings of Sortie: nobody's database and nobody's mail server, whatever the shell has set. */
const ownEnvironment = (dataDir: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(SORTIE_|(DATABASE|EVENTSTORE|REDIS|SMTP)_URL$|DATA_DIR$)/.test(name),
    ),
  ),
  DATA_DIR: dataDir,
});
