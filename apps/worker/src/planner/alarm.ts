import { setTimeout as pause } from 'node:timers/promises';

/** A sleep that others can end, or that never begins when they have done so already. */
export class Alarm {
  private ring = new AbortController();

  constructor(private readonly over: AbortSignal) {}

  wake(): void {
    this.ring.abort();
  }

  /** Until it is woken, its owner is told to stop, or so many ms are over. */
  async sleep(ms: number): Promise<void> {
    if (!this.ring.signal.aborted)
      await pause(ms, undefined, { signal: AbortSignal.any([this.over, this.ring.signal]) }).catch(() => undefined);
    this.ring = new AbortController();
  }
}
