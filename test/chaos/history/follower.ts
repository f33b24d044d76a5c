import { setTimeout as pause } from 'node:timers/promises';
import { type EventStore, type Position, start } from '#eventstore/port.js';
import type { Subscriber } from '../checker/history.js';

/** Follows the log from its beginning as any subscriber does: from its checkpoint on whenever it was broken off. */
export class Follower {
  private readonly eventIds: string[] = [];
  private readonly stopping = new AbortController();
  private readonly following: Promise<void>;
  private checkpoint: Position = start;

  constructor(
    private readonly store: EventStore,
    private readonly name: string,
    private readonly categories: readonly string[] | null,
  ) {
    this.following = this.follow();
  }

  /** Resolves when it has been handed out everything that is there now. */
  async untilCaughtUp(patienceMs: number): Promise<void> {
    const head = await this.store.head(this.filter);
    const deadline = performance.now() + patienceMs;
    while (this.store.compare(this.checkpoint, head) < 0 && performance.now() < deadline) await pause(50);
  }

  /** May be called again. */
  async stop(): Promise<Subscriber> {
    this.stopping.abort();
    await this.following;
    return { name: this.name, categories: this.categories, kind: 'feed', eventIds: this.eventIds };
  }

  private get filter(): { readonly categories?: readonly string[] } {
    return this.categories === null ? {} : { categories: this.categories };
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        for await (const page of this.store.subscribe(this.checkpoint, { ...this.filter, signal })) {
          this.eventIds.push(...page.events.map(({ id }) => id));
          this.checkpoint = page.checkpoint;
        }
      } catch {
        await pause(200); // the log is away; where it was broken off is known
      }
    }
  }
}
