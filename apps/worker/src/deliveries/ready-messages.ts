import type { Recipient } from '#domain/batch/state.js';
import { compose, type ComposeDeps, type Composed, type Skipped } from './compose.js';
import type { Plan } from './plan.js';

/** Messages composed at a time: their contacts are one question and their renderings one statement. */
const atOnce = 100;
/** What was composed longer ago is composed anew, ms: the contact may have changed. */
const freshMs = 5_000;

interface Ready {
  readonly message: Composed | Skipped;
  /** By this process's monotonic clock. */
  readonly at: number;
}

/**
 * Messages of one batch that are composed before there is a place for them: a small window is refilled often, and what
 * it takes to ask for a message's contact is nearly the same for one and for a hundred.
 */
export class ReadyMessages {
  private readonly ready = new Map<string, Ready>();
  private readonly ahead: number;

  constructor(
    private readonly deps: ComposeDeps,
    private readonly plan: Plan,
  ) {
    // As many as its limit lets a sender have before they are too old.
    this.ahead = Math.min(atOnce, Math.ceil((plan.sender.limits.perSecond * freshMs) / 2_000));
  }

  /** Of those who are open the messages of the first `wanted`. */
  async take(open: readonly Recipient[], wanted: number): Promise<readonly (Composed | Skipped)[]> {
    const now = performance.now();
    const first = open.slice(0, wanted);
    if (!first.every((recipient) => this.isReady(recipient, now))) {
      const next = open.slice(0, Math.max(wanted, this.ahead)).filter((recipient) => !this.isReady(recipient, now));
      for (const message of await compose(this.deps, this.plan, next))
        this.ready.set(message.recipient.communicationId, { message, at: now });
    }
    return first.flatMap(({ communicationId }) => {
      const found = this.ready.get(communicationId);
      this.ready.delete(communicationId);
      return found === undefined ? [] : [found.message];
    });
  }

  /** A recipient to whom anything has happened since is another object. */
  private isReady(recipient: Recipient, now: number): boolean {
    const found = this.ready.get(recipient.communicationId);
    return found !== undefined && found.message.recipient === recipient && now - found.at < freshMs;
  }
}
