import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { clearTimeout, setTimeout } from 'node:timers';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A process that lived this long was well: its next failure starts with a short pause again. */
const HEALTHY_AFTER_MS = 60_000;
const STOP_PATIENCE_MS = 30_000;
/** EX_CONFIG of sysexits.h: an app that says its configuration is wrong will say so again. */
export const BAD_CONFIGURATION = 78;

/**
 * Runs before the app: when the launcher is killed, the channel to it closes, and the app stops by itself.
 * Otherwise the next start would run beside it.
 */
const FOLLOW_LAUNCHER = `data:text/javascript,${encodeURIComponent(
  `process.once('disconnect', () => process.kill(process.pid, 'SIGTERM')); process.channel?.unref();`,
)}`;

export interface SupervisedOptions {
  /** The compiled entry file. */
  script: string;
  env: NodeJS.ProcessEnv;
  /** Every line the process prints, standard output and error alike. */
  onLine(line: string): void;
  /** The process ended without being asked; `restartsInMs` is null when starting it again cannot help. */
  onExit(how: string, restartsInMs: number | null): void;
}

/** A Node process that is started again when it dies, with growing pauses, until `stop`. */
export class Supervised {
  private child: ChildProcess | undefined;
  private restart: NodeJS.Timeout | undefined;
  private stopping = false;
  private failures = 0;

  constructor(private readonly options: SupervisedOptions) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    const { script, env, onLine } = this.options;
    const begun = Date.now();
    const child = spawn(process.execPath, ['--enable-source-maps', '--import', FOLLOW_LAUNCHER, script], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', onLine);
    }
    child.once('exit', (code, signal) => {
      this.child = undefined;
      if (!this.stopping) this.ended(code, signal, Date.now() - begun);
    });
  }

  private ended(code: number | null, signal: NodeJS.Signals | null, livedMs: number): void {
    this.failures = livedMs > HEALTHY_AFTER_MS ? 1 : this.failures + 1;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.failures - 1));
    const again = code !== BAD_CONFIGURATION;
    this.options.onExit(signal ?? `exit code ${code}`, again ? pause : null);
    if (again) this.restart = setTimeout(() => this.start(), pause);
  }

  /** Asks the process to finish what it does, and kills it when it takes more than 30 s. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restart);
    const child = this.child;
    if (!child) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
    child.kill('SIGTERM');
    await exited;
    clearTimeout(patience);
  }
}
