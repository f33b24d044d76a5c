import type { Place } from './place.js';
import type { SharedTail } from './subscription.js';
import { Tail, type TailOptions } from './tail.js';

/** Keeps one tail running while at least one subscription reads from it. */
export class SharedTails implements SharedTail {
  private tail: Tail | undefined;
  private users = 0;
  private readonly stopping = new Set<Promise<void>>();

  constructor(private readonly options: TailOptions) {}

  join(from: Place): Tail {
    this.tail ??= new Tail(from, this.options);
    this.users += 1;
    return this.tail;
  }

  leave(): void {
    this.users -= 1;
    if (this.users === 0) this.end();
  }

  /** Resolves when no tail uses the connections any more. */
  async stop(): Promise<void> {
    this.end();
    await Promise.all(this.stopping);
  }

  private end(): void {
    if (!this.tail) return;
    const stopped = this.tail.stop();
    this.tail = undefined;
    this.stopping.add(stopped);
    void stopped.finally(() => this.stopping.delete(stopped));
  }
}
