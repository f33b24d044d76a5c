import type { LoggedEvent } from './record.js';

/**
 * Events that were written lately, by id: what the server recognises a repeated append with an inexact expectation
 * by. Bounded and only in memory, as the server's is (8 MiB), so that protection is weak and ends with a restart.
 */
export class RecentEvents {
  private readonly events = new Map<string, LoggedEvent>();
  private size = 0;

  constructor(private readonly limit = 8 * 1024 * 1024) {}

  add(event: LoggedEvent): void {
    const known = this.events.get(event.id);
    if (known !== undefined) this.size -= weight(known);
    this.events.delete(event.id);
    this.events.set(event.id, event);
    this.size += weight(event);
    for (const [id, oldest] of this.events) {
      if (this.size <= this.limit) break;
      this.events.delete(id);
      this.size -= weight(oldest);
    }
  }

  of(stream: string, id: string): LoggedEvent | undefined {
    const found = this.events.get(id);
    return found?.stream === stream ? found : undefined;
  }
}

const weight = (event: LoggedEvent): number => 28 + 2 * event.stream.length;
