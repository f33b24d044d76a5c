import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Exit } from '../checker/history.js';

export interface Launch {
  readonly name: string;
  /** Folder with package.json, node_modules and dist: the build it runs. */
  readonly build: string;
  /** Compiled entry file, from the build's folder on. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether it serves. */
  readonly ready: (lines: readonly string[]) => boolean | Promise<boolean>;
}

/** A run of the harness that is killed leaves no process behind. */
const dieWithHarness = `data:text/javascript,${encodeURIComponent(
  `process.once('disconnect', () => process.kill(process.pid, 'SIGKILL')); process.channel?.unref();`,
)}`;

const keptLines = 400;
/** What it said as it started is kept: among it that it serves. */
const firstLines = 100;
/** A supervisor starts what has ended again after so long, ms. */
const restartAfterMs = 200;
const readyPatienceMs = 60_000;
/** Whoever is asked to stop does so by then, also when a statement has to find out first that its link is dead. */
const stopPatienceMs = 120_000;

/** One process of the service, kept running as systemd or a container platform would, until it is stopped. */
export class NodeProcess {
  /** Every end of it, with the last lines of those that nobody had asked for. */
  readonly exits: (Exit & { readonly said: readonly string[] })[] = [];
  private readonly lines: string[] = [];
  private child: ChildProcess | null = null;
  private wanted = false;
  private asked = false;
  private ended: Promise<void> = Promise.resolve();

  constructor(private launch: Launch) {}

  get name(): string {
    return this.launch.name;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get alive(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Starts it and waits until it serves. */
  async start(changes: Partial<Launch> = {}): Promise<void> {
    this.launch = { ...this.launch, ...changes };
    this.wanted = true;
    this.spawn();
    await this.untilReady();
  }

  async untilReady(): Promise<void> {
    const deadline = performance.now() + readyPatienceMs;
    while (!(await this.serves())) {
      if (performance.now() > deadline)
        throw new Error(`${this.name} did not get ready:\n${this.lines.slice(-20).join('\n')}`);
      await pause(50);
    }
  }

  /** Replaces it by the same of another build, as a deployment does. */
  async deploy(build: string): Promise<void> {
    await this.stop('SIGTERM');
    await this.start({ build });
  }

  async serves(): Promise<boolean> {
    return this.alive && (await this.launch.ready(this.lines));
  }

  /** A signal to the process as it is; whoever it ends is started again. */
  signal(signal: NodeJS.Signals): void {
    if (!this.alive) return;
    this.asked ||= signal !== 'SIGSTOP' && signal !== 'SIGCONT';
    this.child?.kill(signal);
  }

  /** Ends it and waits until it is gone; it is not started again. Answers its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    this.wanted = false;
    this.signal(signal);
    const patience = new AbortController();
    const late = pause(stopPatienceMs, 'late', { signal: patience.signal }).catch(() => null);
    const outcome = await Promise.race([this.ended, late]);
    patience.abort();
    if (outcome === 'late') throw new Error(`${this.name} does not stop:\n${this.lines.slice(-20).join('\n')}`);
    return this.child?.exitCode ?? null;
  }

  /** Until the life that it lives now is over. */
  untilGone(): Promise<void> {
    return this.ended;
  }

  /** Resident set, in bytes; null when it is not running, or on a system that does not tell. */
  memory(): number | null {
    try {
      const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8')) ?? [];
      return this.alive && kib !== undefined ? Number(kib) * 1024 : null;
    } catch {
      return null;
    }
  }

  private spawn(): void {
    const { build, script, env } = this.launch;
    this.asked = false;
    this.lines.length = 0;
    const child = spawn(process.execPath, ['--import', dieWithHarness, script], {
      cwd: build,
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface({ input: stream }).on('line', (line) => this.heard(line));
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        resolve();
        this.ends(code, signal);
      });
    });
  }

  private heard(line: string): void {
    this.lines.push(line);
    if (this.lines.length > keptLines) this.lines.splice(firstLines, 1);
  }

  private ends(code: number | null, signal: NodeJS.Signals | null): void {
    const said = this.asked ? [] : this.lines.slice(-60);
    this.exits.push({ process: this.name, at: Date.now(), code, signal, wanted: this.asked, said });
    if (!this.wanted) return;
    void pause(restartAfterMs).then(() => {
      if (this.wanted && !this.alive) this.spawn();
    });
  }
}
