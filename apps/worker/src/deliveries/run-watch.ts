import { isFinal } from '#domain/run/lifecycle.js';
import type { RunEvent } from '#domain/run/messages.js';
import { evolveRun, noRun, type RunState } from '#domain/run/state.js';
import type { EventStore } from '#eventstore/port.js';

/** Whether a batch of the run may claim: go on, leave the rest for later, or give the rest up. */
export type Phase = 'go' | 'wait' | 'abandon';

/** A run's stream as one batch follows it: each look reads only what is new. */
export class RunWatch {
  private run: RunState = noRun;
  private next = 0;

  constructor(
    private readonly store: EventStore,
    private readonly runId: string,
  ) {}

  async phase(): Promise<Phase> {
    for (const event of await this.store.read(`run-${this.runId}`, { from: this.next })) {
      this.run = evolveRun(this.run, { type: event.type, data: event.data } as RunEvent);
      this.next = event.revision + 1;
    }
    const { status } = this.run;
    if (status === 'running' || status === 'awaiting_approval') return 'go';
    return status === 'cancelling' || (status !== 'absent' && isFinal(status)) ? 'abandon' : 'wait';
  }
}
