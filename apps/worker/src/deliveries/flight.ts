import type { BatchCommand, Outcome } from '#domain/batch/messages.js';

export type Settle = Extract<BatchCommand, { type: 'Settle' }>;

export interface Claimed {
  readonly communicationId: string;
  readonly attempt: number;
  readonly fence: number;
  readonly maxAttempts: number;
}

/** The messages of one batch that are on the wire, and the outcomes that have not been recorded yet. */
export class Flight {
  private readonly pending = new Set<Promise<void>>();
  private landed: Settle[] = [];

  /** `send` answers with an outcome and never throws for anything the wire does; if it does, the fate is unknown. */
  launch(claimed: Claimed, send: () => Promise<Outcome>): void {
    const flying = send()
      .catch((error: unknown): Outcome => ({ kind: 'unknown', detail: error instanceof Error ? error.name : 'error' }))
      .then((outcome) => {
        this.landed.push({ type: 'Settle', data: { ...claimed, outcome } });
        this.pending.delete(flying);
      });
    this.pending.add(flying);
  }

  get empty(): boolean {
    return this.size === 0;
  }

  /** Everything without an outcome in the log. */
  get size(): number {
    return this.pending.size + this.landed.length;
  }

  get onTheWire(): number {
    return this.pending.size;
  }

  /** Outcomes to record now. */
  take(): readonly Settle[] {
    const settles = this.landed;
    this.landed = [];
    return settles;
  }

  /** Until about half of what flies has landed, so that claims and outcomes share an append while the rest is sent. */
  async someLanded(): Promise<void> {
    const enough = Math.ceil((this.pending.size + this.landed.length) / 2);
    while (this.pending.size > 0 && this.landed.length < enough) await Promise.race(this.pending);
  }
}
