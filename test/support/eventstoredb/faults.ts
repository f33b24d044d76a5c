/** What can be made to go wrong, at the server's side of the protocol. */
export type Fault =
  /**
   * The next appends, deletes and tombstones get no answer. `silence` (default): none at all, so that the caller's
   * deadline decides; `reset`: the connection breaks; `timeout`: the server's own ABORTED "Operation timed out".
   */
  | {
      readonly kind: 'drop-answer';
      readonly when: 'before-commit' | 'after-commit';
      readonly times: number;
      readonly how?: 'silence' | 'reset' | 'timeout';
    }
  /** Appends are committed and answered at heal. */
  | { readonly kind: 'hold-answers' }
  /** Every call but gossip and features: UNAVAILABLE "Server Is Not Ready". */
  | { readonly kind: 'not-ready' }
  /**
   * Leadership moves to `node` (default: the next one), and stays there. Until heal the others refuse writes and
   * name the leader instead of forwarding; a single node refuses and names itself.
   */
  | { readonly kind: 'not-leader'; readonly node?: number }
  /** The node is gone, its connections are reset; a leader's place is taken by the next one. Heal brings it back. */
  | { readonly kind: 'node-down'; readonly node: number }
  | { readonly kind: 'access-denied' }
  /** GetSupportedMethods fails with INTERNAL. */
  | { readonly kind: 'features-error' }
  /** Connections stay open and nothing is read from them or written to them; of one node, or of all. */
  | { readonly kind: 'freeze'; readonly node?: number }
  /** Once: every connection is reset. */
  | { readonly kind: 'cut-connections' }
  /** Once: the subscriptions that are open end with UNAVAILABLE, or CANCELLED as at a stop of the server. */
  | { readonly kind: 'cut-subscriptions'; readonly as?: 'unavailable' | 'cancelled' }
  /** Once: the subscriptions that are open never say anything again, and look healthy; new ones work. */
  | { readonly kind: 'silent-subscriptions' }
  /** Each subscription says that it has caught up again, now and after each event. */
  | { readonly kind: 'repeat-caught-up' }
  /** Filtered subscriptions get the checkpoint 2^64-1 before each `caughtUp` and now (KDB-710). */
  | { readonly kind: 'wrong-checkpoint' }
  /** Subscriptions are written to only every so often, so that they fall behind and catch up again. */
  | { readonly kind: 'slow-reader'; readonly pauseMs: number };

type Kind = Fault['kind'];
type FaultOf<K extends Kind> = Extract<Fault, { readonly kind: K }>;
export type DropAnswer = FaultOf<'drop-answer'>;

/** The faults that last until heal. */
export class Faults {
  private readonly active = new Map<Kind, Fault>();
  private drops = 0;
  private readonly held: (() => void)[] = [];

  set(fault: Fault): void {
    this.active.set(fault.kind, fault);
    if (fault.kind === 'drop-answer') this.drops = fault.times;
  }

  heal(): void {
    this.active.clear();
    for (const answer of this.held.splice(0)) answer();
  }

  has(kind: Kind): boolean {
    return this.active.has(kind);
  }

  /** How the answer to this write gets lost, if it does. */
  takeDrop(): DropAnswer | undefined {
    const drop = this.active.get('drop-answer');
    if (drop?.kind !== 'drop-answer' || this.drops === 0) return undefined;
    this.drops -= 1;
    return drop;
  }

  /** Calls back at once, or at heal while answers are held. */
  whenReleased(answer: () => void): void {
    if (this.has('hold-answers')) this.held.push(answer);
    else answer();
  }

  get heldCount(): number {
    return this.held.length;
  }

  get readerPauseMs(): number {
    const slow = this.active.get('slow-reader');
    return slow?.kind === 'slow-reader' ? slow.pauseMs : 0;
  }
}
