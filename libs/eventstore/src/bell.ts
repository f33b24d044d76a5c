/** Wakes everybody who waits. `rung` counts, so that a ring between a look and the wait is not missed. */
export class Bell {
  rung = 0;
  private waiting = new Set<() => void>();

  ring(): void {
    this.rung += 1;
    const awake = this.waiting;
    this.waiting = new Set();
    for (const wake of awake) wake();
  }

  /** Resolves when it rings, has rung since `since`, after `ms`, or when the signal aborts. */
  heard(since: number, ms: number, signal?: AbortSignal): Promise<void> {
    if (this.rung !== since || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.waiting.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }
}
