import type { EventStore, FeedPage } from '#eventstore/port.js';

/** Longest that other work waits at a time, ms: starts go first, and never alone. */
const mostMs = 250;

/** So many starts at the same time are a crowd: it goes before all else. */
export const crowd = 8;
/** How long before a crowd is due the others stop beginning anything, ms. */
export const leadMs = 20;

/** What one of those who start things has of it; taking it twice, or giving back what one has not, changes nothing. */
export interface Priority {
  take(): void;
  giveBack(): void;
}

/** A worker has one thread: whatever can wait for a moment gives way to many starts that are due. */
export class RightOfWay {
  private readonly holders = new Set<Priority>();
  private waiting = new Set<() => void>();

  priority(): Priority {
    const own: Priority = {
      take: () => void this.holders.add(own),
      giveBack: () => {
        if (this.holders.delete(own) && this.holders.size === 0) this.letGo();
      },
    };
    return own;
  }

  /** At once while nobody has it; else when it is given back, or when the wait has become too long. */
  giveWay(): Promise<void> {
    if (this.holders.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        this.waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, mostMs);
      this.waiting.add(go);
    });
  }

  private letGo(): void {
    const going = this.waiting;
    this.waiting = new Set();
    for (const go of going) go();
  }
}

/** The same log, whose subscribers give way before each page. */
export const givingWay = (store: EventStore, rightOfWay: RightOfWay): EventStore => ({
  ...store,
  async *subscribe(after, options): AsyncGenerator<FeedPage, void> {
    for await (const page of store.subscribe(after, options)) {
      await rightOfWay.giveWay();
      yield page;
    }
  },
});
