import type { RecentPages } from './recent-pages.js';

/** Follows the end of the log. */
export interface Tail<P> {
  readonly pages: RecentPages<P>;
  /** An error that no retry mends; subscriptions throw it. */
  readonly failed: Error | undefined;
  stop(): Promise<void>;
}

/** Keeps one tail running while somebody reads from it, and a while longer. */
export class SharedTails<P, T extends Tail<P> = Tail<P>> {
  private tail: T | undefined;
  private users = 0;
  private idle: NodeJS.Timeout | undefined;
  private readonly stopping = new Set<Promise<void>>();

  constructor(
    private readonly begin: (from: P) => T,
    private readonly lingerMs = 0,
  ) {}

  get running(): T | undefined {
    return this.tail;
  }

  /** The running tail, or one that begins at `from`. */
  join(from: P): T {
    clearTimeout(this.idle);
    this.tail ??= this.begin(from);
    this.users += 1;
    return this.tail;
  }

  leave(): void {
    this.users -= 1;
    if (this.users > 0) return;
    if (this.lingerMs === 0) return this.end();
    this.idle = setTimeout(() => this.end(), this.lingerMs);
    this.idle.unref();
  }

  /** Resolves when no tail uses the connections any more. */
  async stop(): Promise<void> {
    this.end();
    await Promise.all(this.stopping);
  }

  private end(): void {
    clearTimeout(this.idle);
    if (!this.tail) return;
    const stopped = this.tail.stop();
    this.tail = undefined;
    this.stopping.add(stopped);
    void stopped.finally(() => this.stopping.delete(stopped));
  }
}
