import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import type { Decoder, Entry } from './decoder.js';
import { LogPages } from './log-pages.js';
import { beginning, type Place } from './place.js';

/** A log whose reads answer what it held when they were told to, so that one can be overtaken by what is stored. */
const heldLog = () => {
  let length = 0;
  const reads: (() => void)[] = [];
  const resolvedAt = (commit: number) => ({ commitPosition: BigInt(commit) }) as AllStreamResolvedEvent;
  const decoder: Pick<Decoder, 'entryOf'> = {
    entryOf: ({ commitPosition = 0n }): Entry => ({
      place: { epoch: 1, commit: commitPosition },
      event: undefined,
      bytes: 0,
    }),
  };
  const connection = {
    call: <T>() => {
      const found = Array.from({ length }, (_, at) => resolvedAt(at + 1));
      return new Promise<T>((answer) => reads.push(() => answer(found as T)));
    },
  };
  const resume = ({ epoch, commit }: Place) => (epoch === 0 ? undefined : commit);
  return {
    pages: new LogPages(connection, { resume }, decoder),
    store: () => (length += 1),
    reads,
    answer: () => reads.shift()?.(),
  };
};

const settled = () => new Promise((done) => setImmediate(done));

test('a read is not answered by one that began before it, for it would not see what was stored in between', async () => {
  const { pages, store, reads, answer } = heldLog();
  const early = pages.read(beginning, 10, {});
  await settled();
  store();
  const late = pages.read(beginning, 10, {});
  const alsoLate = pages.read(beginning, 10, {});
  answer();
  expect(await early).toEqual({ events: [], to: beginning, caughtUp: true });
  await settled();
  expect(reads).toHaveLength(1); // both share the one that began after they asked
  answer();
  const all = { events: [], to: { epoch: 1, commit: 1n }, caughtUp: true };
  expect(await Promise.all([late, alsoLate])).toEqual([all, all]);
});
