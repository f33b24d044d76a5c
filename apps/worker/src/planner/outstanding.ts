import { onceMore, type QueueCounts, subjectOf, type Work } from '../queue/work.js';

/** What an event has made due the reactor brings to the queue at once: it has so long before the reconciler does, ms. */
export const graceMs = 150;
/** What was brought is brought again after so long while the queue holds too little, ms: parts of it were lost. */
const againMs = 1_000;
/** After so long the queue's own counts are not believed any more, ms. */
const stuckMs = 4_000;

/** Work that is due and in nobody's hands. Times are those of one monotonic clock, ms. */
interface Wait {
  readonly since: number;
  /** When the reconciler brought it last. */
  readonly broughtAt: number | null;
  /** After so long whoever it was handed out to is taken for dead. */
  readonly patienceMs: number;
  /** As it was last added to the queue. */
  readonly added: Work;
}

/** What there is to do about work that is due and in nobody's hands. */
export interface Remedies {
  /** Not in the queue, as far as can be told. */
  readonly add: readonly Work[];
  /** The queue knows it, and will never hand it out. */
  readonly addAnew: readonly Work[];
  /** Whoever has it from the queue may have died with it. */
  readonly perhapsLost: readonly Work[];
  /** Some of it is to be looked at again before long. */
  readonly soon: boolean;
}

/**
 * The reconciler's memory: since when the same work has been due without anybody holding its lease, and what was done
 * about it. Adding what the queue knows changes nothing, but costs as much as adding what it does not.
 */
export class Outstanding {
  private waits = new Map<string, Wait>();

  /** These and no others are due and in nobody's hands now. */
  see(works: readonly Work[], now: number): void {
    this.waits = new Map(
      works.map((work) => {
        const name = `${subjectOf(work)} ${work.cause}`;
        return [name, this.waits.get(name) ?? { since: now, broughtAt: null, patienceMs: graceMs, added: work }];
      }),
    );
  }

  /** What is in nobody's hands should wait in the queue: where fewer wait, something is missing. */
  remedies({ waiting, active }: QueueCounts, now: number): Remedies {
    const waits = [...this.waits.values()];
    const isShort = waiting < waits.length;
    const isMissing = ({ since, broughtAt, added }: Wait): boolean => {
      // It must not wait behind the others: whether some of it is in the queue does not matter.
      if (added.urgent === true && broughtAt === null) return true;
      if (!isShort) return now - (broughtAt ?? since) >= stuckMs;
      return broughtAt === null ? now - since >= graceMs : now - broughtAt >= againMs;
    };
    // What is active does not excuse it: a dead taker's job of long ago may be all there is of that.
    const isStuck = (wait: Wait): boolean => isShort && isMissing(wait) && now - wait.since >= stuckMs;
    const isOverdue = ({ since, patienceMs }: Wait): boolean => active > 0 && now - since > patienceMs;
    const work = ({ added }: Wait): Work => added;
    return {
      add: waits.filter((wait) => isMissing(wait) && !isStuck(wait)).map(work),
      addAnew: waits.filter(isStuck).map(work),
      perhapsLost: waits.filter(isOverdue).map(work),
      soon: isShort && (active > 0 || waits.some(({ broughtAt }) => broughtAt === null)),
    };
  }

  /** These, which are as `remedies` named them, were brought to the queue. */
  brought(works: readonly Work[], now: number): void {
    const some = new Set(works);
    for (const [name, wait] of this.waits) if (some.has(wait.added)) this.waits.set(name, { ...wait, broughtAt: now });
  }

  /**
   * What to add beside these, which are as `remedies` named them: who has them is dead. From then on they wait anew, and
   * longer: each try counts against work that nobody can carry out, and a worker that is only slow must not use the
   * tries up.
   */
  onceMore(lost: readonly Work[], now: number): readonly Work[] {
    const some = new Set(lost);
    return [...this.waits].flatMap(([name, wait]) => {
      if (!some.has(wait.added)) return [];
      const added = onceMore(wait.added);
      this.waits.set(name, { since: now, broughtAt: now, patienceMs: stuckMs, added });
      return [added];
    });
  }
}
