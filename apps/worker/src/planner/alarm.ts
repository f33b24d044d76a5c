import { Bell } from '#eventstore/bell.js';

/** A sleep that others can end, or that never begins when they have done so already. */
export class Alarm {
  private readonly bell = new Bell();
  private heard = 0;

  constructor(private readonly over: AbortSignal) {}

  wake(): void {
    this.bell.ring();
  }

  /** Until it is woken, its owner is told to stop, or so many ms are over. */
  async sleep(ms: number): Promise<void> {
    await this.bell.heard(this.heard, ms, this.over);
    this.heard = this.bell.rung;
  }
}
