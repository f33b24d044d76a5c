/**
 * The places for messages that are claimed and not settled: the window W of a channel in this process. All batches
 * of the channel share them, so that a crash leaves at most W messages of unknown fate.
 */
export class Slots {
  private taken = 0;
  private waiting: (() => void)[] = [];

  constructor(readonly size: number) {}

  /** Up to `wanted` places at once; 0 when all are taken. */
  take(wanted: number): number {
    const granted = Math.min(wanted, this.size - this.taken);
    this.taken += granted;
    return granted;
  }

  release(count: number): void {
    this.taken -= count;
    const woken = this.waiting;
    this.waiting = [];
    for (const wake of woken) wake();
  }

  /** Resolves when a place is or becomes free, or the signal aborts. */
  async free(signal: AbortSignal): Promise<void> {
    if (this.taken < this.size || signal.aborted) return;
    await new Promise<void>((resolve) => {
      // A listener left behind would keep the signal, and all it follows, for as long as the process lives.
      const done = (): void => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.waiting.push(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}

/**
 * What one batch has of a channel's places. A claim needs one from its append to that of its outcome, and the place of an
 * outcome that goes into the same append as a further claim is that claim's.
 */
export class Places {
  private held = 0;

  constructor(private readonly slots: Slots) {}

  /** Most that one batch takes at a time: half of them, so that another one can go on beside it. */
  get share(): number {
    return Math.ceil(this.slots.size / 2);
  }

  /** Up to `wanted` beside those that are `onTheWire`: first its own. */
  take(wanted: number, onTheWire: number): number {
    const own = this.held - onTheWire;
    if (own < wanted) this.held += this.slots.take(wanted - own);
    return Math.min(wanted, this.held - onTheWire);
  }

  /** Gives back all but those that are `inUse`. */
  keep(inUse: number): void {
    const surplus = this.held - inUse;
    if (surplus <= 0) return;
    this.held = inUse;
    this.slots.release(surplus);
  }
}
