import type { FeedPage, Position } from '#eventstore/port.js';
import { pacedPages } from './paced-pages.js';

type Answer = IteratorResult<FeedPage>;

const page = (checkpoint: string): FeedPage => ({ events: [], checkpoint: checkpoint as Position, caughtUp: true });

const never = new AbortController().signal;

/** A feed that gives each of these answers when it is asked. */
const feedOf = (...answers: readonly Promise<Answer>[]): AsyncIterable<FeedPage> => {
  let asked = 0;
  const next = (): Promise<Answer> => answers[asked++] ?? new Promise<Answer>(() => undefined);
  return { [Symbol.asyncIterator]: () => ({ next }) };
};

/** An answer that comes when the test gives it. */
const answerLater = () => {
  let resolve: (answer: Answer) => void = () => undefined;
  const promise = new Promise<Answer>((given) => {
    resolve = given;
  });
  return { promise, resolve };
};

it('hands on pages with beats in between, until the feed ends', async () => {
  const [second, end] = [answerLater(), answerLater()];
  const first = Promise.resolve<Answer>({ done: false, value: page('1') });
  const seen: string[] = [];
  for await (const each of pacedPages(feedOf(first, second.promise, end.promise), 5, never)) {
    seen.push(each === 'beat' ? 'beat' : each.checkpoint);
    if (each === 'beat' && !seen.includes('2')) second.resolve({ done: false, value: page('2') });
    else if (each === 'beat') end.resolve({ done: true, value: undefined });
  }
  expect(seen.filter((one) => one !== 'beat')).toEqual(['1', '2']);
  expect(seen[seen.indexOf('2') - 1]).toBe('beat');
});

it('throws what the feed throws, and hears of nothing after it was told to stop', async () => {
  await expect(pacedPages(feedOf(Promise.reject(new Error('gone'))), 5, never).next()).rejects.toThrow('gone');
  const over = new AbortController();
  const waiting = pacedPages(feedOf(), 60_000, over.signal).next();
  over.abort();
  expect(await waiting).toEqual({ done: true, value: undefined });
});

it('keeps nothing of its beats while no page comes', async () => {
  const quiet = new Promise<Answer>(() => undefined);
  const looks = jest.spyOn(quiet, 'then');
  const over = new AbortController();
  const any = jest.spyOn(AbortSignal, 'any');
  let beats = 0;
  for await (const each of pacedPages(feedOf(quiet), 1, over.signal)) {
    if (each === 'beat') beats += 1;
    if (beats === 20) over.abort();
  }
  expect(looks).toHaveBeenCalledTimes(1);
  expect(any).not.toHaveBeenCalled();
});
