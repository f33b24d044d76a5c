import fc from 'fast-check';
import { grouped } from './grouped.js';

interface Item {
  readonly key: string;
  readonly weight: number;
  readonly n: number;
}

/** Work that goes on until it is told to end, and what was begun. */
const held = () => {
  const begun: { readonly items: readonly Item[]; readonly end: (error?: Error) => void }[] = [];
  const work = (items: readonly Item[]): Promise<readonly number[]> =>
    new Promise((resolve, reject) => {
      begun.push({ items, end: (error) => (error ? reject(error) : resolve(items.map(({ n }) => n))) });
    });
  return { begun, work };
};

/** Whatever follows from what was ended has begun. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const grouping = { atOnce: 2, most: 10, weightOf: ({ weight }: Item) => weight, keyOf: ({ key }: Item) => key };
const item = (n: number, key = `k${n}`, weight = 1): Item => ({ key, weight, n });
const numbers = (items: readonly Item[] | undefined): readonly number[] | undefined => items?.map(({ n }) => n);

test('what comes in one turn goes together when it ends while there is room, and gathers while there is none', async () => {
  const { begun, work } = held();
  const add = grouped(grouping, work);
  const answers: Promise<number>[] = [];
  const come = async (...coming: readonly number[]): Promise<void> => {
    answers.push(...coming.map((n) => add(item(n))));
    await turn();
  };

  await come(1, 2);
  await come(3);
  await come(4);
  await come(5, 6);
  expect(begun.map(({ items }) => numbers(items))).toEqual([[1, 2], [3]]);
  begun[1]?.end();
  await turn();
  expect(begun.map(({ items }) => numbers(items))).toEqual([[1, 2], [3], [4, 5, 6]]);
  begun[0]?.end();
  begun[2]?.end();

  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('fills a group up to its weight, lets nothing light pass what is heavy, and takes what is too heavy alone', async () => {
  const begun: (readonly number[])[] = [];
  const add = grouped({ ...grouping, atOnce: 1 }, async (items) => {
    begun.push(items.map(({ n }) => n));
    return items;
  });

  await Promise.all([item(1), item(2, 'b', 9), item(3, 'c', 5), item(4), item(5, 'e', 99), item(6)].map(add));

  expect(begun).toEqual([[1, 2], [3, 4], [5], [6]]);
});

test('an error is that of its group only', async () => {
  const { begun, work } = held();
  const add = grouped(grouping, work);

  const first = add(item(1));
  await turn();
  const settled = Promise.allSettled([first, ...[2, 3].map((n) => add(item(n)))]);
  await turn();
  begun[0]?.end(new Error('broken'));
  await turn();
  begun[1]?.end();

  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

test('where one may be to blame, each is tried by itself', async () => {
  const begun: (readonly number[])[] = [];
  const add = grouped({ ...grouping, atOnce: 1, isOfOne: (error) => error instanceof RangeError }, async (items) => {
    begun.push(items.map(({ n }) => n));
    if (items.some(({ n }) => n === 3)) throw new RangeError('not three');
    return items;
  });

  const settled = await Promise.allSettled([1, 2, 3, 4].map((n) => add(item(n))));

  expect(begun).toEqual([[1, 2, 3, 4], [1], [2], [3], [4]]);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

test('answers everybody once, those of one key in their order and never two of them at a time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), weight: fc.integer({ min: 1, max: 12 }) })),
      fc.integer({ min: 1, max: 3 }),
      fc.infiniteStream(fc.nat()),
      async (kinds, atOnce, picks) => {
        const { begun, work } = held();
        const add = grouped({ ...grouping, atOnce }, work);
        const items = kinds.map(({ key, weight }, n) => ({ key, weight, n }));
        const answers = Promise.all(items.map(add));
        await turn();
        const running = new Set<(typeof begun)[number]>();
        const done: number[] = [];
        for (let seen = 0; done.length < items.length;) {
          for (; seen < begun.length; seen += 1) {
            const one = begun[seen];
            if (one) running.add(one);
          }
          const keys = [...running].flatMap(({ items: those }) => those.map(({ key }) => key));
          expect(new Set(keys).size).toBe(keys.length);
          expect(running.size).toBeGreaterThan(0);
          expect(running.size).toBeLessThanOrEqual(atOnce);
          const ending = [...running][picks.next().value % running.size];
          if (!ending) throw new Error('nothing is under way');
          running.delete(ending);
          expect(ending.items.length === 1 || ending.items.reduce((sum, { weight }) => sum + weight, 0) <= 10).toBe(
            true,
          );
          done.push(...ending.items.map(({ n }) => n));
          ending.end();
          await turn();
        }
        expect(await answers).toEqual(items.map(({ n }) => n));
        for (const key of ['a', 'b', 'c', 'd']) {
          const ofKey = done.filter((n) => items[n]?.key === key);
          expect(ofKey).toEqual(ofKey.toSorted((a, b) => a - b));
        }
      },
    ),
  );
});
