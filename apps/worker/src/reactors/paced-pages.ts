import { Bell } from '#eventstore/bell.js';
import type { FeedPage } from '#eventstore/port.js';

/** Pages as they come, and a `beat` in a rhythm, also between pages that keep coming; until the signal aborts. */
export async function* pacedPages(
  pages: AsyncIterable<FeedPage>,
  rhythmMs: number,
  over: AbortSignal,
): AsyncGenerator<FeedPage | 'beat', void, void> {
  const source = pages[Symbol.asyncIterator]();
  // One look at a page that may not come for days: to race it at every beat would keep something of each beat till then.
  const came = new Bell();
  const asked: { answer: Promise<IteratorResult<FeedPage>> | null } = { answer: null };
  const ask = (): void => {
    asked.answer = null;
    const page = source.next();
    const arrived = (): void => {
      asked.answer = page;
      came.ring();
    };
    page.then(arrived, arrived); // an error is heard with the answer, if anybody is there to take it
  };
  ask();
  let beat = performance.now() + rhythmMs;
  while (!over.aborted) {
    if (asked.answer === null) await came.heard(came.rung, Math.max(0, beat - performance.now()), over);
    if (asked.answer !== null) {
      const page = await asked.answer;
      if (page.done === true) return;
      yield page.value;
      ask();
    }
    if (performance.now() < beat) continue;
    beat = performance.now() + rhythmMs;
    yield 'beat';
  }
}
