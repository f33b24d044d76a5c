import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, Position, RecordedEvent } from '#eventstore/port.js';
import { isDatabaseAway } from '#platform/database/away.js';
import type { Sql } from '#platform/database/pool.js';
import type { Projection } from './projection.js';
import { projections as all } from './projections.js';

const lookEveryMs = 20;
const awayMs = 1_000;

interface Waiter {
  /** What each read model has to pass still, by name. */
  readonly needs: Map<string, Position>;
  readonly done: () => void;
  readonly fail: (error: Error) => void;
}

/**
 * Tells the many readers of one process when the read models hold what was written: one question for all of them, and
 * only while somebody waits. A read model that was never started is waited for by nobody.
 */
export class Passing {
  private readonly waiters = new Set<Waiter>();
  private looking = false;

  constructor(
    private readonly sql: Sql,
    private readonly store: Pick<EventStore, 'compare' | 'head'>,
    private readonly projections: readonly Projection[] = all,
  ) {}

  /** Resolves once every read model that takes these events in has them, or when the signal aborts. */
  events(events: readonly RecordedEvent[], signal: AbortSignal): Promise<void> {
    const needs = new Map<string, Position>();
    for (const { name, categories } of this.projections) {
      const last = events.findLast(({ category }) => categories.some((taken) => taken === category));
      if (last !== undefined) needs.set(name, last.position);
    }
    return this.until(needs, signal);
  }

  /** Resolves once the read models hold all that is in the log now, or when the signal aborts. */
  async head(signal: AbortSignal): Promise<void> {
    const heads = this.projections.map(
      async ({ name, categories }) => [name, await this.store.head({ categories })] as const,
    );
    await this.until(new Map(await Promise.all(heads)), signal);
  }

  private until(needs: Map<string, Position>, signal: AbortSignal): Promise<void> {
    if (needs.size === 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { needs, done: () => end(resolve), fail: (error) => end(() => reject(error)) };
      const end = (settle: () => void): void => {
        this.waiters.delete(waiter);
        signal.removeEventListener('abort', waiter.done);
        settle();
      };
      signal.addEventListener('abort', waiter.done);
      this.waiters.add(waiter);
      if (!this.looking) void this.look();
    });
  }

  private async look(): Promise<void> {
    this.looking = true;
    while (this.waiters.size > 0) {
      try {
        const { rows } = await this.sql.query<{ name: string; checkpoint: Position }>(
          'select name, checkpoint from work.projections',
        );
        const checkpoints = new Map(rows.map(({ name, checkpoint }) => [name, checkpoint]));
        for (const waiter of this.waiters) if (this.hasPassed(waiter.needs, checkpoints)) waiter.done();
        if (this.waiters.size > 0) await pause(lookEveryMs);
      } catch (error) {
        if (isDatabaseAway(error)) await pause(awayMs);
        else
          for (const waiter of this.waiters)
            waiter.fail(new Error('the read models cannot be asked', { cause: error }));
      }
    }
    this.looking = false;
  }

  private hasPassed(needs: Map<string, Position>, checkpoints: ReadonlyMap<string, Position>): boolean {
    for (const [name, position] of needs) {
      const checkpoint = checkpoints.get(name);
      if (checkpoint === undefined || this.store.compare(checkpoint, position) >= 0) needs.delete(name);
    }
    return needs.size === 0;
  }
}
