import { coalesced } from '#eventstore/coalesced.js';

/**
 * Answers that many requests need at the same moment, each found once: who asks while an answer is being found waits for
 * the next one, so that every answer is younger than its question.
 */
export class AskedTogether<T> {
  private readonly asking = new Map<string, { readonly ask: () => Promise<T>; waiting: number }>();

  /** Equal keys must mean equal questions. */
  async ask(key: string, find: () => Promise<T>): Promise<T> {
    const entry = this.asking.get(key) ?? { ask: coalesced(find), waiting: 0 };
    this.asking.set(key, entry);
    entry.waiting += 1;
    try {
      return await entry.ask();
    } finally {
      entry.waiting -= 1;
      if (entry.waiting === 0) this.asking.delete(key);
    }
  }
}
