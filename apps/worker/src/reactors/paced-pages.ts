import { setTimeout as pause } from 'node:timers/promises';
import type { FeedPage } from '#eventstore/port.js';

/** Pages as they come, and a `beat` in a rhythm, also between pages that keep coming; until the signal aborts. */
export async function* pacedPages(
  pages: AsyncIterable<FeedPage>,
  rhythmMs: number,
  over: AbortSignal,
): AsyncGenerator<FeedPage | 'beat', void, void> {
  const source = pages[Symbol.asyncIterator]();
  const following = (): Promise<IteratorResult<FeedPage>> => {
    const page = source.next();
    page.catch(() => undefined); // nobody may be there any more to hear of it
    return page;
  };
  let next = following();
  let beat = performance.now() + rhythmMs;
  while (!over.aborted) {
    const tick = new AbortController();
    const rest = pause(Math.max(0, beat - performance.now()), null, { signal: AbortSignal.any([over, tick.signal]) });
    const page = await Promise.race([next, rest.catch(() => null)]);
    tick.abort();
    if (page !== null) {
      if (page.done === true) return;
      yield page.value;
      next = following();
    }
    if (performance.now() < beat) continue;
    beat = performance.now() + rhythmMs;
    yield 'beat';
  }
}
